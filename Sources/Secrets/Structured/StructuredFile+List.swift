import Findings

extension StructuredFile {
  /// Every format, the more special before the more general.
  static let all: [StructuredFile] = dotFiles + applications + operations + infrastructure + stores

  private static let dotFiles: [StructuredFile] = [
    file(
      "env-file", "secret in an environment file",
      FileNames(
        names: [".env", ".envrc", "dotenv"], endings: [".env"], beginnings: [".env."], example: "srv/app/.env"
      ),
      .lines,
      found: "DB_PASSWORD=Tr0ub4dor", ignored: "DB_PASSWORD=\nPASSWORD_FILE=/run/secrets/db\nTOKEN=${TOKEN}"),
    file(
      "npm-config", "credential in an npm configuration",
      FileNames(names: [".npmrc"], example: "root/.npmrc"), .lines,
      fields: ["_authtoken", "_auth", "_password"],
      found: "//registry.acme.io/:_password={12 b62}", ignored: "//registry.acme.io/:_authToken=${NPM_TOKEN}"),
    file(
      "netrc-password", "password in a netrc file",
      FileNames(
        names: [".netrc", "_netrc", ".authinfo", ".fetchmailrc", "fetchmailrc"], paths: ["apt/auth.conf"],
        folders: ["auth.conf.d"],
        example: "root/.netrc"),
      .netrc, found: "machine git.acme.io login bob password Tr0ub4dor",
      ignored: "machine git.acme.io login bob"),
    file(
      "pypi-config", "credential in a .pypirc file",
      FileNames(names: [".pypirc"], example: "root/.pypirc"), .lines,
      found: "[pypi]\nusername = bob\npassword = Tr0ub4dor",
      ignored: "[pypi]\nusername = bob"),
    file(
      "git-credentials", "credential in Git's credential store",
      FileNames(names: [".git-credentials"], paths: ["git/credentials"], example: "root/.git-credentials"),
      .addresses, found: ["https://bob:Tr0ub4dor", "git.acme.io"].joined(separator: "@"),
      ignored: "https://git.acme.io"),
    file(
      "docker-config", "registry credential in a Docker configuration",
      FileNames(
        names: [".dockercfg", ".dockerconfigjson"], paths: [".docker/config.json", "containers/auth.json"],
        example: "root/.docker/config.json"),
      .json, fields: ["identitytoken", "registrytoken", "password"], isStrict: true, severity: .critical,
      found: "{\"auths\":{\"r.acme.io\":{\"identitytoken\":\"{24 b62}\"}}}",
      ignored: "{\"credsStore\":\"pass\"}"),
    file(
      "postgres-password-file", "password in a PostgreSQL password file",
      FileNames(names: [".pgpass", "pgpass.conf"], example: "root/.pgpass"), .columns(secret: 4),
      isStore: true,
      found: "db:5432:app:bob:Tr0ub4dor", ignored: "# host:port:database:user:password"),
    file(
      "mysql-option-file", "password in a MySQL option file",
      FileNames(names: [".my.cnf", "my.cnf", "debian.cnf", "client.cnf"], example: "root/.my.cnf"), .lines,
      found: "[client]\nuser=bob\npassword=Tr0ub4dor", ignored: "[client]\nuser=bob"),
    file(
      "aws-credentials-file", "credential in an AWS credentials file",
      FileNames(paths: [".aws/credentials", ".aws/config"], example: "root/.aws/credentials"), .lines,
      fields: ["aws_secret_access_key", "aws_session_token"], isStrict: true, severity: .critical,
      found: "[default]\naws_secret_access_key = {38 b64}", ignored: "[default]\nregion = eu-west-1"),
    file(
      "s3cmd-config", "credential in an S3 client's configuration",
      FileNames(names: [".s3cfg", ".boto", ".passwd-s3fs", "rclone.conf"], example: "root/.s3cfg"), .lines,
      fields: ["secret_key", "gs_secret_access_key", "pass"], found: "[default]\nsecret_key = {30 b62}",
      ignored: "[default]\nhost_base = s3.acme.io"),
    file(
      "github-cli-token", "token of a GitHub command-line client",
      FileNames(paths: ["gh/hosts.yml", ".config/hub"], example: "root/.config/gh/hosts.yml"), .yaml,
      fields: ["oauth_token"], isStrict: true, severity: .critical,
      found: "github.com:\n  oauth_token: {24 b62}",
      ignored: "github.com:\n  user: bob"),
    file(
      "cargo-credentials", "token in a Cargo credentials file",
      FileNames(
        paths: [".cargo/credentials", ".cargo/credentials.toml"], example: "root/.cargo/credentials.toml"),
      .lines,
      fields: ["token"], found: "[registry]\ntoken = \"{20 b62}\"",
      ignored: "[registry]\nindex = \"https://acme.io\""),
    file(
      "bundler-config", "credential in a Bundler configuration",
      FileNames(paths: [".bundle/config", "bundle/config"], example: "root/.bundle/config"), .yaml,
      fields: ["*__com", "*__io", "*__net", "*__org", "*__dev", "*__de", "*__eu", "*__cloud"],
      found: "---\nBUNDLE_GEMS__CONTRIBSYS__COM: \"bob:Tr0ub4dor\"", ignored: "---\nBUNDLE_PATH: vendor"),
    file(
      "composer-auth", "credential in a Composer auth.json file",
      FileNames(names: ["auth.json"], example: "srv/app/auth.json"), .json,
      fields: ["github.com", "gitlab.com", "password"],
      found: "{\"http-basic\":{\"repo.acme.io\":{\"username\":\"bob\",\"password\":\"Tr0ub4dor\"}}}",
      ignored: "{\"http-basic\":{}}"),
    file(
      "curl-config", "credential in a curl configuration",
      FileNames(names: [".curlrc", "_curlrc", ".wgetrc"], example: "root/.curlrc"), .lines,
      fields: ["user", "proxy-user", "pass"], found: "user = \"bob:Tr0ub4dor\"", ignored: "user = bob\nsilent"
    ),
    file(
      "rsync-secret", "password of an rsync user",
      FileNames(names: ["rsyncd.secrets", "rsync.secrets"], example: "etc/rsyncd.secrets"), .lastColumn,
      fields: ["password"], found: "mirror:Tr0ub4dor", ignored: "# user:password"),
    file(
      "redis-history-password", "password in a redis-cli history",
      FileNames(names: [".rediscli_history"], example: "root/.rediscli_history"), .words, fields: ["auth"],
      isStrict: true, found: "AUTH Tr0ub4dor\nGET a", ignored: "GET auth"),
    file(
      "mail-client-password", "password in a mail client's configuration",
      FileNames(
        names: [".msmtprc", "msmtprc", ".esmtprc", "esmtprc", ".muttrc", ".getmailrc", ".mbsyncrc"],
        example: "root/.msmtprc"),
      .words, isStore: true,
      found: "account default\npassword Tr0ub4dor", ignored: "account default\nuser bob"),
  ]

