import Findings

/// Passwords in scripts, programs and logs: known by the call or the command that they are given to.
extension SecretType {
  static let scripts: [SecretType] = [
    written(
      "monitor-user-password", "password of a Monit web user",
      Trigger(#"\ballow[ ][a-z_]{1,32}:[^\s"'{}]{6}"#, .within(bytes: 48)),
      // Rules of firewalls and lists of who may do what are written alike.
      #"(?<!-)\ballow (?!(?:tcp|udp|icmp|sctp|esp|ah|all|any|user|group|role|service|host|port|self|action):)[a-z_]{1,32}:([^\s"'{};,\x00-\x1f\x7f-\xff]{6,64})(?!,)"#,
      check: .password, found: ["  allow admin:{leet}"],
      ignored: [
        "allow admin:monit", "allow localhost:8080", "allow self:process",
        "firewall-rules create a --network b --allow tcp:22,tcp:3389,icmp", "allow group:deploy2024",
      ]),
    written(
      "obscured-password", "password that rclone's obscure command takes",
      Trigger(#"\brclone[ ]obscure[ ]["']?[^\s"'$]{4}"#, .within(bytes: 24)),
      #"\brclone[ ]obscure[ ]["']?([^\s"'$<)\x00-\x1f\x7f-\xff]{6,100})"#,
      found: ["pass $(rclone obscure '{leet}')"],
      ignored: ["rclone obscure $PASS", "rclone obscure password"]),
    written(
      "flow-property-key", "NiFi sensitive properties key",
      Trigger(#"nifi\.sensitive\.props\.key="#, .within(bytes: 26)),
      #"\bnifi\.sensitive\.props\.key=([^\s${\x00-\x1f\x7f-\xff]{6,128})"#,
      found: ["nifi.sensitive.props.key={leet}"], ignored: ["nifi.sensitive.props.key="]),
    written(
      "build-tool-credentials", "password in sbt credentials",
      Trigger(#"\bCredentials\("[^"\r\n]{1,80}",[ ]{0,3}"[^"\r\n]{1,100}",[ ]{0,3}""#, .within(bytes: 210)),
      #"\bCredentials\("[^"\r\n]{1,80}",[ ]{0,3}"[^"\r\n]{1,100}",[ ]{0,3}"[^"\r\n]{1,64}",[ ]{0,3}"([^"\r\n$]{6,128})"\)"#,
      found: ["credentials += Credentials(\"Nexus\", \"nexus.acme.io\", \"publish\", \"{leet}\")"],
      ignored: [
        "Credentials(\"Realm\", \"host\", \"user\", \"password\")", "Credentials(realm, host, user, pass)",
      ]),
    written(
      "signing-key-call", "signing key in a call",
      Trigger(#"SymmetricSecurityKey\([^"\r\n]{0,60}"[^"\r\n]{12}"#, .line(bytes: 110)),
      #"\bSymmetricSecurityKey\([A-Za-z0-9_.( ]{0,60}"(?=[^"]{0,200}[0-9])([^"\r\n${<]{12,256})""#,
      entropy: 3,
      found: ["new SymmetricSecurityKey(Encoding.UTF8.GetBytes(\"{32 b62}\"))"],
      ignored: [
        "new SymmetricSecurityKey(Encoding.UTF8.GetBytes(configuration[\"Jwt:SigningKey1\"]))",
        "new SymmetricSecurityKey(Encoding.UTF8.GetBytes(\"your-256-bit-secret\"))",
      ]),
    written(
      "first-boot-password", "account password in a cloud-init log",
      Trigger(#"Set the following 'random' passwords"#, .within(bytes: 40)),
      #"Set[ ]the[ ]following[ ]'random'[ ]passwords\r?\n[\w.\-]{1,32}:([^\s:\x00-\x1f\x7f-\xff]{6,64})"#,
      found: ["Set the following 'random' passwords\nroot:{leet}"],
      ignored: ["Set the following 'random' passwords\nnone"]),
    written(
      "alerting-key-call", "PagerDuty key in a Riemann configuration",
      Trigger(#"\(pagerduty[ ]"[0-9a-f]{32}"#, .within(bytes: 46)), #"\(pagerduty[ ]"([0-9a-f]{32})""#,
      entropy: 3,
      found: ["(def pd (pagerduty \"{32 hex}\"))"], ignored: ["(pagerduty \"service-key\")"]),
    written(
      "script-variable-password", "password in a Tcl or Expect variable",
      Trigger(
        #"\bset[ ]{1,3}[a-z_]{0,24}(?:pw|pass|passwd|password)[ ]{1,3}[{"][^}"\s$\[]{6}"#, .within(bytes: 60)),
      #"\bset[ ]{1,3}[a-z_]{0,24}(?:pw|pass|passwd|password)[ ]{1,3}[{"]([^}"\s$\[\]{]{6,100})[}"]"#,
      check: .password, found: ["set pw {{leet}}", "set login_password \"{leet}\""],
      ignored: ["set password [lindex $argv 1]", "set password {password1}", "set pw \"$env(PASS1)\""]),
    written(
      "editor-mail-password", "password in Emacs mail settings",
      Trigger(#"smtpmail-auth-credentials"#, .within(bytes: 26)),
      #"\bsmtpmail-auth-credentials\s{1,8}'?\(\("[^"\r\n]{1,100}"[ ]{1,3}[0-9]{1,5}[ ]{1,3}"[^"\r\n]{1,64}"[ ]{1,3}"([^"\r\n]{4,100})""#,
      found: ["(setq smtpmail-auth-credentials '((\"smtp.acme.io\" 587 \"tom\" \"{leet}\")))"],
      ignored: ["(setq smtpmail-auth-credentials \"~/.authinfo1\")"]),
    written(
      "database-shell-password", "password in a MongoDB shell script",
      Trigger(#"\.auth\(["'][^"'\r\n]{1,64}["'],[ ]{0,3}["'][^"'\r\n]{6}"#, .line(bytes: 150)),
      #"\bdb(?:\.getSiblingDB\(["'][^"'\r\n]{1,40}["']\))?\.auth\(["'][^"'\r\n]{1,64}["'],[ ]{0,3}["']([^"'\s$]{6,100})["']"#,
      entropy: 2.75, found: ["db.getSiblingDB('admin').auth('root', '{leet}')"],
      ignored: ["db.auth('user', 'password')", "db.auth(user, password)"]),
    SecretType(
      id: "directory-export-hash", title: "password hash in an LDIF file",
      trigger: Trigger(#"userPassword::[ ]?[0-9A-Za-z+/]{16}"#, .within(bytes: 40)),
      pattern: #"\buserPassword::[ ]?([0-9A-Za-z+/]{16,300}={0,2})"#, edges: .open, longest: 330,
      entropy: 3.3,
      check: .none, severity: .low, confidence: .firm, docs: "https://www.rfc-editor.org/rfc/rfc2849",
      found: ["userPassword:: e1NTSEF9{40 b64}"], ignored: ["userPassword:: aGk="]),
  ]
}
