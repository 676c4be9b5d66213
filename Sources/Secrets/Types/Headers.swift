import Findings

/// Credentials in request headers, however a program, a recording or a command writes the header.
extension SecretType {
  static let headers: [SecretType] = [
    header(
      "http-basic-header", "HTTP Basic credential in a request header", "basic",
      "([0-9A-Za-z+/]{12,400}={0,2})", check: .base64Credentials, severity: .high,
      docs: "https://www.rfc-editor.org/rfc/rfc7617",
      found: [
        "Authorization: Basic {basicauth}", "Authorization: [\"Basic {basicauth}\"]",
        "{\"name\": \"Authorization\",\n \"value\": \"Basic {basicauth}\"}",
        "'Authorization' => 'Basic {basicauth}',",
      ],
      ignored: [
        "Authorization: Basic realm", "Authorization: Basic dXNlcjpwYXNzd29yZA==",
        "('Authorization', 'Basic eHVzZXI6eHBhc3N3b3Jk')",
      ]),
    header(
      "bearer-header", "bearer token in a request header", "bearer",
      #"([0-9A-Za-z_\-.~+/]{16,1400}={0,2})"#, check: .token, severity: .medium,
      docs: "https://www.rfc-editor.org/rfc/rfc6750",
      found: [
        "Authorization: Bearer {40 b62}", "curl -H \"Authorization: Bearer {40 hex}\"",
        "headers:\n  Authorization:\n  - Bearer {64 hex}\n", "\"Authorization\": [\n  \"Bearer {40 b62}\"\n]",
        "{\"key\": \"Authorization\",\n \"value\": \"Bearer {40 hex}\"}",
        "{\\\"Authorization\\\": \\\"Bearer {32 b62}\\\"}",
      ],
      ignored: [
        "Authorization: Bearer <token>", "Authorization: Bearer your-access-token-goes-here",
        "Authorization: Bearer authentication-is-required",
        "- name: Authorization\n  value: Bearer ${TOKEN1}",
      ]),
    header(
      "token-header", "token in a request header",
      "(?:token|api-?key|key|gaccesskey|geniekey|jwt|oauth|oauth2|splunk|zoho-oauthtoken|klaviyo-api-key|sso-key|bot|private-token|apitoken|api-token|accesskey|app|secret)",
      #"(?:[a-z]{0,12}token=)?["']?([0-9A-Za-z_\-.+/]{16,400}={0,2})"#, separator: "[ =]", check: .token,
      severity: .high, docs: "https://www.rfc-editor.org/rfc/rfc9110#field.authorization",
      found: [
        "curl -H \"Authorization: Token {40 hex}\" https://acme.io",
        "curl -H 'Authorization: ApiKey {24 bytes}' https://es.acme.io:9200",
        "Authorization:\n- Token token={40 hex}\n", "'Authorization': 'Zoho-oauthtoken {40 hex}'",
      ],
      ignored: [
        "-H \"Authorization: Token $TOKEN\"", "Authorization: token your-own-token-goes-here",
        "Authorization: token authentication-failed",
      ]),
    SecretType(
      id: "plain-token-header", title: "token without a scheme in a request header",
      trigger: Trigger(
        gap + #"[0-9A-Za-z_\-+/]{20}"#, ignoresCase: true, .within(bytes: 96)),
      pattern: "(?i:" + gap
        + #")(?!(?i:bearer|basic|token|apikey|digest|negotiate|ntlm|aws4|signature|hawk|oauth)\b)([0-9A-Za-z_\-+/][0-9A-Za-z_\-+/.]{19,400}={0,2})(?=\\?["'`\s]|\z)"#,
      edges: .open, longest: 540, entropy: 3.2, check: .token, severity: .medium, confidence: .firm,
      docs: "https://www.rfc-editor.org/rfc/rfc9110#field.authorization",
      found: [
        "curl -H 'Authorization: {48 b62}' https://api.acme.io", "\"Authorization\": \"{40 hex}\"",
        "Authorization:\n      - {64 hex}\n",
      ],
      ignored: [
        "Authorization: AWS4-HMAC-SHA256", "\"authorization\": \"application-default-credentials-2\"",
        "authorization: req.headers.authorization", "Authorization: $2y$10${53 b62}",
      ]),
  ]

  /// What stands between the header's name and its value: a sign, or a key of its own for the value, or the line of a
  /// list.
  private static let gap =
    #"authorization(?:\\?["'`\])]{0,3}[ \t]{0,4}(?:=>|:=|[:=,>]|[ ])|\\?["'],?\s{0,24}\\?["']?value\\?["']?[ ]{0,3}[:=]|[ ]{0,2}\r?\n[ ]{0,24}value:)\s{0,24}(?:-[ ]{1,3}|\[\s{0,16}|\()?\\?["'`]?"#

  /// The value behind a scheme of the header `Authorization` (RFC 9110).
  private static func header(
    _ id: String, _ title: String, _ scheme: String, _ value: String, separator: String = "[ ]",
    check: SecretCheck, severity: Severity, docs: String, found: [String], ignored: [String]
  ) -> SecretType {
    var type = SecretType(
      id: id, title: title,
      trigger: Trigger(gap + scheme + separator, ignoresCase: true, .within(bytes: 20)),
      pattern: "(?i:\(scheme)\(separator))[ ]{0,3}" + value + #"(?![\w+/])"#, edges: .open, longest: 1500,
      entropy: 3, check: check, severity: severity, confidence: .firm, docs: docs, found: found,
      ignored: ignored)
    type.isWritten = true
    return type
  }
}
