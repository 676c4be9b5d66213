import Findings

/// Values that only the name beside them makes a secret.
extension SecretType {
  static let generic: [SecretType] = [
    guess(
      "generic-assignment", "password or key in an assignment",
      Trigger(
        #"(?:\#(names)|[a-z0-9][_-]pw|psk|(?:api|app|access|auth|private|secret|encrypt|encryption|signing|master|client|jwt|hmac|account|admin|service|session|validation|aes|crypto)[_.-]?key|(?:password|security|secure|hash|auth|app|nonce|cookie)[_.-]?salt)[a-z0-9_.-]{0,16}(?:\[[0-9]{0,4}\])?\\?["'\])]{0,3}(?:[ ]?:[ ]?[&a-z\[][a-z'<>\[\]|?. ]{0,30})?[ \t]{0,30}(?:=>|:=|!?={1,3}|[:,])[ \t]{0,20}(?:<<")?[a-z0-9\[!@#%^*+/~_$"'`\\-]"#,
        ignoresCase: true, .line(bytes: 200)),
      #"(?<![\w.\-])[\w.\-/]{0,60}(?i:\#(names)|pw|psk|salt|key)[\w.\-]{0,16}(?:\[[0-9]{0,4}\])?\\?["'\])]{0,3}(?:[ ]?:[ ]?&?[A-Za-z\[][\w.'<>\[\]|? ]{0,30}(?=[ ]?=))?[ \t]{0,30}(?:=>|:=|!?={1,3}|[:,])[ \t]{0,20}(?:(?:\[\]byte|String|SecretStr|Secret|Some|Option|bytes|hex|str|Buffer\.from|new String|Lazy::new|(?:hex|bytes|base64)(?:\.|::)\w{1,16})\((?:\|\| ?)?){0,2}(?:(?:<<|[NbBuUrR@])(?=\\?["'`]))?"#
        + literal,
      found: [
        "db_password = \"{16 mixed}\"", "\"apiSecret\": \"{32 b62}\"", "export SMTP_PASSWORD={14 mixed}",
        "self.auth_token = '{40 b62}'", "'password' => '{16 mixed}',", "password = \"{wordyear}\"",
        "SECRET_KEY: str = \"{40 low}\"", "var signingKey = []byte(\"{24 b62}\")",
        "{\\\"user\\\": \\\"a\\\", \\\"password\\\": \\\"{leet}\\\"}", "passphrase: \"{phrase}\"",
        "GET /login?user=a&password={leet}&x=1", "LDAP_ADMIN_PW='{leet}'",
        "if ($http_x_api_key != \"{36 b62}\") {",
        "auth_key => <<\"{32 hex}\">>,", "const bmc_pass: []const u8 = \"{leet}\";",
        "static HMAC_SECRET: Lazy<Vec<u8>> = Lazy::new(|| hex::decode(\"{64 hex}\").unwrap());",
      ],
      ignored: [
        "password = \"password\"", "password: ${DB_PASSWORD}", "token_type = \"urn:ietf:params:oauth\"",
        "secret = os.environ[\"SECRET\"]", "api_key = \"your-api-key-here\"", "password = get_password(user)",
        "token: \"sha256:{64 hex}\"", "passwordField = \"user.passwordField1\"",
        "key = \"some-translation-key-2\"", "PASSWORD_MIN_LENGTH=12345678", "secret = \"{uuid}\"",
        "\"token\": \"https://example.org/token/endpoint1\"", "password_encryption = scram-sha-256",
        "password: \"Minimum 8 characters\"", "password = \"new-password-2\"",
        "token_obtained_at = 2024-02-11T09:12:44Z", "pw = \"pw1\"", "if (password !== \"password1\") {",
        "['crc-16-buypass', 'Crc16Buypass', 0x18005],", "'USERPWD', 'HTTP200ALIASES', 'FILE'",
        "\\\"PASSWORD_VERIFIER\\\", \\\"ChallengeResponses\\\": {", "password = org.acme.tools.CVSPass2",
        "'x-goog-credential=apps2.acme.Tr0ubad0r%2F'",
      ]),
    guess(
      "generic-option", "password in a command-line option",
      Trigger(
        #"[ ]-{1,2}[a-z-]{0,24}(?:passw(?:or)?d|passphrase|pass|secret|token|api-?key)[ ]{1,3}["']?[^\s"'$<-][^\s"'<]{4}"#,
        ignoresCase: true, .line(bytes: 64)),
      #"(?<=[ ])-{1,2}[A-Za-z\-]{0,24}(?i:passw(?:or)?d|passphrase|pass|secret|token|api-?key)[ ]{1,3}"#
        + literal,
      found: ["gpg --batch --passphrase '{phrase}' -c a", "keytool -storepass {leet} -list"],
      ignored: ["gpg --passphrase-fd 3", "tool --password $PASSWORD1", "tool --password <password1>"]),
    guess(
      "generic-directive", "password in a configuration directive",
      Trigger(
        #"(?:passw(?:or)?d|passphrase|secret|bindpw|community|[a-z_:]pass|(?:api|secret|access|private|auth|hmac|signing|encryption)[._-]?key)["']?[ \t]{1,20}(?:[0-9][ \t])?(?:["'][^"'\r\n]{5}|[^\s"'=:,;.()]{0,12}[0-9!#$%&*@])|token[ ]{1,4}["'][0-9a-z_+/=-]{20}"#,
        ignoresCase: true, .line(bytes: 100)),
      #"(?<![\w.\-])(?!-)[\w.\-/]{0,60}(?i:passw(?:or)?d|passphrase|secret|bindpw|community|[A-Za-z_]pass|(?<=:)pass|token(?=[ ]{1,4}["'])|(?:api|secret|access|private|auth|hmac|signing|encryption)[._\-]?key)[ \t]{1,20}(?:[0-9][ \t])?(?|"([^"\r\n\\]{6,256})"|'([^'\r\n\\]{6,256})'|([^\s"'`,;<>(){}\[\]=:\x00-\x1f\x7f-\xff]{6,256})(?=[ \t\r\n;#]|\z))"#,
      found: [
        "storePassword \"{leet}\"", "  smtp_password  {leet}", "@auth_token \"{32 hex}\"",
        "{:user \"riemann\" :pass \"{leet}\"}",
      ],
      ignored: [
        "password required", "# the password is checked", "password pam_unix.so", "secret \"name-of-secret\"",
        "the token \"subscription_token_name_1\"", "CHANGING PASSWORD\t\t*netrw-chgup*",
      ]),
    guess(
      "generic-element", "password in a markup element",
      Trigger(
        #"(?:\#(names)|api-?key)(?:["']?>|["'][ ]{1,2}value=["']|>\s{0,20}<value>|</name>\s{0,20}<value>|</key>\s{0,20}<string>)[^<>\s"']{5}"#,
        ignoresCase: true, .within(bytes: 160)),
      #"(?<![\w.\-])[\w.\-]{0,60}(?i:\#(names)|api-?key)(?:["']?>(?:\s{0,20}<[Vv]alue>)?|</name>\s{0,20}<value>|</key>\s{0,20}<string>|["'][ ]{1,2}value=["'])([^<>"'\s]{6,256})(?=[<"'])"#,
      found: [
        "<password>{leet}</password>", "<property name=\"db.password\" value=\"{leet}\"/>",
        "<Password><Value>{leet}</Value></Password>", "<key>ApiSecret</key>\n\t<string>{40 b62}</string>",
      ],
      ignored: [
        "<label for=\"password\">Password1:</label>", "<password>${db.password1}</password>",
        "<property name=\"password\" value=\"@password1@\"/>",
      ]),
    guess(
      "generic-pair", "secret in a name-value pair",
      Trigger(
        #"(?:(?:passw(?:or)?d|passphrase|secret|token|api[_-]?key)[a-z0-9_]{0,8}["'],?\s{0,40}|passw(?:or)?d["'][ ]?:[ ]?\{\s{0,40})["']?value["']?[ ]{0,2}[:=][ ]{0,2}["'][^"'\s]{5}"#,
        ignoresCase: true, .within(bytes: 200)),
      #"(?:(?i:name|key|type)["']?[ ]{0,2}[:=][ ]{0,2}["']\K[\w.\-]{0,40}(?i:passw(?:or)?d|passphrase|secret|token|api[_-]?key)\w{0,8}["'],?\s{0,40}|(?<![\w.\-])[\w.\-]{0,40}(?i:passw(?:or)?d)["'][ ]?:[ ]?\{\s{0,40})["']?(?i:value)["']?[ ]{0,2}[:=][ ]{0,2}["']([^"'\r\n]{6,256})["']"#,
      found: [
        "{\"key\": \"client_secret\", \"value\": \"{40 b62}\", \"enabled\": true}",
        "\"adminPassword\": { \"value\": \"{leet}\" }",
      ],
      ignored: [
        "{\"key\": \"client_secret\", \"value\": \"{{secret1}}\"}",
        "{\"name\": \"password\", \"value\": \"password1\"}",
      ]),
    guess(
      "generic-default", "password in a variable's default value",
      Trigger(
        #"\$\{[a-z0-9_]{0,40}(?:passw(?:or)?d|pass|passphrase|secret|token|api_?key)[a-z0-9_]{0,16}:?[-=][^}\s"'$]{6}"#,
        ignoresCase: true, .line(bytes: 90)),
      #"\$\{[A-Za-z0-9_]{0,40}(?i:passw(?:or)?d|pass|passphrase|secret|token|api_?key)(?:_?[A-Z0-9]{1,8})?:?[-=]([^}\s"'$]{6,128})\}"#,
      check: .password, found: ["export ADMIN_PASSWORD=\"${ADMIN_PASSWORD:-{leet}}\""],
      ignored: [
        "password=${DB_PASSWORD:-password1}", "${TOKEN_FILE:-/run/secrets/token1}",
        "${SECRET_NAME:-app-secret-1}",
        "${API_TOKEN:-}",
      ]),
  ]