  private static let applications: [StructuredFile] = [
    file(
      "wordpress-config", "credential in a PHP application's configuration",
      FileNames(
        names: [
          "wp-config.php", "localsettings.php", "configuration.php", "config.inc.php", "env.php",
          "database.php", "parameters.php", "config.php", "settings.php", "local.php",
        ],
        example: "var/www/html/wp-config.php"), .quoted,
      fields: [
        "hash_salt", "passwordsalt", "auth_key", "auth_salt", "secure_auth_key", "secure_auth_salt",
        "logged_in_key", "logged_in_salt", "nonce_key", "nonce_salt", "encryption_key", "crypt_key",
      ],
      found: "define('DB_PASSWORD', 'Tr0ub4dor');", ignored: "define('DB_PASSWORD', getenv('DB_PASSWORD'));"),
    file(
      "magento-key", "Magento encryption key",
      FileNames(paths: ["etc/env.php"], example: "var/www/app/etc/env.php"), .quoted, fields: ["key"],
      isStrict: true,
      found: "'crypt' => ['key' => '{32 hex}']", ignored: "'crypt' => ['key' => getenv('KEY1')]"),
    file(
      "django-settings", "credential in a Python application's settings",
      FileNames(
        names: ["settings.py", "local_settings.py", "production.py", "secrets.py", "settings_local.py"],
        example: "srv/app/settings.py"), .quoted,
      found: "DATABASES = {'default': {'PASSWORD': 'Tr0ub4dor'}}",
      ignored: "'PASSWORD': os.environ['DB_PASSWORD'],\nPASSWORD_HASHERS = ['django.contrib.auth.hashers.A2']"
    ),
    file(
      "yaml-config", "credential in an application's YAML configuration",
      FileNames(
        names: [
          "database.yml", "secrets.yml", "credentials.yml", "parameters.yml", "config.yml", "config.yaml",
          "secrets.yaml", "values.yaml", "settings.yml", "settings.yaml", "mongoid.yml", "_config.yml",
        ],
        beginnings: ["application.y", "application-", "bootstrap.y"], example: "srv/app/config/database.yml"),
      .yaml,
      found: "production:\n  username: app\n  password: Tr0ub4dor",
      ignored: "production:\n  password: <%= ENV['DB_PASSWORD'] %>\n  passwordPolicy: strict9"),
    file(
      "dotnet-settings", "credential in a .NET application's settings",
      FileNames(names: ["secrets.json"], beginnings: ["appsettings."], example: "srv/app/appsettings.json"),
      .json,
      found: "{\"Smtp\": {\"Password\": \"Tr0ub4dor\"}}", ignored: "{\"Smtp\": {\"Password\": \"\"}}"),
    file(
      "json-credentials", "credential in a JSON configuration",
      FileNames(
        names: [
          "sftp-config.json", "sftp.json", ".ftpconfig", ".remote-sync.json", "robomongo.json",
          "application_default_credentials.json", "credentials.json", "config.json", "deployment-config.json",
          "db.json", "client_secret.json",
        ],
        example: "srv/app/.vscode/sftp.json"), .json, fields: ["refresh_token", "client_secret", "dbpasswd"],
      found: "{\"host\": \"ftp.acme.io\", \"password\": \"Tr0ub4dor\"}",
      ignored: "{\"host\": \"ftp.acme.io\"}"),
    file(
      "java-properties", "credential in a Java properties file",
      FileNames(endings: [".properties"], example: "srv/app/gradle.properties"), .lines,
      found: "spring.datasource.password=Tr0ub4dor",
      ignored: "login.password=Your password\nlabel.password=Mot de passe"),
    file(
      "maven-settings", "password in Maven settings",
      FileNames(names: ["settings.xml", "settings-security.xml"], example: "root/.m2/settings.xml"), .xml,
      fields: ["passphrase", "master"], found: "<server><id>a</id><password>Tr0ub4dor</password></server>",
      ignored:
        "<server><password>${env.PASSWORD}</password></server>\n<password>{COQLCE6DU6GtcS5P=}</password>"),
    file(
      "xml-config", "password in an XML configuration",
      FileNames(
        names: [
          "web.config", "app.config", "nuget.config", "tomcat-users.xml", "server.xml", "context.xml",
          "local.xml", "hibernate.cfg.xml",
          "jboss-web.xml", "standalone.xml", "standalone-full.xml", "domain.xml", "persistence.xml",
        ],
        endings: ["-site.xml"],
        example: "usr/local/tomcat/conf/tomcat-users.xml"), .xml, fields: ["pass", "cleartextpassword"],
      found: "<user username=\"bob\" password=\"Tr0ub4dor\" roles=\"manager\"/>",
      ignored: "<!-- <user username=\"bob\" password=\"Tr0ub4dor\"/> -->"),
    file(
      "ini-config", "credential in a configuration file",
      FileNames(
        names: [
          "config.ini", "settings.ini", "alembic.ini", "odoo.conf", "uwsgi.ini", "ventrilo_srv.ini",
          "wvdial.conf", "proftpdpasswd", "smb.conf", "grafana.ini", "airflow.cfg", "config.toml",
          "secrets.toml", "credentials", "credentials.toml", "supervisord.conf", "sssd.conf", "auth.toml",
          "wpa_supplicant.conf", "ssmtp.conf", "odbc.ini", ".odbc.ini", "smb-credentials", "app.ini",
        ],
        endings: [".repo", ".nmconnection"], example: "srv/app/config.ini"), .lines,
      fields: ["ldap_default_authtok", "fernet_key", "psk", "authpass", "wep-key0"],
      found: "[database]\npassword = Tr0ub4dor",
      ignored: "[database]\nuser = bob"),
    file(
      "login-module-password", "password in a login module's configuration",
      FileNames(endings: ["jaas.conf", ".jaas"], example: "opt/kafka/config/kafka_server_jaas.conf"), .lines,
      fields: ["user_*", "password"], found: "KafkaServer {\n  user_bob=\"Tr0ub4dor\";\n};",
      ignored: "KafkaServer {\n  username=\"bob\"\n};"),
    file(
      "redis-password", "password in a Redis configuration",
      FileNames(names: ["redis.conf", "sentinel.conf", "valkey.conf"], example: "etc/redis/redis.conf"),
      .words,
      fields: ["requirepass", "masterauth"], isStrict: true, found: "port 6379\nrequirepass Tr0ub4dor",
      ignored: "# requirepass foobared"),
    file(
      "jenkins-initial-password", "initial Jenkins administrator password",
      FileNames(names: ["initialadminpassword"], example: "var/lib/jenkins/secrets/initialAdminPassword"),
      .whole,
      fields: ["*"], found: "{32 hex}", ignored: "none"),
    file(
      "service-variables", "secret in a systemd unit or an Ansible inventory",
      FileNames(
        names: ["inventory", "inventory.ini", "hosts.ini"], paths: ["ansible/hosts"], endings: [".service"],
        example: "etc/systemd/system/app.service"), .pairs,
      found: "[Service]\nEnvironment=\"DB_PASSWORD=Tr0ub4dor\" MODE=fast",
      ignored: "[Service]\nEnvironment=\"DB_PASSWORD_FILE=/run/secrets/db\" TOKEN=%i"),
    file(
      "mail-relay-password", "mail relay password",
      FileNames(
        names: ["sasl_passwd", "sasl_password", "passwd.client"], example: "etc/postfix/sasl_passwd"),
      .lastColumn, fields: ["password"], found: "[smtp.acme.io]:587 bob@acme.io:Tr0ub4dor",
      ignored: "# [smtp.acme.io]:587 bob@acme.io:Tr0ub4dor"),
    file(
      "ppp-secret", "secret of a PPP connection",
      FileNames(names: ["chap-secrets", "pap-secrets"], example: "etc/ppp/chap-secrets"),
      .wordColumns(secret: 2), fields: ["password"], found: "bob * \"Tr0ub4dor\" *",
      ignored: "# client server secret addresses\nguest * \"*\" -"),
    file(
      "pgbouncer-user", "password of a PgBouncer user",
      FileNames(names: ["userlist.txt"], example: "etc/pgbouncer/userlist.txt"), .wordColumns(secret: 1),
      fields: ["password"], found: "\"app\" \"Tr0ub4dor\"", ignored: "; \"app\" \"Tr0ub4dor\""),
    file(
      "ldap-password", "password in an LDAP configuration",
      FileNames(
        names: ["ldap.conf", "nslcd.conf", "pam_ldap.conf", "slapd.conf", "ldap.secret"],
        example: "etc/nslcd.conf"),
      .words, fields: ["bindpw", "rootpw", "rootbindpw"], isStrict: true,
      found: "uri ldap://a\nbindpw Tr0ub4dor",
      ignored: "# bindpw secret\nbinddn cn=a"),
    file(
      "rails-master-key-file", "Rails master key",
      FileNames(
        paths: ["config/master.key", "config/credentials/production.key"],
        example: "srv/app/config/master.key"), .whole, fields: ["*"], severity: .critical,
      found: "{32 hex}", ignored: "# none"),
  ]

