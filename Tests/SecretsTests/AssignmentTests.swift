import Findings
import TestSupport
import Testing

@testable import Secrets

/// What names promise and what values are, each with what must speak and what must stay silent.
@Suite struct AssignmentTests {
  @Test(arguments: [
    ("password", AssignmentName.Kind.password), ("DB_PASSWORD_PROD", .password), ("wgDBpassword", .password),
    ("smtppass", .password), ("keyStorePassword", .password),
    ("javax.jdo.option.ConnectionPassword", .password),
    ("user_password", .password), ("pass_phrase", .password), ("SftpKennwort", .password),
    ("bindpw", .password),
    ("client_secret", .secret), ("sharedsecret", .secret), ("credentials", .secret),
    ("WTF_CSRF_SECRET_KEY", .key),
    ("signingKey", .key), ("api_key", .token), ("cookieValidationKey", .key), ("authToken", .token),
    ("USER_TOKEN", .token), ("CACHE_ACCESS_TOKEN", .token), ("cache.api.key", .token),
  ]) func namesPromise(_ name: String, _ kind: AssignmentName.Kind) {
    #expect(AssignmentName.kind(of: Array(name.utf8)) == kind)
  }

  @Test(arguments: [
    "token_type", "password_min_length", "passwordField", "resetPassword", "invalid_password",
    "existingSecret",
    "public_key", "primary_key", "csrf_token", "token_obtained_at", "password_policy", "bypass", "secretName",
    "STRIPE_PUBLISHABLE_KEY", "cache_key", "user_key", "token_user", "page_token", "X-Goog-Credential",
    "hashedPassword", "compass", "keyboard", "tokenizer",
  ]) func otherNamesDoNot(_ name: String) {
    #expect(AssignmentName.kind(of: Array(name.utf8)) == nil)
  }

  @Test(arguments: [
    "Samovar1986", "batt3ryL0w", "h3lm-Cap7ain", "Palette#7714", "p12wal!77", "TrolleyB4y", "indexer_9000",
    "m1rrorM1rror", "acmerelease2016", "brass lantern 8 quiet", "Kestrel-Updraft8", "0ktoberfest",
    "M@pDrive2020", "tanuk1_tanuki", "enable!Kranich",
  ]) func chosenPasswordsAreTold(_ value: String) {
    #expect(ChosenPassword(Array(value.utf8)).isPassword(inConfiguration: false))
  }

  @Test(arguments: [
    "password2", "new-password-2", "utf8mb4", "scram-sha-256", "login-form-2", "userName1", "TLSv1.2",
    "item-10",
    "2024-05-01T10:00:00Z", "1.2.3-rc1", "ops2@acme.io", "$password1", "%s1x2", "#id3x4",
    "Minimum 8 characters",
    "Enter 6 digits", "oauth2", "sha256", "abc1",
  ]) func namesOfThingsAreNot(_ value: String) {
    #expect(!ChosenPassword(Array(value.utf8)).isPassword(inConfiguration: false))
  }

  @Test(arguments: ["kiesel&sand", "Butler.In.The.Library", "sluiceGateSeven", "whouse7"])
  func aConfigurationSaysMore(_ value: String) {
    #expect(ChosenPassword(Array(value.utf8)).isPassword(inConfiguration: true))
    #expect(!ChosenPassword(Array(value.utf8)).isPassword(inConfiguration: false))
  }

  @Test(arguments: [
    "bananensplit", "lazuli.blue", "zebra crossing ahead", "FourFriendsOneRiver", "drop-et-goutte",
  ])
  func wordsMayBeAPassword(_ value: String) {
    #expect(ChosenPassword(Array(value.utf8)).isMadeOfWords(inConfiguration: true))
  }

  @Test(arguments: [
    "required", "optional", "Passwort", "must be set again", "Please choose another one", "encrypted",
    "production",
    "string", "word", "Mot de passe oublié", "confirmed", "database",
  ]) func wordsOfSettingsAreNot(_ value: String) {
    #expect(!ChosenPassword(Array(value.utf8)).isMadeOfWords(inConfiguration: true))
  }

