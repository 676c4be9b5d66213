import Findings

/// Private keys, signed tokens, and credentials inside addresses: what no vendor names.
extension SecretType {
  static let keys: [SecretType] = [
    .token(
      "private-key", "private key in PEM format", "-----BEGIN ",
      #"(?:(?:RSA|EC|DSA|OPENSSH|ENCRYPTED|ANY|SSH2 ENCRYPTED|PGP) )?PRIVATE KEY(?: BLOCK)?-----(?:[^-]++|-(?!----)){1,}+(?:-----END [A-Z0-9 ]{0,20}PRIVATE KEY(?: BLOCK)?-----)?"#,
      trigger: Trigger(#"PRIVATE KEY(?: BLOCK)?-----"#, .within(bytes: 56)), longest: 32_600, entropy: 3.5,
      check: .privateKey, severity: .critical, docs: "https://www.rfc-editor.org/rfc/rfc7468",
      found: ["{pem}"],
      ignored: [
        "-----BEGIN PRIVATE KEY-----", "-----BEGIN PUBLIC KEY-----\n{200 b64}\n-----END PUBLIC KEY-----",
      ]),
    .token(
      "private-key-base64", "Base64-encoded private key in PEM format", "LS0tLS1CRUdJTi",
      "[0-9A-Za-z+/]{200,16000}={0,2}",
      longest: 16_100, entropy: 4, check: .base64PrivateKey, severity: .critical,
      docs: "https://www.rfc-editor.org/rfc/rfc7468", found: ["KEY={b64pem}"]),
    .token(
      "putty-private-key", "PuTTY private key", "PuTTY-User-Key-File-",
      #"[123]: [^\n]{3,60}\r?\nEncryption: [^\n]{3,40}[\s\S]{20,8000}?Private-Lines: [0-9]{1,3}\r?\n(?:[0-9A-Za-z+/=]{4,64}\r?\n)+"#,
      longest: 16_000, entropy: 3.5, check: .puttyKey, severity: .critical,
      docs: "https://the.earth.li/~sgtatham/putty/latest/htmldoc/AppendixC.html",
      found: [
        "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: a\nPublic-Lines: 1\n{64 b64}\nPrivate-Lines: 1\n{64 b64}\nPrivate-MAC: {64 hex}\n"
      ],
      ignored: ["PuTTY-User-Key-File-3: %s"]),
    .token(
      "age-secret-key", "age secret key", "AGE-SECRET-KEY-1", "[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}",
      check: .bech32,
      severity: .critical, docs: "https://age-encryption.org/v1", found: ["{age}"]),
    .token(
      "wireguard-private-key", "WireGuard private key", "PrivateKey",
      #"[ \t]{0,4}=[ \t]{0,4}([0-9A-Za-z+/]{42}[AEIMQUYcgkosw048]=)"#,
      entropy: 4, check: .base64Of32Bytes, severity: .critical, docs: "https://www.wireguard.com/",
      found: ["PrivateKey = {32 bytes}"], ignored: ["PrivateKey = <key>", "PublicKey = {32 bytes}"]),
    .token(
      "nats-seed", "NATS NKEY seed", "S", "[ACNOPUX][A-Z2-7]{56}",
      // After the two letters of the kind come five zero bits: an A.
      trigger: Trigger("(?:SAA|SCA|SNA|SOA|SPA|SUA|SXA)[A-Z2-7]{55}", .starts(width: 58)), entropy: 3.8,
      check: .nkeySeed,
      severity: .critical,
      docs: "https://docs.nats.io/running-a-nats-service/configuration/securing_nats/auth_intro/nkey_auth",
      found: ["{nkey}"], ignored: ["SU{20 b32}"]),
    .token(
      "json-web-token", "JSON Web Token", "eyJ",
      #"[0-9A-Za-z_\-]{12,2000}\.eyJ[0-9A-Za-z_\-]{12,6000}\.[0-9A-Za-z_\-]{20,1400}"#,
      trigger: Trigger(#"eyJ[0-9A-Za-z_\-]{12,400}\.eyJ"#, .within(bytes: 410)), longest: 9500, entropy: 3.5,
      check: .jsonWebToken, severity: .medium, docs: "https://www.rfc-editor.org/rfc/rfc7519",
      found: ["{jwt}"],
      ignored: ["eyJ{30 b62}.eyJ{9 b62}"]),
    .token(
      "otp-auth-url", "one-time password seed in an otpauth URL", "otpauth://",
      #"(?:totp|hotp)/[^\s"'<>]{0,200}?[?&]secret=([A-Z2-7]{16,104})"#,
      longest: 340, entropy: 3, docs: "https://github.com/google/google-authenticator/wiki/Key-Uri-Format",
      found: ["otpauth://totp/acme:me?secret={32 b32}&issuer=acme"],
      ignored: ["otpauth://totp/acme?secret=SECRET"]),
    SecretType(
      id: "url-credentials", title: "password in a URL",
      trigger: Trigger(
        #"[a-z0-9+.-]://[^\s/?#:"'<>\x00-\x20\x7f-\xff]{0,80}:[^\s/,"'<>\[\]\x00-\x20\x7f-\xff]{3,100}@(?:[a-z0-9\[]|%[sv]|\$?\{)"#,
        ignoresCase: true, .line(bytes: 220)),
      pattern:
        #"(?i:[a-z][a-z0-9+.\-]{1,24})://[^\s/?#:"'<>`]{0,80}:([^\s/,"'<>\[\]`]{3,100})@(?i:[a-z0-9\[][a-z0-9.\-_:\]]{0,253}|%[sv]|\$?\{[a-z_])"#,
      edges: .open, longest: 480, entropy: 1.5, check: .addressHost, severity: .high, confidence: .firm,
      docs: "https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1",
      found: [
        "DATABASE_URL=postgres://app:{16 b62}@db:5432/app", "https://me:{12 b62}@git.acme.io/x.git",
        "fmt.Sprintf(\"nats://sys:{12 b62}@%s:%d\", host, port)",
      ],
      ignored: [
        "postgres://user:password@localhost/db", "https://${USER}:${PASS}@acme.io/", "http://a:b@c/",
        "redis://:@cache:6379", "https://user:pass@example.com/",
        "fmt.Sprintf(\"nats://%s:%s@%s:%d\", user, password, host, port)", "http://{user}:{password}@{host}/",
        "http://user:pass%23pass@complex.acme.io/path", "http://user%25user:pass@complex.acme.io/path",
      ]),
    .token(
      "laravel-app-key", "Laravel application key", "base64:", "([0-9A-Za-z+/]{43}=)",
      trigger: Trigger(
        #"(?i)(?:app_?key["']?|'key')[ \t]{0,3}(?:[=:,]|=>)[ \t]{0,3}["']?base64:"#, .within(bytes: 7)),
      entropy: 4, check: .base64Of32Bytes, severity: .critical, docs: "https://laravel.com/docs/encryption",
      found: ["APP_KEY=base64:{32 bytes}", "'key' => 'base64:{32 bytes}',"], ignored: ["APP_KEY="]),
    .named(
      "django-secret-key", "Django secret key", "\\bsecret_key", #"[^\s"']{38,80}"#,
      trigger: #"\bsecret_key[ \t]{0,3}=[ \t]{0,3}["']"#, longest: 200, entropy: 4,
      docs: "https://docs.djangoproject.com/en/stable/ref/settings/#secret-key",
      found: ["SECRET_KEY = 'django-insecure-{50 low}'", "SECRET_KEY = \"{50 b62}\""],
      ignored: [
        "SECRET_KEY = 'replace-me-with-a-real-secret-key-before-use'",
        "SECRET_KEY = os.environ['SECRET_KEY']",
      ]),
    .named(
      "rails-secret-key-base", "Rails secret key base", "secret_key_base", "[0-9a-f]{64,128}", entropy: 3.2,
      severity: .critical, docs: "https://guides.rubyonrails.org/security.html",
      found: ["secret_key_base: {128 hex}"],
      ignored: ["secret_key_base: <%= ENV['SECRET_KEY_BASE'] %>"]),
    .named(
      "rails-master-key", "Rails master key", "rails_master_key", "[0-9a-f]{32}", entropy: 3,
      severity: .critical,
      docs: "https://guides.rubyonrails.org/security.html", found: ["RAILS_MASTER_KEY={32 hex}"],
      ignored: ["RAILS_MASTER_KEY=$KEY"]),
    .token(
      "wordpress-salt", "WordPress authentication key", "define(",
      #"\s{0,3}['"](?:AUTH|SECURE_AUTH|LOGGED_IN|NONCE)_(?:KEY|SALT)['"]\s{0,3},\s{0,8}['"]([^'"\n]{50,80})['"]"#,
      trigger: Trigger(#"(?:AUTH|LOGGED_IN|NONCE)_(?:KEY|SALT)['"]\s{0,3},"#, .within(bytes: 64)), entropy: 4,
      severity: .medium, docs: "https://developer.wordpress.org/apis/wp-config-php/",
      found: ["define('AUTH_KEY', '{64 b62}');"],
      ignored: ["define('AUTH_KEY', 'put your unique phrase here');"]),
    .token(
      "symfony-default-secret", "published default secret of Symfony", "ThisTokenIsNotSoSecret", "ChangeIt",
      entropy: 0, severity: .medium,
      docs: "https://symfony.com/doc/current/reference/configuration/framework.html",
      // In pieces, so that the program does not hold it whole.
      found: ["APP_SECRET=" + ["ThisTokenIsNotSoSecret", "ChangeIt"].joined()]),
    .token(
      "password-hash", "password hash", "$",
      #"(?:[56]\$(?:rounds=[0-9]{3,9}\$)?[./0-9A-Za-z]{1,16}\$(?:[./0-9A-Za-z]{86}|[./0-9A-Za-z]{43})|2[abxy]\$[0-9]{2}\$[./0-9A-Za-z]{53}|y\$[./0-9A-Za-z]{1,20}\$[./0-9A-Za-z]{1,86}\$[./0-9A-Za-z]{43}|(?:apr)?1\$[./0-9A-Za-z]{1,8}\$[./0-9A-Za-z]{22}|argon2(?:id|i|d)\$v=[0-9]+\$m=[0-9]+,t=[0-9]+,p=[0-9]+\$[0-9A-Za-z+/]{11,88}\$[0-9A-Za-z+/]{22,88}|7\$[0-9]{1,6}\$[0-9A-Za-z+/]{11,88}={0,2}\$[0-9A-Za-z+/]{86}==|6\$[0-9A-Za-z+/]{16}\$[0-9A-Za-z+/]{86}==|[PH]\$[./0-9A-Za-z]{31})"#,
      trigger: Trigger(
        #"\$(?:[1567]\$|[PH]\$|2[abxy]\$[0-9]{2}\$|y\$|apr1\$|argon2(?:id|i|d)\$)[./0-9A-Za-z=]"#,
        .within(bytes: 12)),
      longest: 320, entropy: 3, severity: .low, docs: "https://man7.org/linux/man-pages/man5/crypt.5.html",
      found: [
        "root:$6${12 b62}${86 b62}:19000:0:99999:7:::", "admin:$2y$10${53 b62}", "u:$apr1${8 b62}${22 b62}",
      ],
      ignored: ["root:*:19000:0:99999:7:::", "$6$rounds"]),
    SecretType(
      id: "service-password-hash", title: "password hash in a service's configuration",
      trigger: Trigger(
        #"(?:passw(?:or)?d[_-]?(?:hash|sha2|sha256|sha512)[a-z0-9_]{0,8}["']?(?:[ ]{0,3}[:=][ ]{0,3}["']?|>)[0-9a-z+/]{16}|-pbkdf2-[0-9a-f]{16}|passw(?:or)?d[ ]16:[0-9a-f]{16}|credentials["']?:[ ]?\{["'][a-z0-9_]{1,32}["']:[ ]?["'][0-9a-z+/]{16})"#,
        ignoresCase: true, .within(bytes: 120)),
      pattern:
        #"(?i:passw(?:or)?d[_-]?(?:hash|sha2|sha256|sha512)[a-z0-9_]{0,8}["']?(?:[ ]{0,3}[:=][ ]{0,3}["']?|>)((?:[0-9a-f]{40,128}|[0-9A-Za-z+/]{40,88}={0,2}))(?![0-9A-Za-z+/=])|=[ ]?(-pbkdf2-[0-9a-f]{40},[0-9a-f]{32},[0-9]{1,7})|passw(?:or)?d (16:[0-9a-f]{58})\b|credentials["']?:[ ]?\{["'][a-z0-9_]{1,32}["']:[ ]?["']([0-9a-z+/]{43}= [0-9a-z+/]{43}=))"#,
      edges: .open, longest: 280, entropy: 3, check: .none, severity: .low, confidence: .firm,
      docs: "https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html",
      found: [
        "root_password_sha2 = {64 hex}", "\"password_hash\": \"{36 bytes}\"",
        "admin = -pbkdf2-{40 hex},{32 hex},10",
        "HashedControlPassword 16:{58 HEX}", "\"credentials\": {\"solr\": \"{32 bytes} {32 bytes}\"}",
      ],
      ignored: [
        "password_hash = hash_password(value)", "\"password_hash\": \"{8 hex}\"",
        "password_hash_algorithm: sha256",
      ]),
    .token(
      "postgres-password-hash", "password hash of a PostgreSQL user", "SCRAM-SHA-256$",
      #"[0-9]{4,6}:[0-9A-Za-z+/]{16,44}={0,2}\$[0-9A-Za-z+/]{43}=:[0-9A-Za-z+/]{43}="#, entropy: 3,
      severity: .low,
      docs: "https://www.postgresql.org/docs/current/auth-password.html",
      found: ["PASSWORD 'SCRAM-SHA-256$4096:{16 bytes}${32 bytes}:{32 bytes}'"]),
    .token(
      "apple-private-token", "Apple app-specific password", "", "[a-z]{4}-[a-z]{4}-[a-z]{4}-[a-z]{4}",
      trigger: Trigger(
        #"(?i)(?:apple|itunes|notari[sz]e|fastlane|altool|\bac_)[a-z0-9_.-]{0,30}pass(?:word)?["']?[ \t]{0,3}[=:][ \t]{0,3}["']?[a-z]{4}-[a-z]{4}-"#,
        .within(bytes: 13)),
      entropy: 2.5, docs: "https://support.apple.com/102654",
      found: ["FASTLANE_APPLE_APPLICATION_SPECIFIC_PASSWORD={applepw}"],
      ignored: ["APPLE_PASSWORD=abcd"]),
    .token(
      "ethereum-private-key", "Ethereum private key", "", "(?:0x)?[0-9a-f]{64}",
      trigger: Trigger(
        #"(?i)(?:private_?key|wallet_?key|deployer_?key|eth_?key|mnemonic_?key)["']?[ \t]{0,3}[=:][ \t]{0,3}["']?(?:0x)?[0-9a-f]{64}"#,
        .within(bytes: 68)),
      entropy: 3.2, severity: .critical, docs: "https://ethereum.org/en/developers/docs/accounts/",
      found: ["PRIVATE_KEY=0x{64 hex}"], ignored: ["PRIVATE_KEY_SHA256={8 hex}"]),
  ]
}
