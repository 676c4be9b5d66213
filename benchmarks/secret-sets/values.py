"""Values that stand behind names: secrets of every kind, and what is none."""
import string

NOUNS = """harbor lantern meadow orchid falcon copper winter saddle pebble violet canyon ember walnut cobalt juniper
marble thunder willow anchor badger castle dragon eagle forest garden hammer island jacket kitten ladder mirror needle
ocean pepper quartz rabbit silver tiger umbrella velvet wizard yellow zebra apple banana cherry dolphin elephant flower
guitar honey iceberg jungle kettle lemon monkey ninja olive panda queen river sunset tulip unicorn valley whale bamboo
""".split()
NAMES = """marta tobias ingrid oscar helena rafael sabine milan carlos yusuf anita boris clara dmitri elena felix greta
hanna igor julia kasper laura marco nadia otto paula quentin rosa stefan tanja ulrich vera wanda xenia yvonne zoltan
summer autumn liverpool chelsea batman superman matrix pokemon starwars princess sunshine shadow master killer
""".split()
FOREIGN = """schmetterling kaffeetasse regenbogen blumentopf fahrrad bananensplit sonnenschein apfelbaum papillon
fromage bonjour chocolat mariposa cerveza guitarra tortuga girasol manzana ragazza farfalla stella cavallo vlinder
fietsbel zonnebloem pannenkoek motylek slonce kotecek lokomotiva pikachu sakura kawaii ramen ohayou dobryden kissanpentu
""".split()
SYLLABLES = "ba be bi bo bu da de di do du fa fe fi ga go ka ke ki ko la le li lo lu ma me mi mo na ne ni no pa pe po ra re ri ro sa se si so ta te ti to va ve vi wa za zo".split()

THINGS = """user admin login account form field input button dialog panel label text value title page view model state
item list table column row index key type name id path file url host port service client server config option setting
error message event action handler manager provider factory store cache queue job task session request response
header body query param header filter sort search menu link image icon color style theme layout grid card modal tab
""".split()
PASSWORDS_OF_THINGS = ["password", "passwd", "pwd", "pass", "passphrase", "secret", "token", "credentials", "apiKey"]
LABELS = """Password|Your password|New password|Confirm password|Enter your password|Forgot your password?|Passwort
Passwort bestätigen|Neues Passwort|Kennwort|Mot de passe|Mot de passe oublié|Nouveau mot de passe|Contraseña
Confirmar contraseña|Clave de acceso|Senha|Nova senha|Parola d'ordine|Conferma password|Wachtwoord|Nieuw wachtwoord
Hasło|Nowe hasło|Heslo|Nové heslo|Lösenord|Adgangskode|Salasana|Jelszó|Lozinka|Geslo|Şifre|Parolă|Пароль|密码|パスワード|비밀번호
passwort|wachtwoord|contrasena|senha|salasana|motdepasse|lozinka|jelszo|adgangskode|passord|Geheimnis|Secreto|Segreto
Reset password|Show password|Hide password|Repeat password|Current password|Old password|Password hint|Access token
Secret key|API key|Client secret|Sign in|Zugangsdaten|Identifiants|Credenciales|Anmeldedaten""".replace("\n", "|").split("|")
TYPES = """string text varchar password hidden secure binary bytes boolean object number integer required optional
nullable sensitive encrypted hashed masked writeOnly readonly securestring SecureString Password String Text CharField
""".split()
MODES = """required optional prompt keyring vault environment interactive plaintext encrypted bcrypt scrypt argon
external internal disabled enabled always never random generate generated default automatic include sameorigin omit
unspecified anonymous forbidden implicit refresh bearer opaque static rotating managed inherited none unset hidden
""".split()
FILLERS = """changeme yourpassword your-password my-password mypassword your_secret_here <password> xxxxxxxx ******** example
somepassword thepassword apassword secret123 password123 placeholder replace-me CHANGE_ME todo insert-token-here
yourtoken your-api-key mysecret dummy fake-token not-a-secret testpassword testing foobar foobarbaz TBD REDACTED
""".split()
MESSAGES = """must be at least 8 characters|is required|does not match|cannot be blank|has expired|is too short|is invalid
should contain a digit|was changed|was sent to your address|could not be verified|is not allowed here""".replace("\n", "|").split("|")
LEXEMES = """identifier keyword comma semicolon operator literal whitespace newline comment bracket lparen rparen ident
number_literal string_literal end_of_file assignment_operator open_brace close_brace template_start template_end""".split()
PRODUCTS = """postgres mysqlroot mariadb strapi keycloak wordpress nextcloud grafana rabbitmq minioadmin elastic kibana
jenkins sonar nexus drupal joomla magento mongodb redis vault consul airflow superset metabase gitea gogs zabbix icinga
""".split()
VERBS = "validate check hash compare verify reset change update generate encrypt decrypt confirm require forget store read".split()

