import Findings

/// Values that only the name beside them makes a secret.
extension SecretType {
  static let generic: [SecretType] = [
    SecretType(
      id: "generic-assignment", title: "password or key given to a telling name",
      trigger: Trigger(
        #"(?:passw(?:or)?d|passphrase|passwort|pwd|pass|secret|token|apikey|credential|(?:api|access|auth|private|secret|encryption|signing|master|client|jwt|account|admin)[_.-]?key)[a-z0-9_.-]{0,16}["'\])]{0,2}[ \t]{0,3}(?:=>|:=|[=:,])[ \t]{0,3}["'`]?[a-z0-9!@#%^*+/~_$-]"#,
        ignoresCase: true, .within(bytes: 96)),
      pattern:
        #"(?<![\w.\-])[\w.\-]{0,48}(?i:passw(?:or)?d|passphrase|passwort|pwd|pass|secret|token|apikey|credential|key)[\w.\-]{0,16}["'\])]{0,2}[ \t]{0,3}(?:=>|:=|={1,2}|[:,])[ \t]{0,3}(?|"([^"\r\n\\]{6,256})"|'([^'\r\n\\]{6,256})'|`([^`\r\n\\]{6,256})`|([^\s"'`,;<>(){}\[\]\x00-\x1f\x7f-\xff]{8,256}))"#,
      edges: .open, longest: 420, entropy: 2.5, check: .assignment, severity: .medium, confidence: .tentative,
      docs: "https://owasp.org/www-community/vulnerabilities/Use_of_hard-coded_password",
      found: [
        "db_password = \"{16 mixed}\"", "\"apiSecret\": \"{32 b62}\"", "export SMTP_PASSWORD={14 mixed}",
        "self.auth_token = '{40 b62}'", "'password' => '{16 mixed}',",
      ],
      ignored: [
        "password = \"password\"", "password: ${DB_PASSWORD}", "token_type = \"urn:ietf:params:oauth\"",
        "secret = os.environ[\"SECRET\"]", "api_key = \"your-api-key-here\"", "password = get_password(user)",
        "token: \"sha256:{64 hex}\"", "passwordField = \"user.passwordField1\"",
        "key = \"some-translation-key-2\"",
        "PASSWORD_MIN_LENGTH=12345678", "secret = \"{uuid}\"",
        "\"token\": \"https://example.org/token/endpoint1\"",
      ])
  ]
}
