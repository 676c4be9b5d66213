"""Programs in twenty languages, each with structures that hold a secret and structures that hold none."""
from values import Family, HOSTS, USERS

# name, ending, folder, style of names, comment, constant, entry of a literal, named argument, braces of a literal
LANGUAGES = [
    ("python", "py", "snake", "#", "{n} = {q}{v}{q}", "{q}{n}{q}: {q}{v}{q},", "{n}={q}{v}{q}", "x = {", "}"),
    ("javascript", "js", "camel", "//", "const {n} = {q}{v}{q};", "{n}: {q}{v}{q},", "{n}: {q}{v}{q}", "const x = {", "};"),
    ("typescript", "ts", "camel", "//", "private {n}: string = {q}{v}{q};", "{n}: {q}{v}{q},", "{n}: {q}{v}{q}", "export const x = {", "};"),
    ("java", "java", "camel", "//", 'private static final String {n} = "{v}";', 'map.put("{n}", "{v}");', 'set("{n}", "{v}")', "void x() {", "}"),
    ("kotlin", "kt", "camel", "//", 'val {n} = "{v}"', '"{n}" to "{v}",', '{n} = "{v}"', "val x = mapOf(", ")"),
    ("scala", "scala", "camel", "//", 'val {n}: String = "{v}"', '"{n}" -> "{v}",', '{n} = Some("{v}")', "val x = Map(", ")"),
    ("go", "go", "camel", "//", '{n} := "{v}"', '"{n}": "{v}",', '{n}: "{v}"', "var x = map[string]string{", "}"),
    ("rust", "rs", "snake", "//", 'let {n} = "{v}";', '("{n}", "{v}"),', '{n}: "{v}".to_string()', "let x = vec![", "];"),
    ("ruby", "rb", "snake", "#", "{n} = {q}{v}{q}", ":{n} => {q}{v}{q},", "{n}: {q}{v}{q}", "x = {", "}"),
    ("php", "php", "snake", "//", "${n} = {q}{v}{q};", "'{n}' => '{v}',", "{q}{n}{q} => {q}{v}{q}", "return [", "];"),
    ("perl", "pl", "snake", "#", "my ${n} = {q}{v}{q};", "{n} => {q}{v}{q},", "{n} => {q}{v}{q}", "my %x = (", ");"),
    ("csharp", "cs", "pascal", "//", 'public string {n} = "{v}";', '["{n}"] = "{v}",', '{n}: "{v}"', "var x = new Dictionary<string, string> {", "};"),
    ("swift", "swift", "camel", "//", 'let {n} = "{v}"', '"{n}": "{v}",', '{n}: "{v}"', "let x = [", "]"),
    ("c", "c", "snake", "//", 'static const char *{n} = "{v}";', '.{n} = "{v}",', '"{n}", "{v}"', "struct conf x = {", "};"),
    ("cpp", "cpp", "camel", "//", 'const std::string {n} = "{v}";', '{{"{n}", "{v}"}},', '"{n}", "{v}"', "std::map<std::string, std::string> x = {", "};"),
    ("lua", "lua", "snake", "--", "local {n} = {q}{v}{q}", "{n} = {q}{v}{q},", "{n} = {q}{v}{q}", "local x = {", "}"),
    ("elixir", "exs", "snake", "#", '{n} = "{v}"', '{n}: "{v}",', '{n}: "{v}"', "x = [", "]"),
    ("groovy", "groovy", "camel", "//", "def {n} = {q}{v}{q}", "{n}: {q}{v}{q},", "{n}: {q}{v}{q}", "def x = [", "]"),
    ("dart", "dart", "camel", "//", "final String {n} = {q}{v}{q};", "'{n}': '{v}',", "{n}: {q}{v}{q}", "final x = {", "};"),
    ("powershell", "ps1", "pascal", "#", '${n} = "{v}"', "{n} = '{v}'", "-{n} '{v}'", "$x = @{", "}"),
]
HELD_LANGUAGES = {"kotlin", "php", "lua", "csharp"}


def fill(text, name, value, maker):
    return text.replace("{q}", maker.quote).replace("{{", "{").replace("}}", "}").replace("{n}", name).replace("{v}", value)


class Writer:
    """One file that is being written."""

    def __init__(self, language, maker):
        (self.language, self.ending, self.style, self.mark, self.constant, self.entry, self.argument, self.open,
         self.close) = language
        self.maker = maker
        maker.quote = maker.pick(["'", '"'])
        self.lines = []

    def add(self, text, isSecret=False):
        self.lines.append((isSecret, text))

    def filled(self, text, kind, value, indent=""):
        return indent + fill(text, self.maker.name(kind, self.style), value, self.maker)

    def plain(self, text, name, value, indent=""):
        style = self.style
        return indent + fill(text, self.maker.styled(name.split(), style), value, self.maker)


# Structures with a secret.
def constants(w):
    m = w.maker
    w.add(w.plain(w.constant, "host", m.pick(HOSTS)))
    w.add(w.plain(w.constant, "user", m.pick(USERS)))
    w.add(w.filled(w.constant, *m.hidden()), True)
    w.add(w.plain(w.constant, "table name", m.pick(m.things)))


def literal(w):
    m = w.maker
    w.add(w.open)
    w.add(w.plain(w.entry, "host", m.pick(HOSTS), "  "))
    w.add(w.plain(w.entry, "user", m.pick(USERS), "  "))
    w.add(w.filled(w.entry, *m.hidden(), "  "), True)
    w.add(w.close)


def lonely(w):
    m = w.maker
    w.add(w.mark + " " + m.pick(["batch job", "settings of the importer", "nightly report", "mail client"]))
    w.add(w.filled(w.constant, *m.hidden()), True)
    w.add(w.plain(w.constant, "retries", "three"))


