import Findings

/// Secrets in a writing that is no plain assignment: lists, escaped JSON, arrays of bytes, defaults, encoded files.
extension SecretType {
  static let writings: [SecretType] = [
    SecretType(
      id: "json-web-key", title: "private JSON Web Key",
      trigger: Trigger(
        #"\bkty\\?["']?\s{0,4}(?:=>|[:=])\s{0,4}\\?["'](?:RSA|EC|OKP|oct)\b"#, .within(bytes: 320)),
      pattern:
        #"(?|(?<![\w.])kty\\?["']?\s{0,4}(?:=>|[:=])\s{0,4}\\?["'](?:RSA|EC|OKP|oct)\\?["'][^{}]{0,4000}?(?<![\w.])[dk]\\?["']?\s{0,4}(?:=>|[:=])\s{0,4}\\?["']([0-9A-Za-z_\-]{22,1400})\\?["']|(?<![\w.])[dk]\\?["']?\s{0,4}(?:=>|[:=])\s{0,4}\\?["']([0-9A-Za-z_\-]{22,1400})\\?["'][^{}]{0,400}?(?<![\w.])kty\b)"#,
      edges: .open, longest: 5800, entropy: 3, check: .none, severity: .critical, confidence: .firm,
      docs: "https://www.rfc-editor.org/rfc/rfc7517",
      found: [
        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"{43 b62}\",\"d\":\"{43 b62}\"}",
        "const mac = { kty: 'oct', k: '{43 b62}' };",
        "{\"d\":\"{43 b62}\",\"crv\":\"Ed25519\",\"kty\":\"OKP\"}",
      ],
      ignored: ["{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"{43 b62}\",\"y\":\"{43 b62}\"}"]),
    writing(
      "token-list", "token in a list",
      Trigger(
        #"(?:token|secret|password|passwd|api_?key|passphrase|access_?key|auth_?key)s\\?["']?\]?[ ]{0,2}(?:=>|[:=]{1,2})\s{0,4}(?:\[|\{|\(|new[ ]string\[\][ ]?\{|%w[\[(]|listOf\(|List\.of\()\s{0,16}(?:["'][^"'\s]{4,72}["'],\s{0,8}){0,4}["'][^"'\s]{8}"#,
        ignoresCase: true, .within(bytes: 510)),
      #"(?:(?i:(?:token|secret|password|passwd|api_?key|passphrase|access_?key|auth_?key)s)\\?["']?\]?[ ]{0,2}(?:=>|[:=]{1,2})\s{0,4}(?i:\[|\{|\(|new string\[\] ?\{|listOf\(|List\.of\()\s{0,16}|["'],\s{0,8})["']([^"'\s]{12,128})["'](?![ ]{0,2}[:=])"#,
      check: .token, severity: .medium,
      found: [
        "{\"tokens\":[\"{16 hex}\"],\"state\":\"on\"}", "API_KEYS = [\n  '{32 b62}',\n]",
      ],
      ignored: [
        "\"tokens\": [\"identifier_token_1\", \"operator_token_2\"]", "secrets: ['DATABASE_PASSWORD_2024']",
        "\"tokens\": [\"${TOKEN_FIRST_1}\"]",
      ]),
    writing(
      "escaped-json-secret", "secret in a JSON text inside a string",
      Trigger(
        #"(?:token|api-?key|secret|credentials?|auth|password)[a-z0-9_-]{0,12}["']?[ ]{0,2}[:=][ ]{0,2}["'`]\{[ ]{0,2}\\?""#,
        ignoresCase: true, .within(bytes: 64)),
      #"(?i:token|api-?key|secret|credentials?|auth|password)[\w\-]{0,12}["']?[ ]{0,2}[:=][ ]{0,2}["'`]\{[^{}\r\n]{0,400}?(?|\\"(?i:key|secret|token|password|pass|value|api_?key)\\":[ ]?\\"([^"\\\s]{12,200})\\"|"(?i:key|secret|token|password|pass|value|api_?key)":[ ]?"([^"\\\s]{12,200})")"#,
      check: .token, severity: .medium,
      found: [
        "{\"Apitoken\": \"{\\\"id\\\": \\\"shop\\\", \\\"key\\\": \\\"{32 b62}\\\"}\"}",
        "CREDENTIALS='{\"id\": \"shop\", \"key\": \"{32 b62}\"}'",
      ],
      ignored: ["{\"auth\": \"{\\\"key\\\": \\\"name-of-the-key-1\\\"}\"}"]),
    writing(
      "byte-array-key", "key in an array of bytes",
      Trigger(
        #"(?:secret|private|aes|encryption|signing|hmac|crypt|cipher|master|auth|jwt|session|shared)_?(?:key|secret|bytes)[a-z0-9_]{0,12}(?:\[[0-9]{0,3}\]|:[ ]?[a-z\[\]<>0-9; ]{2,16})?[ ]{0,3}:?=[ ]{0,3}(?:new[ ]|&)?[a-z0-9_\[\]. ]{0,24}[\[({]{1,2}\s{0,12}(?:0x[0-9a-f]{1,2}|[0-9]{1,3})[, ]"#,
        ignoresCase: true, .within(bytes: 160)),
      #"(?i)(?:secret|private|aes|encryption|signing|hmac|crypt|cipher|master|auth|jwt|session|shared)_?(?:key|secret|bytes)[a-z0-9_]{0,12}(?:\[[0-9]{0,3}\]|:[ ]?[a-z\[\]<>0-9; ]{2,16})?[ ]{0,3}:?=[ ]{0,3}(?:new[ ]|&)?[a-z0-9_\[\]. ]{0,24}[\[({]{1,2}\s{0,12}((?:(?:\(byte\)[ ]?)?(?:0x[0-9a-f]{1,2}|-?[0-9]{1,3})(?:,|[ ])\s{0,16}){15,127}(?:(?:\(byte\)[ ]?)?(?:0x[0-9a-f]{1,2}|-?[0-9]{1,3})))[,\s]{0,16}[\])}]"#,
      check: .byteArray, severity: .medium, longest: 1700,
      found: [
        "byte[] aesKey = { {16 0xbytes} };", "SECRET_KEY = bytes([{32 decbytes}])",
        "var signingKey = []byte{{32 0xbytes}}",
      ],
      ignored: [
        "uint8_t aes_key[16] = { 0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f };",
        "session_key_bytes = [16, 24, 32]",
      ]),
    writing(
      "uuid-token", "token in the form of a UUID",
      Trigger(
        #"(?:[a-z]_token|[a-z]_secret|secret_?id|api-?token|access-?token|auth-?token|bearer-?token|client-?secret|app-?secret|api[_-]?key|access[_-]?key|api[_-]?secret|secret[_-]?key)\\?["']?[ ]{0,3}(?:=>|:=|[:=])[ ]{0,3}\\?["']?[0-9a-f]{8}-[0-9a-f]{4}-"#,
        ignoresCase: true, .within(bytes: 96)),
      #"(?i)(?<![\w\-])(?!\w{0,40}(?:csrf|xsrf|sync|cancel|continu|page|next|correlat|idempot|public|push|device|vendor|reset|invite))[\w.\-]{0,48}(?:[a-z]_token|[a-z]_secret|secret_?id|api-?token|access-?token|auth-?token|bearer-?token|client-?secret|app-?secret|api[_-]?key|access[_-]?key|api[_-]?secret|secret[_-]?key)\\?["']?[ ]{0,3}(?:=>|:=|[:=])[ ]{0,3}\\?["']?("#
        + NamedValue.uuid + #")(?![\w\-])"#,
      severity: .medium,
      found: [
        "TESTING_GRID_API_TOKEN={uuid}", "client_secret: \"{uuid}\"",
        "vault write auth/approle/login role_id={uuid} secret_id={uuid}",
      ],
      ignored: [
        "csrf_token={uuid}", "secret = \"{uuid}\"", "next_page_token: {uuid}", "secret_id=${SECRET_ID}",
        "client_secret=00000000-0000-0000-0000-000000000000",
      ]),
    writing(
      "vendor-key", "key named after a service",
      Trigger(
        #"[a-z0-9]{3}_key["']?[ ]{0,2}(?:=>|[:=])[ ]{0,2}["']?[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}"#,
        ignoresCase: true, .within(bytes: 90)),
      #"(?i)(?<![\w.\-])(?!\w{0,40}(?:primary|foreign|public|cache|hash|partition|sort|object|etag|content|file|lookup|unique|idempoten|i18n|translat|row|group|md5|sha|signature|dedup|index|image|block|node|trace|span|record|version|host|pgp|gpg)\w{0,12}_key)[a-z][a-z0-9_]{2,40}_key["']?[ ]{0,2}(?:=>|[:=])[ ]{0,2}["']?((?:[0-9a-f]{32}|(?-i:[0-9a-f]{40})|"#
        + NamedValue.uuid + #"))(?![\w\-])"#,
      severity: .medium,
      found: ["pdflayer_key={32 hex}", "onesignal_key: \"{uuid}\""],
      ignored: [
        "cache_key={32 hex}", "foreign_key={uuid}", "pdflayer_key={12 hex}",
        // In capitals it is the fingerprint of a public key (RFC 4880, 12.2).
        "NGINX_SIGNING_KEY={40 HEX}",
      ]),
    writing(
      "odd-literal", "password or key with braces, dollars or parentheses",
      Trigger(
        #"(?:passw(?:or)?d|secret|token|api_?key)["']?[ ]{0,4}[:=][ ]{0,4}["']?(?:RAW\([^)\s"']{6}|\$[0-9A-Za-z]{24}|[^\s"'${}()]{8,48}[${}]|[^\s"'${}()]{4,48}\$\{)"#,
        ignoresCase: true, .line(bytes: 130)),
      #"(?<![\w.\-])[\w.\-]{0,60}(?i:passw(?:or)?d|secret|token|api_?key)["']?[ ]{0,4}[:=][ ]{0,4}(?|"([^"\r\n\s]{8,128})"|'([^'\r\n\s]{8,128})'|([^\s"'`,;<>]{12,128})(?=[ \t\r\n]|\z))"#,
      check: .oddLiteral, severity: .medium, entropy: 0,
      found: [
        "password = \"RAW({leet})\"", "secret: /{14 b62}/{17 b62}}", "accessToken: ${40 hex}",
        "secret='/{10 b62}/{10 b62}:${{12 b62}}'",
      ],
      ignored: [
        "password = \"${DATABASE_PASSWORD_2024}\"", "token: ${{ secrets.DEPLOY_TOKEN_2 }}",
        "secret: {{ lookup('env', 'SECRET1') }}", "password = get(\"password1\")",
        "token = parse(stream){next1}",
      ]),
    writing(
      "default-password", "password in the default value of a setting",
      Trigger(
        #"\$\{?[a-z0-9_.-]{0,40}(?:passw(?:or)?d|pass|passphrase|secret|token|api[_-]?key)[a-z0-9_.-]{0,16}:[^}\s"'$/:=?+-][^}\s"'$/]{4}|(?:passw(?:or)?d|secret|token|api_?key)["']?[ ]{0,2}[:=][ ]{0,2}["']?\$\{[a-z0-9_.]{1,40}:[-=]?[^}\s"'$]{6}"#,
        ignoresCase: true, .line(bytes: 130)),
      #"(?|\$\{[A-Za-z0-9_.\-]{0,40}(?i:passw(?:or)?d|pass|passphrase|secret|token|api[_-]?key)[A-Za-z0-9_.\-]{0,16}:([^}\s"'$:=?+\-][^}\s"'$]{5,128})\}|\$[A-Z0-9_]{0,40}(?:PASSWORD|PASSWD|PASS|SECRET|TOKEN|API_?KEY)[A-Z0-9_]{0,8}:([^}\s"'$:/][^}\s"'$:/]{5,128})(?=["'\s]|\z)|(?i:passw(?:or)?d|secret|token|api_?key)["']?[ ]{0,2}[:=][ ]{0,2}["']?\$\{(?![A-Za-z0-9_.]{0,40}(?i:pass|secret|token|key))[A-Za-z0-9_.]{1,40}:[-=]?([^}\s"'$\-=?+][^}\s"'$]{5,128})\})"#,
      check: .password, severity: .medium,
      found: [
        "password: ${DB_PASSWORD:{leet}}", "password = \"$DB_PASSWORD:{leet}\"",
        "POSTGRES_PASSWORD: ${PG_PW:-{leet}}",
      ],
      ignored: [
        "password: ${DB_PASSWORD:?set it1}", "password: ${DB_PASSWORD:password1}", "secret: ${SECRET:}",
        "image: $TOKEN_IMAGE:latest",
      ]),
    SecretType(
      id: "encoded-configuration", title: "password in a Base64-encoded configuration",
      trigger: Trigger(EncodedText.triggers, .within(bytes: 512)),
      pattern: #"(?<![0-9A-Za-z+/_=\-])([0-9A-Za-z+/]{28,12000}={0,2})(?![0-9A-Za-z+/=])"#, edges: .open,
      longest: 12_600, entropy: 3.5, check: .encodedText, severity: .high, confidence: .firm,
      docs: "https://kubernetes.io/docs/concepts/configuration/secret/",
      found: ["clouds.yaml: {encoded}", "config: {encodedtwice}"],
      ignored: ["text: {encodedprose}", "password: cGFzc3dvcmQ="]),
    writing(
      "installer-password", "root password in an installer's answer file",
      Trigger(
        #"\brootpw[ ]|\bpasswd/(?:root|user)-password[ ]password[ ]|\buser[ ]--name="#, .line(bytes: 64)),
      #"(?:(?<![\w.\-/])rootpw[ ]{1,4}(?:--(?:plaintext|allow-ssh)[ ]{1,4}){0,2}(?!--)|\bpasswd/(?:root|user)-password[ ]password[ ]|\buser --name=[^\r\n]{1,100} --password=)["']?([^\s"'$<{%\x00-\x1f\x7f-\xff]{6,100})"#,
      check: .password, severity: .high,
      found: ["rootpw --plaintext {leet}", "d-i passwd/user-password password {leet}"],
      ignored: ["rootpw --lock", "rootpw {{ root_password1 }}", "rootpw --iscrypted $6$"]),
  ]

  /// A value that is judged by its own letters and digits: what is around it promises a secret.
  private static func writing(
    _ id: String, _ title: String, _ trigger: Trigger, _ pattern: String, check: SecretCheck = .none,
    severity: Severity, longest: Int = 560, entropy: Double = 2.25, found: [String], ignored: [String]
  ) -> SecretType {
    SecretType(
      id: id, title: title, trigger: trigger, pattern: pattern, edges: .open, longest: longest,
      entropy: entropy,
      check: check, severity: severity, confidence: .firm,
      docs: "https://owasp.org/www-community/vulnerabilities/Use_of_hard-coded_password", found: found,
      ignored: ignored)
  }
}
