import Findings

/// Files that people and programs keep passwords in, so that even a word in the place of a password is one.
extension StructuredFile {
  static let stores: [StructuredFile] = [
    file(
      "browser-login", "saved login of a Firefox profile",
      FileNames(
        names: ["logins.json", "logins-backup.json"], example: "root/.mozilla/firefox/a/logins.json"),
      .json, fields: ["encryptedusername", "encryptedpassword"], isStrict: true, severity: .medium,
      found: "{\"logins\": [{\"encryptedPassword\": \"MDoEEPgA{70 b62}\"}]}",
      ignored: "{\"logins\": [], \"nextId\": 1}"),
    store(
      "file-transfer-login", "password saved by a file transfer client",
      FileNames(
        names: ["filezilla.xml", "sitemanager.xml", "recentservers.xml", "winscp.xml"],
        example: "root/.config/filezilla/sitemanager.xml"),
      .xml, fields: ["pass"], found: "<Server><User>bob</User><Pass>ExampleShop77</Pass></Server>",
      ignored: "<Server><User>bob</User><Logontype>1</Logontype></Server>"),
    store(
      "database-client-login", "password saved by a database client",
      FileNames(
        names: [
          "data-sources.xml", ".dbeaver-data-sources.xml", "connections.xml", "connections.ncx",
          "datasources.local.xml",
        ], example: "root/.local/share/dbeaver/data-sources.xml"),
      .xml, fields: ["password"],
      found: "<connection host=\"db1\" user=\"root\" password=\"orders\"/>",
      ignored: "<connection host=\"db1\" user=\"root\" save-password=\"true\"/>"),
    store(
      "wordpress-word-password", "database password in a WordPress configuration",
      FileNames(names: ["wp-config.php"], example: "var/www/html/wp-config.php"), .quoted,
      fields: ["db_password", "ftp_pass"], found: "define('DB_PASSWORD', 'orders');",
      ignored: "define('DB_PASSWORD', 'password_here');\ndefine('DB_PASSWORD', getenv('PW'));"),
    file(
      "shell-export", "secret in a shell's start-up file",
      FileNames(
        names: [
          ".bashrc", ".zshrc", ".profile", ".bash_profile", ".zshenv", ".zprofile", ".kshrc", "bash.bashrc",
          ".bash_aliases", ".bash_exports", ".exports",
        ], example: "root/.bashrc"), .lines,
      found: "export DB_PASSWORD=Tr0ub4dor", ignored: "export DB_PASSWORD=$(pass show db)\nPS1='$ '"),
    file(
      "password-table", "password in a table",
      FileNames(endings: [".csv", ".tsv"], example: "root/Downloads/passwords.csv"), .table,
      fields: ["password"], isOptional: true,
      found: "name,url,username,password\nacme,https://acme.io,bob,Tr0ub4dor",
      ignored: "name,url,username,password\nacme,https://acme.io,bob,\nx,y,z,password"),
    file(
      "documented-password-table", "password in a table of a document",
      FileNames(
        endings: [".md", ".markdown", ".txt", ".adoc", ".org"], example: "srv/app/notes.txt"), .table,
      fields: ["password"], isOptional: true, severity: .medium,
      found: "| User | Password |\n|------|----------|\n| admin | Tr0ub4dor |",
      ignored: "| Option | Password |\n|---|---|\n| minLength | number of characters |"),
    file(
      "installer-answer", "password in an installer's answer file",
      FileNames(
        names: ["silent.properties", "response.varfile"], endings: [".rsp", ".iss"],
        example: "opt/install/grid.rsp"), .lines, fields: ["*password", "*passwd", "*pwd"],
      found: "oracle.install.asm.monitorPassword=Xobufh_92",
      ignored: "oracle.install.asm.monitorPassword=\noracle.install.option=HA_CONFIG"),
    file(
      "secret-file", "secret that is all of a file",
      FileNames(
        names: [
          "password.txt", "passwd.txt", "secret.txt", "token.txt", "apikey.txt", "api_key.txt", "api-key.txt",
          "password", "passphrase", "secret_key", "secret-key", ".secret_key", "api_key", "apikey",
        ],
        endings: [
          ".secret", ".password", ".passphrase", ".token", ".apikey", ".api_key", ".pass", "_password",
          "-password", "_password.txt", "-password.txt", "_secret", "-secret", "_secret.txt", "-secret.txt",
          "_token", "-token", "_token.txt", "-token.txt", "_api_key", "_api_key.txt", "-api-key",
          "_passphrase", "_secret_key", "_secret_key.txt",
        ],
        folders: ["run/secrets"], example: "srv/app/db.password"), .whole, fields: ["*"], isOptional: true,
      found: "{24 b62}", ignored: "generated at start"),
  ]

  /// A file in which people keep passwords: a word counts too, and as little as a word is worth.
  private static func store(
    _ id: String, _ title: String, _ names: FileNames, _ format: FieldFormat, fields: Set<String>,
    found: String, ignored: String
  ) -> StructuredFile {
    file(
      id, title, names, format, fields: fields, isStrict: true, isStore: true, severity: .high, found: found,
      ignored: ignored)
  }
}