  private static let infrastructure: [StructuredFile] = [
    file(
      "kubeconfig", "credential in a kubeconfig",
      FileNames(
        names: ["kubeconfig", "kubeconfig.yaml", "kubeconfig.yml"],
        paths: [".kube/config", "kubernetes/admin.conf"], example: "root/.kube/config"), .yaml,
      fields: ["token", "password"], isStrict: true, severity: .critical,
      found: "users:\n- user:\n    token: {24 b62}",
      ignored: "users:\n- user:\n    tokenFile: /var/run/token"),
    file(
      "kubernetes-secret", "value in a Kubernetes Secret",
      FileNames(
        endings: ["secret.yaml", "secret.yml", "secrets.yaml", "secrets.yml"],
        example: "srv/deploy/secret.yaml"), .yaml,
      fields: ["data"], isEncoded: true, found: "kind: Secret\ndata:\n  password: {kubedata}",
      ignored: "kind: Secret\ndata:\n  password: \"\""),
    file(
      "terraform-state", "credential in Terraform state or variables",
      FileNames(
        names: ["terraform.tfstate", "terraform.tfstate.backup"], endings: [".tfstate", ".tfvars"],
        example: "srv/infra/terraform.tfvars"), .quoted, fields: ["result"],
      found: "db_password = \"Tr0ub4dor\"", ignored: "db_password = var.password\nregion = \"eu-west-1\""),
    file(
      "htpasswd-hash", "password hash of a web server user",
      FileNames(
        names: [".htpasswd", "htpasswd", ".htpasswds"], endings: [".htpasswd"], example: "etc/nginx/.htpasswd"
      ), .columns(secret: 1), severity: .medium,
      found: "bob:$apr1${8 b62}${22 b62}", ignored: "# users"),
    file(
      "shadow-hash", "password hash of an account",
      FileNames(paths: ["etc/shadow", "etc/shadow-", "etc/gshadow"], example: "etc/shadow"),
      .columns(secret: 1), severity: .medium,
      found: "bob:$6${12 b62}${86 b62}:19000:0:99999:7:::",
      ignored: "bob:!:19000:0:99999:7:::\ndaemon:*:19000::::::"),
  ]

  static func file(
    _ id: String, _ title: String, _ names: FileNames, _ format: FieldFormat, fields: Set<String> = [],
    isStrict: Bool = false, isEncoded: Bool = false, isStore: Bool = false, isOptional: Bool = false,
    severity: Severity = .high, found: String, ignored: String
  ) -> StructuredFile {
    var columns = fields
    if case .columns = format { columns.insert("password") }
    if format == .netrc || format == .addresses { columns.insert("password") }
    return StructuredFile(
      type: SecretType(
        id: id, title: title, trigger: SecretType.Trigger("", .starts(width: 0)), pattern: "", longest: 0,
        entropy: 0, check: .none, severity: severity, confidence: .firm, docs: nil, found: [found],
        ignored: [ignored]),
      names: names, format: format, fields: columns, isStrict: isStrict, isEncoded: isEncoded,
      isStore: isStore, isOptional: isOptional)
  }
}