def named(w):
    m = w.maker
    call = m.pick(["connect", "createClient", "new_session", "open", "login", "Database", "transport"])
    parts = [w.plain(w.argument, "host", m.pick(HOSTS)), w.plain(w.argument, "user", m.pick(USERS)), w.filled(w.argument, *m.hidden())]
    w.add(call + "(" + ", ".join(parts) + ")", True)


def several(w):
    m = w.maker
    for owner in m.chance.sample(m.owners, 3):
        w.add(w.plain(w.constant, owner + " url", "https://" + m.pick(HOSTS) + "/" + owner))
        w.add(w.plain(w.constant, owner + " password", m.password()), True)


def call(w):
    m = w.maker
    verb = m.pick(["login", "authenticate", "basicAuth", "connect", "Credentials", "auth", "signIn", "setBasicAuth"])
    q = m.quote if w.language in ("python", "javascript", "typescript", "ruby", "php", "perl", "lua", "dart", "groovy") else '"'
    w.add(f"{m.pick(['client', 'conn', 'session', 'api'])}.{verb}({q}{m.pick(USERS)}{q}, {q}{m.password()}{q})", True)


def setter(w):
    m = w.maker
    w.add(f'{m.pick(["config", "source", "pool", "options"])}.{m.pick(["setPassword", "set_password", "withPassword", "password"])}("{m.password()}")', True)


def commented(w):
    m = w.maker
    w.add(w.mark + " " + w.filled(w.constant, *m.hidden()), True)
    w.add(w.plain(w.constant, "host", m.pick(HOSTS)))


# Structures without one.
def names(w):
    m = w.maker
    for _ in range(4):
        w.add(w.filled(w.constant, *m.innocent()))


def form(w):
    m = w.maker
    w.add(w.open)
    w.add(w.plain(w.entry, "type", m.pick(m.types), "  "))
    w.add(w.plain(w.entry, "placeholder", m.label(), "  "))
    w.add(w.filled(w.entry, "password", m.identifier(), "  "))
    w.add(w.plain(w.entry, "description", "The password " + m.pick(m.messages), "  "))
    w.add(w.close)


def translation(w):
    m = w.maker
    w.add(w.open)
    for _ in range(4):
        w.add(w.filled(w.entry, "password", m.label(), "  "))
        w.add(w.plain(w.entry, m.pick(m.things) + " error", "Your password " + m.pick(m.messages), "  "))
    w.add(w.close)


def enumeration(w):
    m = w.maker
    w.add(w.open)
    for _ in range(3):
        w.add(w.filled(w.entry, "token", m.noToken(), "  "))
        w.add(w.filled(w.entry, "password", m.pick(m.modes), "  "))
    w.add(w.close)


def schema(w):
    m = w.maker
    w.add(w.open)
    for kind in ("password", "token", "password"):
        w.add(w.filled(w.entry, kind, m.pick(m.types), "  "))
    w.add(w.plain(w.entry, "format", m.pick(m.types), "  "))
    w.add(w.close)


def tests(w):
    m = w.maker
    w.add(w.mark + " test that a login fails")
    w.add(w.filled(w.constant, "password", m.pick(m.fillers)))
    w.add("expect(" + m.call() + '("' + m.pick(m.fillers) + '")).to_equal(false)')
    w.add("assert " + m.call() + '("' + m.identifier() + '")')


def arguments(w):
    m = w.maker
    w.add("parse(" + ", ".join([w.filled(w.argument, *m.innocent()), w.plain(w.argument, "type", m.pick(m.types))]) + ")")
    w.add(f'{m.pick(["form", "router", "view"])}.{m.pick(["password", "login", "authenticate", "setPassword"])}("{m.identifier()}", "{m.identifier()}")')


def lists(w):
    m = w.maker
    w.add(f'config.get("Credentials", "{m.identifier()}")')
    w.add(f'fields = ["password", "{m.identifier()}", "{m.pick(m.things)}"]')
    w.add(f'map("{m.name("password", w.style)}", "{m.identifier()}")')
    w.add(f'widget.connect("{m.pick(m.things)}", "clicked", "{m.call()}")')


def remarks(w):
    m = w.maker
    w.add(f"{w.mark} {m.name('password', w.style)}: {m.pick(m.types)} of the account, {m.pick(m.messages)}")
    w.add(f"{w.mark} @param {m.name('token', w.style)} {m.pick(m.things)} that {m.pick(m.messages)}")
    w.add(w.plain(w.constant, "message", "The password " + m.pick(m.messages)))


def examples(w):
    m = w.maker
    w.add(w.mark + " for example:")
    w.add(w.mark + " " + w.filled(w.constant, "password", m.pick(m.fillers + m.products)))
    w.add(w.mark + " " + w.filled(w.constant, *m.innocent()))
    w.add(w.mark + " " + w.filled(w.entry, "password", m.none()))


SECRET = [constants, literal, lonely, named, several, call, setter, commented]
INNOCENT = [names, form, translation, enumeration, schema, tests, arguments, remarks, examples, lists]
HELD_STRUCTURES = {several, setter, schema, enumeration}


def path(language, index, maker, structure):
    folder = "test" if structure is tests else maker.pick(["src", "app", "lib", "internal", "srv/app"])
    return f"{folder}/{maker.pick(maker.things)}_{index}.{language[1]}"


def families():
    result = []
    for language in LANGUAGES:
        for structure in SECRET + INNOCENT:
            isHeldOut = language[0] in HELD_LANGUAGES or structure in HELD_STRUCTURES

            def make(maker, index, language=language, structure=structure):
                writer = Writer(language, maker)
                structure(writer)
                return path(language, index, maker, structure), writer.lines

            result.append(Family(language[0] + " " + structure.__name__, isHeldOut, make))
    return result
