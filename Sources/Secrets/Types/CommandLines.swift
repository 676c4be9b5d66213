import Findings

/// Passwords on command lines, in connection strings and in calls: known by what they are given to.
extension SecretType {
  static let commandLines: [SecretType] = [
    written(
      "connection-string-password", "password in a connection string",
      Trigger(
        #";[ ]{0,2}(?:password|pwd)[ ]{0,2}=[ ]{0,2}[^;"'\s<{$%][^;"'\s<{%]{3}"#, ignoresCase: true,
        .line(bytes: 320)),
      #"(?i)(?:server|provider|driver|dsn|data source|host|uid|user ?id|user|database|initial catalog)[ ]{0,2}=[^"'\r\n]{1,240}?;[ ]{0,2}(?:password|pwd)[ ]{0,2}=[ ]{0,2}([^;"'\s]{4,100})"#,
      found: ["Server=db;Database=app;User Id=sa;Password={14 b62};Encrypt=true"],
      ignored: ["Server=db;User Id=sa;Password={0};", "Server=db;User Id=sa;Password=${PASSWORD}"]),
    written(
      "libpq-password", "password in a PostgreSQL connection string",
      Trigger(#"[ ]password=[^\s"${<%]{4}"#, .line(bytes: 400)),
      #"\b(?:host|hostaddr|dbname|user|port)='?[^\s"',()]{1,80}'?(?:[ ]\w{1,24}=[^\s",()]{1,100}){0,6}? password=(?:''([^'\r\n]{4,100})''|'?([^\s"'${<%,()][^\s"',()]{3,100}))(?![,()])"#,
      found: [
        "\"host=db user=app password={12 b62} sslmode=require\"", "'user=a password=''{12 b62}'' port=5432'",
      ],
      ignored: ["host=db user=app password=$PASSWORD", "connect(user=None, password=password1, host=a)"]),
    written(
      "mysql-command-password", "password in a mysql command",
      Trigger(#"\bmysql[a-z]{0,8}[ ][^\r\n|;&]{0,160}-p["']?[^\s"'$-]{4}"#, .line(bytes: 190)),
      #"\bmysql[a-z]{0,8} (?:[^\r\n|;&]{0,160}? )?-p["']?([^\s"'$\-({][^\s"'\x00-\x1f\x7f-\xff]{3,100})"#,
      found: ["mysql -u root -p{12 b62} app"],
      ignored: ["mysql -u root -p app", "mysql -u root -p$PASSWORD", "mysql -u root -p{password1}"]),
    written(
      "curl-user-password", "password in a curl command",
      Trigger(
        #"\b(?:curl|wget)[ ][^\r\n|;&]{0,240}(?:-u|--user)[ =]["']?[^\s:"'$]{1,64}:[^\s"'$@]{3}|\bcurl[ ][^\r\n]{0,200}\\\r?\n"#,
        .line(bytes: 330)),
      #"\b(?:curl|wget) (?:(?:[^\r\n|;&\\]|\\[^\r\n]|\\\r?\n){0,400}?[ \t])?(?:-u|--user)[ =]["']?[^\s:"'$]{1,64}:([^\s"'$@]{3,100})"#,
      found: [
        "curl -fsS -u deploy:{14 b62} https://nexus.acme.io",
        "curl -fsS \\\n  --retry 3 \\\n  -u deploy:{14 b62} https://nexus.acme.io",
      ],
      ignored: ["curl -u user:password https://acme.io", "curl -u $USER:$PASS https://acme.io"]),
    written(
      "sshpass-password", "password in an sshpass command",
      Trigger(#"\bsshpass[ ]{1,4}-p[ ]{0,4}["']?[^\s"'$]{4}"#, .within(bytes: 32)),
      #"\bsshpass {1,4}-p {0,4}["']?([^\s"'$][^\s"'\x00-\x1f\x7f-\xff]{3,100})"#,
      found: ["sshpass -p '{12 b62}' ssh a@b"],
      ignored: ["sshpass -p \"$PASS\" ssh a@b", "sshpass -e ssh a@b"]),
    written(
      "docker-login-password", "password in a docker login command",
      Trigger(
        #"\b(?:docker|podman|buildah|skopeo|helm registry|oras|crane auth)[ ]login[ ][^\r\n|;&]{0,160}(?:-p|--password)[ =]["']?[^\s"'$-]{6}"#,
        .line(bytes: 220)),
      #"\b(?:docker|podman|buildah|skopeo|helm registry|oras|crane auth) login (?:[^\r\n|;&]{0,160}? )?(?:-p|--password)[ =]["']?([^\s"'$\-][^\s"'\x00-\x1f\x7f-\xff]{5,300})"#,
      found: ["docker login -u robot -p {20 b62} registry.acme.io"],
      ignored: [
        "docker login -u robot --password-stdin r.acme.io", "docker login -u robot -p $TOKEN r.acme.io",
        "docker login DOCKER_REGISTRY_SERVER --username=DOCKER_USER --password=DOCKER_PASSWORD --email=DOCKER_EMAIL",
      ]),
    written(
      "requests-basic-auth", "password in a call with basic authentication",
      Trigger(
        #"\bauth[ ]{0,2}=[ ]{0,2}(?:HTTPBasicAuth)?\([ ]{0,2}["'][^"'\r\n]{1,64}["'],[ ]{0,2}["'][^"'\r\n]{6}"#,
        .line(bytes: 130)),
      #"\bauth {0,2}= {0,2}(?:HTTPBasicAuth)?\( {0,2}["'][^"'\r\n]{1,64}["'], {0,2}["']([^"'\r\n]{6,100})["']"#,
      found: ["requests.get(url, auth=(\"robot\", \"{16 mixed}\"))"],
      ignored: [
        "requests.get(url, auth=(\"user\", \"password\"))", "requests.get(url, auth=(user, password))",
        "requests.get(url, auth=(\"{user}\", \"{smtp 2nd key}\"))",
      ]),
    written(
      "dockerfile-variable", "secret in a variable of a Dockerfile or web server",
      Trigger(
        #"\b(?:ENV|ARG|SETENV)[ \t]{1,4}[A-Za-z0-9_]{0,40}(?:PASSWORD|PASSWD|PWD|SECRET|TOKEN|API_?KEY)[A-Z0-9_]{0,8}[ \t]{1,4}[^\s=$]"#,
        ignoresCase: true, .line(bytes: 120)),
      // Of small letters alone a value may be the next word of a sentence; after an instruction in capitals it is none.
      #"\b(?:(?i:ENV|ARG|SETENV)[ \t]{1,4}[A-Za-z0-9_]{0,40}(?i:PASSWORD|PASSWD|PWD|SECRET|TOKEN|API_?KEY)(?:_?[0-9A-Z]{1,4})?[ \t]{1,4}["']?(?=[^\s]{0,100}[0-9])|(?:ENV|ARG)[ \t]{1,4}[A-Z0-9_]{0,40}(?:PASSWORD|PASSWD|PWD|SECRET|TOKEN|API_?KEY)[ \t]{1,4}["']?(?=[^\s]{0,100}[a-z][A-Z]))(?![a-z]{2,12}://)([^\s="'$\/][^\s"'\x00-\x1f\x7f-\xff]{5,200})"#,
      entropy: 2.75, found: ["ENV DB_PASSWORD {12 b62}", "SetEnv DB_PASSWORD {14 b62}"],
      ignored: [
        "ENV DB_PASSWORD_FILE /run/secrets/db1", "ENV TOKEN $TOKEN", "arg password is required1",
        "ENV PASSWORD required", "ENV TOKEN https://auth.acme.io/token2",
      ]),
  ]

  /// A value that only what is around it tells; the secret is the pattern's group.
  static func written(
    _ id: String, _ title: String, _ trigger: Trigger, _ pattern: String, entropy: Double = 2.25,
    check: SecretCheck = .none, found: [String], ignored: [String]
  ) -> SecretType {
    var type = SecretType(
      id: id, title: title, trigger: trigger, pattern: pattern, edges: .open, longest: 480, entropy: entropy,
      check: check, severity: .high, confidence: .firm,
      docs: "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html",
      found: found,
      ignored: ignored)
    type.isWritten = true
    return type
  }
}