  private static let names =
    "passw(?:or)?d|passphrase|passwort|pwd|pass|secret|token|apikey|credentials?|kennwort|clave|mot_?de_?passe|haslo|senha|wachtwoord|parola|heslo|contrasena|community"

  /// A quoted text, also with its quotes escaped, or a bare word.
  private static let literal =
    #"(?|\\"([^"\r\n\\]{6,256})\\"|''([^'\r\n\\]{6,256})''|"([^"\r\n\\]{6,256})"|'([^'\r\n\\]{6,256})'|`([^`\r\n\\]{6,256})`|((?:[^\s"'`,;<>(){}\[\]\\&\x00-\x1f\x7f-\xff]|&(?![\w\-]{1,64}=)){6,256}+))"#

  /// A value that is a secret if it looks like one (`Assignment`).
  static func guess(
    _ id: String, _ title: String, _ trigger: Trigger, _ pattern: String, check: SecretCheck = .assignment,
    found: [String], ignored: [String]
  ) -> SecretType {
    var type = SecretType(
      id: id, title: title, trigger: trigger, pattern: pattern, edges: .open, longest: 480, entropy: 1.75,
      check: check, severity: .medium, confidence: .tentative,
      docs: "https://owasp.org/www-community/vulnerabilities/Use_of_hard-coded_password", found: found,
      ignored: ignored)
    type.isWritten = true
    return type
  }
}