HELD_NOUNS, FIT_NOUNS = NOUNS[::3], [w for i, w in enumerate(NOUNS) if i % 3]
OWNERS = "db admin root smtp mail ldap redis mysql postgres ftp proxy user app api service keystore truststore vpn wifi bind cache queue report backup deploy jenkins grafana".split()
HOSTS = "db1 db.acme.io 10.3.4.7 mail.acme.io ldap01 cache-2 queue.corp.io ftp.acme.io reports.acme.io".split()
USERS = "reports app_rw orders svc_mail replicator grafana scott etl batch importer webadmin".split()


class Maker:
    """Makes values by chance; what it takes words from differs between the sets."""

    def __init__(self, chance, isHeldOut):
        self.chance = chance
        side = lambda words: [w for i, w in enumerate(words) if (i % 3 == 0) == isHeldOut]
        self.nouns, self.names, self.foreign = side(NOUNS), side(NAMES), side(FOREIGN)
        self.things, self.labels, self.types = side(THINGS), side(LABELS), side(TYPES)
        self.modes, self.fillers, self.messages = side(MODES), side(FILLERS), side(MESSAGES)
        self.products = side(PRODUCTS)
        self.lexemes, self.verbs, self.owners = side(LEXEMES), side(VERBS), side(OWNERS)

    def letters(self, least, most, alphabet=string.ascii_lowercase):
        return "".join(self.chance.choice(alphabet) for _ in range(self.chance.randint(least, most)))

    def pick(self, words):
        return self.chance.choice(words)

    def weighted(self, pairs):
        return self.chance.choices([make for _, make in pairs], [weight for weight, _ in pairs])[0]()

    def word(self):
        return self.pick(self.nouns + self.names + self.foreign)

    def spoken(self):
        return "".join(self.pick(SYLLABLES) for _ in range(self.chance.randint(3, 5)))[:12]

    def leet(self):
        word = self.word()
        return "".join({"a": "4", "e": "3", "i": "1", "o": "0", "s": "5"}.get(c, c) if self.chance.random() < 0.5 else c for c in word) + self.letters(1, 2, string.digits)

    def password(self):
        c = self.chance
        value = self.weighted([
            (24, lambda: self.letters(6, 14)), (8, lambda: self.letters(8, 16, string.ascii_letters)),
            (10, self.spoken), (10, lambda: self.word() + self.letters(1, 4, string.digits)),
            (8, lambda: self.word() + self.word()), (5, lambda: self.word().capitalize() + self.word().capitalize()),
            (5, self.leet), (9, lambda: self.mixin()), (3, self.word),
            (6, lambda: self.word().capitalize() + c.choice("!@#$%*_") + self.letters(1, 4, string.digits + string.ascii_lowercase)),
            (10, lambda: self.letters(8, 24, string.ascii_letters + string.digits)),
            (2, lambda: self.word() + c.choice("-._") + self.word()),
        ])
        return value if len(value) >= 6 and any(x.isalpha() for x in value) else self.password()

    def mixin(self):
        """Letters with one or two digits anywhere."""
        text = list(self.letters(6, 11))
        for _ in range(self.chance.randint(1, 2)):
            text[self.chance.randrange(len(text))] = self.chance.choice(string.digits)
        return "".join(text)

    def token(self):
        return self.weighted([
            (30, lambda: self.letters(1, 1, "abcdef") + self.letters(11, 11 + 8 * self.chance.randint(0, 5), "0123456789abcdef")),
            (30, lambda: self.letters(12, 48, string.ascii_letters + string.digits)),
            (15, lambda: self.letters(14, 40, string.ascii_lowercase + string.digits)),
            (10, lambda: self.letters(16, 40, string.ascii_letters)), (6, lambda: self.letters(16, 32)),
            (5, lambda: self.letters(16, 32, string.ascii_uppercase + string.digits)),
            (4, lambda: self.letters(12, 30, string.ascii_letters + string.digits) + "-" + self.letters(6, 10, string.ascii_letters + string.digits)),
        ])

    def name(self, kind, style):
        """A telling name: `password`, `dbPassword`, `SMTP_TOKEN`."""
        base = {"password": ["password", "password", "password", "passwd", "pwd", "pass", "passphrase"],
                "token": ["token", "secret", "api key", "access token", "auth token", "client secret", "secret key"]}[kind]
        words = self.pick(base).split()
        if self.chance.random() < 0.6 or words == ["pass"]:
            words = [self.pick(self.owners)] + words
        return self.styled(words, style)

    def styled(self, words, style):
        words = [w.lower() for w in words]
        if style == "camel":
            return words[0] + "".join(w.capitalize() for w in words[1:])
        if style == "pascal":
            return "".join(w.capitalize() for w in words)
        return {"upper": "_".join(words).upper(), "snake": "_".join(words), "kebab": "-".join(words), "dot": ".".join(words)}[style]

    def identifier(self):
        """A thing's name as programs have it in quotes, often with a word for a password."""
        style = self.pick(["camel", "snake", "kebab", "pascal", "dot", "upper"])
        words = [self.pick(self.things) for _ in range(self.chance.randint(1, 2))]
        if self.chance.random() < 0.6:
            words.insert(self.chance.randint(0, len(words)), self.pick(PASSWORDS_OF_THINGS).lower())
        return self.styled(words, style)

    def call(self):
        return self.styled([self.pick(self.verbs), self.pick(["password", "token", "secret", "user", "login"])], "camel")

    def label(self):
        return self.pick(self.labels)

    def none(self):
        """What stands behind a telling name in a program and is no secret."""
        return self.weighted([
            (30, self.identifier), (12, self.label), (12, lambda: self.pick(self.types)), (14, lambda: self.pick(self.modes)),
            (12, lambda: self.pick(self.fillers)), (8, self.call),
            (6, lambda: self.styled(["auth", self.pick(self.things), "password"], "dot")),
            (6, lambda: self.pick(self.things) + "s"), (4, lambda: self.pick(self.things) + "-" + self.pick(self.things)),
            (4, lambda: self.pick(self.owners) + "-" + self.pick(["secret", "secrets", "credentials", "auth", "tls"])),
        ])

    def noToken(self):
        return self.weighted([
            (20, lambda: self.pick(self.lexemes)), (15, self.identifier), (12, lambda: self.pick(self.modes)),
            (10, lambda: self.pick(self.fillers)), (10, lambda: self.pick(self.types)), (8, self.label), (8, self.call),
            (8, lambda: self.pick(self.things) + "-" + self.pick(self.things) + "-" + str(self.chance.randint(1, 900))),
            (6, lambda: self.pick(self.nouns) + "." + self.pick(self.things)), (5, lambda: self.styled([self.pick(self.owners), self.pick(self.things), "key"], "upper")),
            (4, lambda: self.pick(self.nouns) + self.pick(self.nouns).capitalize() + self.pick(self.things).capitalize()),
        ])

    def hidden(self):
        """A name and the value it gets: kind, value."""
        return ("password", self.password()) if self.chance.random() < 0.7 else ("token", self.token())

    def innocent(self):
        return ("password", self.none()) if self.chance.random() < 0.65 else ("token", self.noToken())


class Family:
    def __init__(self, name, isHeldOut, make):
        self.name, self.isHeldOut, self.make = name, isHeldOut, make
