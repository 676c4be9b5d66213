import Findings
import Secrets
import TestSupport
import Testing

/// Secrets in files that their content tells, and what only looks like one.
@Suite struct FormatTests {
  private static let scanner = Result { try BuiltInScanner.get() }

  private func matches(_ text: String, path: String, pieces: Int? = nil) throws -> [SecretMatch] {
    var scan = try FileScan(Self.scanner.get())
    let bytes = Array(ExampleText.expanded(text).utf8)
    guard let pieces else { return try scan.scan(bytes.span, path: path).matches }
    try scan.start(path: path)
    for start in stride(from: 0, to: bytes.count, by: pieces) {
      try scan.feed(bytes.span.extracting(start..<min(start + pieces, bytes.count)))
    }
    return try scan.finish().matches
  }

  @Test(arguments: [
    "srv/app/.prodenv", "srv/app/.backupenv", "srv/app/env.production", "srv/app/grid-api", "srv/app/.envrc",
  ])
  func aFileOfVariablesIsToldByItsContent(_ path: String) throws {
    let text = "# the shop\nSHOP_MODE=fast\nexport SHOP_GRID_TOKEN={uuid}\nSHOP_DB_PASSWORD=Tr0ub4dor\n"
    for pieces in [nil, 1, 40] {
      #expect(try matches(text, path: path, pieces: pieces).map(\.line) == [3, 4])
    }
  }

  @Test func aFileOfOtherLinesIsNoFileOfVariables() throws {
    let text = "Shop\nIt sells.\nPASSWORD=orders\n"
    #expect(try matches(text, path: "srv/app/notes").isEmpty)
    #expect(try matches("SECRET=a-long-secret-value-1\n", path: "srv/app/.env.example").isEmpty)
  }

  @Test func aKubernetesSecretIsToldByItsKind() throws {
    let text = "apiVersion: v1\nkind: Secret\ndata:\n  password: {kubedata}\n"
    #expect(try matches(text, path: "srv/deploy/10-shop.yaml").contains { $0.line == 4 })
    let map = text.replacing("kind: Secret", with: "kind: ConfigMap").replacing("password", with: "banner")
    #expect(try matches(map, path: "srv/deploy/10-shop.yaml").isEmpty)
  }

  @Test(arguments: ["srv/app/db.password", "run/secrets/db", "srv/app/deploy_token", "root/api_key.txt"])
  func aFileCanBeTheSecret(_ path: String) throws {
    #expect(try matches("{24 b62}\n", path: path).map(\.type) == ["secret-file"])
    #expect(try matches("#!/bin/sh\nexec pass show db\n", path: path).isEmpty)
  }

  @Test func aWordIsAPasswordWherePeopleKeepPasswords() throws {
    for (text, path) in [
      ("db:5432:app:root:orders", "root/.pgpass"), ("password \"letmein\"", "root/.esmtprc"),
      ("<Server><Pass>ExampleShop77</Pass></Server>", "root/.config/filezilla/sitemanager.xml"),
      ("define('DB_PASSWORD', 'orders');", "srv/www/wp-config.php"),
    ] {
      #expect(try matches(text, path: path).count == 1, "\(path)")
    }
    #expect(try matches("db:5432:app:root:${PGPASSWORD}", path: "root/.pgpass").isEmpty)
  }

  @Test func passwordsOfATableAreFoundByItsHeading() throws {
    let export =
      "\"url\",\"username\",\"password\",\"note\"\n\"https://acme.io\",\"bob\",\"Tr0ub4dor\",\"a, b\"\n"
    #expect(try matches(export, path: "root/export.csv").map(\.line) == [2])
    let table =
      "Accounts:\n\n| User | Password |\n| --- | --- |\n| `ann` | `Samovar1986` |\n\nThe end, 5 | 6.\n"
    #expect(try matches(table, path: "srv/app/notes.md").map(\.line) == [5])
    #expect(try matches("a,b\npass,1\nTr0ub4dor,2\n", path: "root/export.csv").isEmpty)
  }