  @Test func wordsAreLowAndSayWhy() throws {
    let found = try matches("password: bananensplit\n", path: "srv/app/config/database.yml")
    #expect(found.map(\.severity) == [.low])
    #expect(found.first?.reasons == ["it consists of words only"])
    #expect(try matches("password: bananensplit\n", path: "srv/app/locales/database.yml").isEmpty)
    #expect(
      try matches("const a = { password: 'bananensplit' }\n", path: "srv/app/a.js").map(\.severity) == [.low])
  }

  @Test func aBackupIsReadAsWhatItWas() throws {
    for path in [
      "srv/application.properties.orig", "srv/application.properties~", "srv/application.properties",
    ] {
      #expect(try matches("spring.datasource.password=letme1n2portal\n", path: path).count == 1)
    }
  }

  /// A folder of texts for people makes words harmless, and nothing else.
  @Test func textsForPeopleAreSearchedToo() throws {
    #expect(try matches("DB_PASSWORD=n7Tr0ub4dor\n", path: "srv/messages/.env").count == 1)
    #expect(try matches("{\"apiKey\": \"API-Schl\u{FC}ssel\"}", path: "srv/locales/de/auth.json").isEmpty)
  }

  @Test func aSampleMayHoldThePublishedDefault() throws {
    let text = "secret: " + ["ThisTokenIsNotSoSecret", "ChangeIt"].joined() + "\n"
    #expect(
      try matches(text, path: "srv/app/config/parameters.yml").map(\.type) == ["symfony-default-secret"])
    #expect(try matches(text, path: "srv/app/config/parameters.example.yml").isEmpty)
    #expect(try matches(text, path: "srv/app/config/parameters.yml.dist").isEmpty)
  }

  @Test func theNameOfAKeyPairIsNone() throws {
    let text = "{\n\"accessKey\": \"Q7WERTZUIOPA3DFGHJ2K\",\n\"url\": \"https://s3.acme.io\"\n}"
    #expect(try matches(text, path: "root/.mc/config.json").isEmpty)
  }

  @Test func whatIsEncryptedOrElsewhereIsNone() throws {
    let external = "kind: ExternalSecret\nspec:\n  data:\n    - secretKey: password\n"
    #expect(try matches(external, path: "srv/k8s/external-secret.yaml").isEmpty)
    let sealed = ExampleText.expanded(
      "kind: SealedSecret\nspec:\n  encryptedData:\n    password: {200 b64}\n")
    #expect(try matches(sealed, path: "srv/k8s/sealed.yaml").isEmpty)
    #expect(try matches(sealed, path: "srv/k8s/sealed-secret.yaml").isEmpty)
    let both = external + "---\nkind: Secret\ndata:\n  password: bjdUcjB1YjRkb3I=\n"
    #expect(try matches(both, path: "srv/k8s/some-secret.yaml").map(\.line) == [8])
  }

  /// What stands before a name and looks like an assignment does not hide the one after it.
  @Test func anAssignmentAfterAnAddressIsSeen() throws {
    let text = "auth_url: https://keystone.acme.io:5000/v3\npassword: C1rrusOverC0logne\n"
    #expect(try matches(text, path: "root/.config/openstack/a.yaml").map(\.line) == [2])
    let preseed = "d-i passwd/root-password password Kn0tweed\n"
    #expect(try matches(preseed, path: "srv/preseed.cfg").count == 1)
  }

  /// Each name was tried again as the value's name, over the same bytes: minutes for a few megabytes.
  @Test func aLineOfNothingButNamesIsReadOnce() throws {
    let names = String(repeating: "password=", count: 60_000)
    let taken = try threadSeconds {
      let found = try matches(names + "\npassword = \"Samovar1986\"\n", path: "srv/app/a.py")
      #expect(found.map(\.line) == [2])
    }
    #expect(taken < 30)
  }

  /// `r"..."` and `@"..."` are texts of some languages, but a bare value's first letter is its own.
  @Test(arguments: ["Ring7!Bell7", "bell7!Ring7", "Umbr3lla!Stand", "nine9Lives!"])
  func aBareValueKeepsItsFirstLetter(value: String) throws {
    for text in ["x \"my_password=\(value)\" y\n", "my_password=\(value)\n", "  my_password = r'\(value)'\n"]
    {
      let found = try matches(text, path: "etc/app/x.conf").map(\.range)
      let bytes = Array(text.utf8)
      #expect(found.map { String(decoding: bytes[$0], as: UTF8.self) } == [value], "\(text)")
    }
  }

  /// A comparison gives no value to a name; a word in it is a word.
  @Test func aWordInAComparisonIsNone() throws {
    #expect(try matches("if password != 'x-oauth-basic'\n", path: "srv/app/a.rb").isEmpty)
    #expect(try matches("if ($secret == \"Tr0ub4dor&3\") {\n", path: "srv/app/a.php").count == 1)
  }

  /// A variable with its default, as Ktor writes it.
  @Test func aVariableWithADefaultIsNone() throws {
    let text = "db:\n  password: \"$DB_PASSWORD:\"\n  user_password: \"$ecret:Tr0ub4dor\"\n"
    #expect(try matches(text, path: "opt/a/application-ktor.yaml").map(\.line) == [3])
  }

  /// `data.json` of a map's front end: the key is made to be seen.
  @Test func aPublishableTokenIsNone() throws {
    let text = "mapbox_access_token = \"pk.{70 b62}.{22 b62}\"\nmapbox_secret_token = \"{44 b62}\"\n"
    #expect(try matches(ExampleText.expanded(text), path: "srv/app/a.py").map(\.line) == [2])
  }

  private func matches(_ text: String, path: String) throws -> [SecretMatch] {
    var scan = try FileScan(BuiltInScanner.get())
    return try scan.scan(Array(text.utf8).span, path: path).matches
  }
}
