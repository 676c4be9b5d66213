/// Words of programs, settings and forms, which lists of a language's words do not have.
enum TechnicalWords {
  /// Names of things: a value with one of them is rather a name than a secret.
  static let things: Set<String> = AssignmentName.thingWords.union([
    "foo", "bar", "baz", "qux", "test", "tests", "testing", "tester", "demo", "example", "sample", "dummy",
    "fake", "mock",
    "placeholder", "variable", "var", "env", "str", "obj", "func", "ref", "id", "account", "email", "session",
    "cookie",
    "client", "server", "service", "provider", "manager", "handler", "request", "response", "view", "model",
    "controller",
    "component", "form", "title", "description", "icon", "image", "link", "menu", "modal", "select", "submit",
    "checkbox",
    "oauth", "bearer", "basic", "apikey", "csrf", "jwt", "sso", "ldap", "admin", "root", "guest", "anonymous",
    "new", "old",
    "current", "retype", "repeat", "verify", "verification", "validate", "validator", "change", "update",
    "generate",
    "property", "attribute", "identifier", "reference", "parameter", "argument", "signature", "issuer",
    "scope", "grant",
    "public", "private", "secure", "hidden", "masked", "visible", "toggle", "show", "hide", "forgotten",
    "expired", "locked",
    "database", "table", "schema", "query", "secrets", "tokens", "keys", "passwords", "users", "expression",
    "regex", "keyword",
  ])

  /// Values by which settings are set, and types.
  static let settings: Set<String> = [
    "required", "optional", "disabled", "enabled", "disable", "enable", "true", "false", "none", "null",
    "never", "always",
    "auto", "automatic", "default", "defaults", "plain", "plaintext", "text", "cleartext", "encrypted",
    "hashed", "bcrypt",
    "scrypt", "argon", "pbkdf", "sha", "md", "hmac", "aes", "rsa", "internal", "external", "local", "global",
    "remote",
    "static", "dynamic", "random", "unknown", "custom", "string", "varchar", "boolean", "integer", "number",
    "object", "array",
    "bytes", "binary", "buffer", "sensitive", "redacted", "omitted", "keyring", "keychain", "vault",
    "environment", "prompt",
    "interactive", "ask", "production", "development", "staging", "strategy", "nullable", "unset",
    "undefined", "empty",
    "blank", "missing", "invalid", "valid", "allowed", "denied", "forbidden", "refresh", "access", "implicit",
    "permanent",
    "temporary", "session", "persistent", "strict", "lax", "weak", "strong", "medium", "high", "low",
    "minimum", "maximum",
    "exit", "continue", "ignore", "skip", "delete", "remove", "create", "insert", "read", "write", "readonly",
    "writeonly",
  ]

  /// Words for a password in languages other than English; no password, but a label or a variable.
  private static let passwordWords: Set<String> = [
    "passwort", "kennwort", "passord", "passphrase", "motdepasse", "contrasena", "contrasenya", "clave",
    "senha", "parola",
    "wachtwoord", "haslo", "heslo", "salasana", "losenord", "adgangskode", "jelszo", "lozinka", "geslo",
    "sifre", "parool",
    "slaptazodis", "fjalekalimi", "lykilord", "pasahitza", "matkhau", "sandi", "pasvorto", "parole", "geheim",
    "geheimnis",
    "secreto", "segredo", "segreto", "passwd", "passwrd", "passw", "pwd", "pswd", "psswd", "passcode",
    "pincode",
  ]

  /// Short forms that programs use.
  private static let forms: Set<String> = [
    "cfg", "conf", "config", "ctx", "btn", "txt", "msg", "num", "idx", "arr", "fn", "cb", "req", "res", "src",
    "dst", "tmp",
    "init", "impl", "util", "utils", "params", "args", "opts", "attr", "attrs", "props", "elem", "xml",
    "json", "yaml", "html",
    "http", "https", "url", "uri", "api", "sdk", "sql", "mysql", "postgres", "redis", "mongo", "kafka",
    "nginx", "docker",
    "kube", "kubernetes", "helm", "aws", "gcp", "azure", "github", "gitlab", "smtp", "imap", "ftp", "sftp",
    "ssh", "tls",
    "ssl", "dns", "vpn", "tcp", "udp", "uuid", "guid", "utf", "ascii", "unicode", "async", "sync", "sys",
    "std", "lib", "pkg",
    "dev", "prod", "stg", "qa", "ci", "cd", "preprod", "sandbox", "staging", "username", "hostname",
    "filename", "dirname",
    "basename", "localhost", "metadata", "timestamp", "plugin", "middleware", "webhook", "endpoint",
    "namespace", "configmap",
    "readme", "changelog", "todo", "struct", "enum", "bool", "int", "uint", "nil", "expr", "stmt", "eval",
    "sz", "psz", "lp",
    "pw", "pwd", "pass", "passwd", "auth", "oauth", "totp", "otp", "mfa", "saml", "oidc", "rbac", "acl",
    "uid", "gid", "pid",
  ]

  /// Programs and services, whose first password is often their name.
  private static let products: Set<String> = [
    "postgres", "postgresql", "mysqlroot", "mariadb", "mongodb", "strapi", "keycloak", "wordpress",
    "nextcloud", "owncloud",
    "grafana", "rabbitmq", "minioadmin", "elastic", "elasticsearch", "kibana", "logstash", "jenkins", "sonar",
    "sonarqube",
    "nexus", "drupal", "joomla", "magento", "consul", "airflow", "superset", "metabase", "gitea", "gogs",
    "zabbix", "icinga",
    "cassandra", "influxdb", "couchdb", "neo4j", "odoo", "django", "laravel", "symfony", "openldap", "tomcat",
    "weblogic",
    "websphere", "artifactory", "harbor", "portainer", "traefik", "etcd", "vagrant", "ansible", "terraform",
    "bitnami",
  ]

  static let all = things.union(settings).union(passwordWords).union(forms).union(products)

  /// Whether a text in small letters holds a word for a password of any language.
  static func isPasswordWord(_ small: [UInt8]) -> Bool {
    let text = small.filter(\.isASCIILetter)
    if passwordEndings.contains(where: { text.suffix($0.count).elementsEqual($0) }) { return true }
    return passwordBytes.contains { text.holds($0) }
  }

  private static let passwordEndings = ["pwd", "pass", "passw", "pswd"].map { Array($0.utf8) }
  private static let passwordBytes =
    (passwordWords.filter { $0.utf8.count >= 5 } + ["password", "passwd", "secret", "token", "credential"])
    .map {
      Array($0.utf8)
    }
}