  @Test func everyTokenOfAListIsFound() throws {
    let text = "API_KEYS = [\n  '{32 b62}',\n  '{32 hex}',\n  '{40 b62}',\n]\n"
    #expect(try matches(text, path: "srv/app/keys.py").map(\.line) == [2, 3, 4])
  }

  /// Chance puts every short literal into hashes.
  @Test(arguments: [
    "integrity sha512-EAAC{84 b62}==", "resolved 3Vb7kQ2xW9p+LTAI{20 b62}",
    "{20 b64}9Zk3pQx7+LTAI{20 b62}/aB3dE5fG7h",
    "a: q8Zk3pQx7Wm/AKID{32 b62}",
  ]) func aPartOfAHashIsNoToken(_ text: String) throws {
    #expect(try matches(text, path: "srv/app/hashes.conf").isEmpty)
  }

  @Test func aTokenInAnAddressIsNoPartOfAHash() throws {
    #expect(try matches("https://api.acme.io/v1/keys/LTAI{20 b62}", path: "srv/app/a.conf").count == 1)
  }

  @Test(arguments: [
    "bearerToken: \"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXV\"", "nvapi-{66 b62}", "nvapi-{58 b62}",
    "requirepass $$REDIS_PASSWORD", "kpasswd\t\t464/tcp",
  ]) func whatIsCutOffOrReplacedIsNoSecret(_ text: String) throws {
    #expect(try matches(text, path: "srv/app/redis.conf").isEmpty)
  }

  @Test func fingerprintsOfPublicKeysAreNoSecrets() throws {
    let text = "GPG_KEYS={40 HEX}\nRELEASE_SIGNING_KEYS=\"{40 HEX} {40 HEX}\"\nAPP_KEYS={40 HEX}\n"
    #expect(try matches(text, path: "srv/app/.env").isEmpty)
    #expect(try matches("API_KEY={40 HEX}\n", path: "srv/app/.env").count == 1)
  }

  @Test func aDollarSignMakesNoVariable() throws {
    let text =
      "DATABASE_URL=postgres://${USER}:Xobufh92@db.acme.io/app\nAPI_PASSWORD=$up3rS3cret\nPASSWORD=Tr0ub$dor9x\n"
    #expect(try matches(text, path: "srv/app/.env").map(\.line) == [1, 2, 3])
    #expect(try matches("API_PASSWORD=$DB_PASSWORD\nPASSWORD=$password2\n", path: "srv/app/.env").isEmpty)
  }

  @Test func aPuttyKeyWithAPassphraseIsLocked() throws {
    let key =
      "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: aes256-cbc\nComment: a\nPublic-Lines: 1\n{64 b64}\n"
      + "Private-Lines: 1\n{64 b64}\nPrivate-MAC: {64 hex}\n"
    #expect(try matches(key, path: "srv/app/a.ppk").map(\.severity) == [.low])
    let open = key.replacing("aes256-cbc", with: "none")
    #expect(try matches(open, path: "srv/app/a.ppk").map(\.severity) == [.critical])
  }

  @Test func aKeyInPiecesIsReadWithTheWordBehindItsHeader() throws {
    let pem = ExampleText.expanded("{pem}", lineBreak: "\\n\" +\n  \"")
    let text = "val key = \"" + pem.replacing("KEY-----\\n", with: "KEY----- sample\\n") + "\"\n"
    #expect(try matches(text, path: "srv/app/Key.kt").map(\.severity) == [.critical])
  }

  @Test func aBlockThatIsNoKeyIsDoubtful() throws {
    let text = "-----BEGIN EC PRIVATE" + " KEY-----\n{64 b64}\n-----END EC PRIVATE" + " KEY-----\n"
    #expect(try matches(text, path: "srv/app/a.pem").map(\.severity) == [.low])
  }
}
