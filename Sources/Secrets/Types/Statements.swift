import Findings

/// Passwords in statements, calls and settings of services: known by the words around them.
extension SecretType {
  static let statements: [SecretType] = [
    written(
      "haproxy-password", "password in a HAProxy configuration",
      Trigger(#"stats auth[ ][^\s:]{1,64}:|insecure-password[ ]"#, .within(bytes: 80)),
      #"(?:stats auth[ ][^\s:]{1,64}:|insecure-password[ ])([^\s"'$\x00-\x1f\x7f-\xff]{4,100})"#,
      found: ["stats auth admin:{12 b62}", "user bob insecure-password {12 b62}"],
      ignored: ["stats auth admin:${PASSWORD}"]),
    written(
      "ipsec-shared-key", "shared key of an IPsec connection",
      Trigger(#":[ \t]{0,3}(?:PSK|XAUTH|EAP)[ \t]{1,3}["']"#, .within(bytes: 16)),
      #":[ \t]{0,3}(?:PSK|XAUTH|EAP)[ \t]{1,3}["']([^"'\s]{6,128})["']"#,
      found: ["vpn.acme.io : PSK \"{24 b62}\""], ignored: ["10.0.0.1 : PSK \"%s\""]),
    written(
      "tsig-key", "TSIG key of a DNS server",
      Trigger(#"\bsecret[ \t]{1,8}"?[0-9A-Za-z+/]{20}"#, .within(bytes: 40)),
      #"\bsecret[ \t]{1,8}"?([0-9A-Za-z+/]{22,100}={0,2})"?[ \t]{0,4};"#, entropy: 3.5,
      found: ["secret {64 bytes};", "key \"rndc-key\" { algorithm hmac-sha256; secret \"{32 bytes}\"; };"],
      ignored: ["secret \"longNameOfASecretThatIsAWord\"", "secret {uuid};"]),
    written(
      "redis-user-password", "password of a Redis user",
      Trigger(#"\b(?:set)?user[ ][^\s]{1,64}[ ]on[ ]"#, ignoresCase: true, .within(bytes: 80)),
      #"(?i)\b(?:set)?user [^\s]{1,64} on (?:[^\r\n>]{0,200} )?>([^\s\x00-\x1f\x7f-\xff]{6,128})"#,
      found: ["user app on >{16 b62} ~* +@all"], ignored: ["user default on nopass ~* +@all"]),
    written(
      "kaggle-key", "Kaggle API key",
      Trigger(#""key"[ ]{0,2}:[ ]{0,2}"[0-9a-f]{32}"#, .within(bytes: 140)),
      #""username"[ ]{0,2}:[ ]{0,2}"[^"\r\n]{1,64}",\s{0,8}"key"[ ]{0,2}:[ ]{0,2}"([0-9a-f]{32})""#,
      entropy: 3, found: ["{\"username\":\"bob\",\"key\":\"{32 hex}\"}"],
      ignored: ["{\"name\":\"bob\",\"key\":\"{32 hex}\"}"]),
    written(
      "pagerduty-integration-key", "PagerDuty integration key",
      Trigger(#"(?:service|routing|integration)_key["']?[ ]{0,2}[:=]"#, .within(bytes: 40)),
      #"(?:service|routing|integration)_key["']?[ ]{0,2}[:=][ ]{0,2}["']?([0-9a-f]{32})\b"#, entropy: 3,
      found: ["service_key: {32 hex}"], ignored: ["routing_key: orders.created"]),
    written(
      "environment-entry", "secret in a list of environment variables",
      Trigger(
        #"name["']?:[ ]{1,3}["']?[A-Za-z0-9_.-]{0,40}(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY)["']?,?[ ]{0,3}\r?\n[ -]{1,60}["']?value["']?:[ ]"#,
        ignoresCase: true, .within(bytes: 200)),
      #"(?i)name["']?:[ ]{1,3}["']?[\w.\-]{0,40}(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY)["']?,?[ ]{0,3}\r?\n[ -]{1,60}["']?value["']?:[ ]{1,3}["']?(?=[^\s"']{0,100}[0-9])(?=[^\s"']{0,100}[a-z])([^\s"'$/{<][^\s"']{5,200})"#,
      found: ["- name: DB_PASSWORD\n  value: \"{14 b62}\""],
      ignored: [
        "- name: API_TOKEN\n  valueFrom:\n    secretKeyRef: {name: api1}",
        "- name: TOKEN\n  value: $(TOKEN1)",
      ]),
    written(
      "machine-key", "ASP.NET machine key",
      Trigger(#"(?:validation|decryption)key="[0-9A-F]{40}"#, ignoresCase: true, .within(bytes: 64)),
      #"(?i)(?:validation|decryption)key="([0-9A-F]{40,256})""#, entropy: 3,
      found: ["<machineKey validationKey=\"{128 HEX}\" />"],
      ignored: ["<machineKey validationKey=\"AutoGenerate,IsolateApps\" />"]),
    written(
      "sql-user-password", "password in an SQL statement",
      Trigger(
        #"identified(?:[ ]{1,4}|\\040)(?:with[ ]{1,4}[a-z0-9_]{1,40}[ ]{1,4})?by(?:[ ]{1,4}|\\040)(?:password[ ]{1,4})?["']|\b(?:user|role|login)\b[^;'"\r\n]{1,140}\bpassword[ ]{1,4}(?:=[ ]{0,4})?'"#,
        ignoresCase: true, .within(bytes: 220)),
      #"(?i)(?:(?:\b|(?<=\\040))identified(?:[ ]{1,4}|\\040)(?:with[ ]{1,4}\w{1,40}[ ]{1,4})?by(?:[ ]{1,4}|\\040)(?:password[ ]{1,4})?|\b(?:user|role|login)\b[^;'"\r\n]{1,140}\bpassword[ ]{1,4}(?:=[ ]{0,4})?)["'](?=[^"']{0,100}[0-9])([^\s"'$<:%][^\s"'\x7f-\xff]{5,100})["']"#,
      entropy: 2,
      found: [
        "CREATE USER 'app'@'%' IDENTIFIED BY '{12 b62}';", "ALTER ROLE app WITH LOGIN PASSWORD '{12 b62}';",
      ],
      ignored: ["CREATE USER app IDENTIFIED BY '${PASSWORD1}'", "CREATE ROLE app PASSWORD NULL"]),
    written(
      "chpasswd-password", "account password piped to chpasswd",
      Trigger(#"\|[ ]{0,3}(?:sudo[ ]{1,3})?chpasswd"#, .within(bytes: 200)),
      #"\b(?:echo|printf)[ ]{1,3}(?:-[en]{1,2}[ ]{1,3})?["']?[\w.\-]{1,32}:([^\s"'$|:\\]{4,100})(?:\\n)?["']?[ ]{0,3}\|[ ]{0,3}(?:sudo[ ]{1,3})?chpasswd\b"#,
      found: ["echo 'root:{10 b62}' | chpasswd"],
      ignored: ["echo \"root:$PASSWORD\" | chpasswd", "echo root:x:y | chpasswd -e"]),
    written(
      "client-password", "password in a client command",
      Trigger(
        #"\b(?:redis-cli[ ][^\r\n|;&]{0,100}(?:-a|--pass)|ldap(?:search|modify|add|delete|whoami|passwd|compare)[ ][^\r\n|;&]{0,200}-w)[ ]{1,3}["']?[^\s"'$-]{4}"#,
        .within(bytes: 240)),
      #"\b(?:redis-cli (?:[^\r\n|;&]{0,100}? )?(?:-a|--pass)|ldap(?:search|modify|add|delete|whoami|passwd|compare) (?:[^\r\n|;&]{0,200}? )?-w)[ ]{1,3}(?|'([^'$\r\n][^'\r\n]{3,100})'|"([^"$\r\n][^"\r\n]{3,100})"|([^\s"'$\-][^\s"'\x00-\x1f\x7f-\xff]{3,100}))"#,
      found: ["redis-cli -a {12 b62} ping", "ldapsearch -x -D cn=a -w {12 b62} -b dc=acme"],
      ignored: ["redis-cli -a $PASSWORD ping", "ldapsearch -x -D cn=a -W -b dc=acme"]),
    written(
      "openssl-passphrase", "passphrase in an openssl command",
      Trigger(#"-pass(?:in|out)?[ ]{1,2}["']?pass:[^\s"'$]{4}"#, .within(bytes: 32)),
      #"-pass(?:in|out)?[ ]{1,2}["']?pass:(?!(?:12345?[0-9]*|test[0-9]*|secret|changeit)(?:[\s"'\x00]|\z))([^\s"'$({][^\s"'\x00-\x1f\x7f-\xff]{3,100})"#,
      found: ["openssl rsa -in a.pem -passin pass:{12 b62} -out b.pem"],
      ignored: [
        "openssl rsa -passin pass:$PASS", "openssl rsa -passin env:PASS",
        "openssl rsa -in client_encrypted.key -check -noout -passin pass:12345",
        "-passin pass:{password1}", #"-passin pass:(?!12345)([a-z]{3,9})"#,
      ]),
    written(
      "minio-alias-secret", "secret key in a MinIO client command",
      Trigger(#"\bmc[ ](?:alias[ ]set|config[ ]host[ ]add)[ ]"#, .within(bytes: 32)),
      #"\bmc (?:alias set|config host add) [^\s]{1,64} [^\s]{1,200} [^\s]{1,128} ["']?([^\s"'$\x00-\x1f\x7f-\xff]{8,128})"#,
      entropy: 3, found: ["mc alias set prod https://s3.acme.io minio {40 b62}"],
      ignored: ["mc alias set prod https://s3.acme.io $ACCESS $SECRET"]),
    written(
      "api-key-header", "API key in a request header",
      Trigger(
        #"\bx-(?:api-key|auth-token|auth-key|vault-token|access-token)["'`]?[ ]{0,2}[:=,][ ]{0,2}["']?[0-9a-z_-]{20}"#,
        ignoresCase: true, .within(bytes: 64)),
      #"(?i)\bx-(?:api-key|auth-token|auth-key|vault-token|access-token)["'`]?[ ]{0,2}[:=,][ ]{0,2}["']?(?=[\w\-]{0,60}[0-9])([\w\-.]{20,200})"#,
      entropy: 3.3, found: ["curl -H \"X-Api-Key: {32 b62}\" https://api.acme.io"],
      ignored: ["-H \"X-Api-Key: $KEY\"", "X-Api-Key: your-own-key-goes-in-here-1"]),
    written(
      "database-call-password", "password in a call that opens a database",
      Trigger(
        #"(?:getConnection|new[ ]PDO|mysqli_connect|mysql_connect|new[ ]mysqli|DBI->connect|PDO->__construct|createPool|dbConnect)[ ]?\([ ]{0,4}["'$]"#,
        .within(bytes: 40)),
      #"(?:getConnection|new PDO|mysqli_connect|mysql_connect|new mysqli|DBI->connect|PDO->__construct|createPool|dbConnect) ?\([ ]{0,4}(?:["'][^"'\r\n]{1,200}["']|\$\w{1,40}),[ ]{0,4}["'][^"'\r\n]{0,64}["'],[ ]{0,4}["']([^"'\s$][^"'\s]{3,100})["']"#,
      found: ["DriverManager.getConnection(\"jdbc:mysql://db/app\", \"app\", \"{12 b62}\");"],
      ignored: [
        "DriverManager.getConnection(url, user, password);", "new PDO('mysql:host=db', 'app', 'password')",
      ]),
    written(
      "mysql-dsn-password", "password in a data source name",
      Trigger(#"@(?:tcp|unix)\([a-z0-9/.\[]"#, ignoresCase: true, .within(bytes: 180)),
      #"(?<![\w.\-])[\w.\-]{1,64}:([^\s@"'`:/\x00-\x1f\x7f-\xff]{4,100})@(?:tcp|unix)\("#,
      found: ["sql.Open(\"mysql\", \"app:{12 b62}@tcp(db:3306)/app\")"],
      ignored: ["app:password@tcp(db)/app", "user:%s@tcp(%s)/app"]),
    written(
      "powershell-secure-string", "password in a PowerShell script",
      Trigger(
        #"ConvertTo-SecureString[ ]{1,3}(?:-String[ ]{1,3}|-AsPlainText[ ]{1,3})?["'][^"'$\r\n][^"'\r\n]{3}"#,
        ignoresCase: true, .within(bytes: 70)),
      #"(?i)ConvertTo-SecureString[ ]{1,3}(?:-String[ ]{1,3}|-AsPlainText[ ]{1,3})?["']([^"'$\r\n\s][^"'\r\n\s]{5,100})["'][^\r\n]{0,60}"#,
      found: ["ConvertTo-SecureString \"{12 b62}\" -AsPlainText -Force"],
      ignored: ["ConvertTo-SecureString \"$env:PASS\" -AsPlainText -Force"]),
    written(
      "defined-password", "password or key in a C macro",
      Trigger(
        #"(?:PASSWORD|PASSWD|PASSPHRASE|_PASS|SECRET|TOKEN|API_?KEY|PSK)[ \t]{1,40}"[^\s"%]{4}"#,
        ignoresCase: true,
        .line(bytes: 130)),
      #"(?i)#define[ \t]{1,8}\w{0,40}(?:PASSWORD|PASSWD|PASSPHRASE|_PASS|SECRET|TOKEN|API_?KEY|PSK)[ \t]{1,40}"(?=[^"]{0,100}[0-9])(?=[^"]{0,100}[a-z])([^\s"%]{8,128})""#,
      entropy: 2.75, found: ["#define WIFI_PASSWORD \"{12 b62}\""],
      ignored: ["#define DB_PASSWORD \"\"", "#define TOKEN \"%s1234567\""]),
  ]
}
