import Findings
import TestSupport
import Testing

@testable import Secrets

/// What is decided by many clues together, and the words that some of them rest on.
@Suite struct ScoreTests {
  @Test func theTableOfWordsIsReadWhole() {
    let lexicon = Lexicon.shared
    for word in ["the", "harbor", "zebra", "jennifer", "zzzxxx"] {
      #expect(lexicon.usage(of: Array(word.utf8)[...]) != nil, "\(word)")
    }
    for word in ["qdhunn", "lrwb", "xq", "harborr"] {
      #expect(lexicon.usage(of: Array(word.utf8)[...]) == nil, "\(word)")
    }
    #expect(lexicon.usage(of: Array("about".utf8)[...]) == .frequent)
    #expect(lexicon.usage(of: Array("zxcvbnm".utf8)[...]) == .password)
  }

  @Test func wordsCoverWhatIsMadeOfThem() {
    let lexicon = Lexicon.shared
    #expect(lexicon.lettersInWords(Array("harborlantern".utf8)) == 13)
    #expect(lexicon.lettersInWords(Array("odxydvbmmq".utf8)) <= 3)
    #expect(lexicon.lettersInWords([]) == 0)
    #expect(lexicon.lettersInWords(Array("\u{FC}ber 12".utf8)) <= 3)
  }

  @Test func pairsTellWordsFromChance() throws {
    let words = try #require(Lexicon.shared.pairCost(Array("thunderstorm".utf8)))
    let chance = try #require(Lexicon.shared.pairCost(Array("xqjvkzpfwb".utf8)))
    #expect(words < 3.9)
    #expect(chance > 4.9)
    #expect(Lexicon.shared.pairCost(Array("ab1c".utf8)) == nil)
  }

  @Test func everyClueHasItsOwnPlaceAndAWeightThatIsBounded() {
    #expect(Clue.allCases.count <= 64)
    for clue in Clue.allCases {
      var set = ClueSet()
      set.insert(clue)
      #expect(set.clues == [clue])
      let weight = ClueWeights.weight(of: clue)
      #expect(abs(weight.password) < 8 && abs(weight.other) < 8, "\(clue)")
    }
  }

  /// Letters that are no word, where a password is given: none of these was found.
  @Test(arguments: [
    ("srv/app/Store.java", "private String trustStorePassword = \"okwnrzalt\";"),
    ("srv/app/client.py", "con = connect(host='db1', username='reports', password='wqdlpktbiv')"),
    ("srv/app/db.ts", "  username: \"reports\",\n  password: \"hmvqkwzrt\","),
    ("srv/app/Db.scala", "val s = Session.single(user = \"orders\", password = Some(\"kwrvqb\"))"),
    ("srv/compose.yml", "    environment:\n      MYSQL_PASSWORD: wnzkgq"),
    ("srv/README.md", "    docker run -e DB_PASSWORD=qmzxkatpwtr acme/app"),
    ("srv/app/cfg.py", "client_secret = 'bqkwtznamxjvrlqw'"), ("srv/app/cfg.py", "token = 'be31a7d5009c'"),
    ("srv/app/cfg.py", "admin_pwd = 'kq7wzv'"),
    ("srv/app/sf.js", "conn.login('orders@shop.corp', 'kwpvzqbhmmv', cb);"),
  ]) func chanceWithoutADigitIsFound(path: String, text: String) throws {
    #expect(try matches(text + "\n", path: path).count == 1)
  }

  @Test(arguments: [
    ("srv/app/form.ts", "{ type: \"password\", label: \"Kennwort\", password: \"userPassword\" }"),
    ("srv/app/a.py", "config.get('Credentials', 'gs_secret_access_key')"),
    ("srv/app/a.py", "PREFERRED_AUTH_KEY = 'spec.preferredAuthentication'"),
    ("srv/app/a.js", "const token = 'identifier'"),
    ("srv/app/a.js", "fields = ['password', 'authorization', 'cookie']"),
    ("srv/app/de.json", "{\"apiKey\": \"API-Schl\u{FC}ssel\"}"), ("srv/app/a.rb", "password = 'mypassword'"),
    ("srv/app/.env", "# DATABASE_PASSWORD=strapi"), ("srv/app/values.yaml", "password: %{env}"),
    ("srv/app/users", "# user:password:uid:gid:gecos:home"),
    (
      "srv/app/Api.cs",
      "static extern void Import(ref Blob p, string szPassword, Crypt32.ImportFlags dwFlags);"
    ),
    ("srv/app/setup.sh", "#####Default Password Creation#####"),
    ("srv/app/values.yaml", "cluster_secret: MEMBER_CLUSTER_PREPROD_EU01"),
    ("srv/app/secret.yaml", "password: cGxlYXNlY2hhbmdlbWUxMg=="),
    ("srv/app/Url.cs", "\"http://proxyuser:proxypass@proxy.acme.io:3128\""),
    ("srv/app/Url.cs", "\"https://mailto:somebody@shop.acme.io\""),
    ("root/.gitconfig", "[user]\n\tsigningkey = 8F3A21B07C44D9E1"),
  ]) func whatIsNoSecretStaysSilent(path: String, text: String) throws {
    #expect(try matches(text + "\n", path: path).isEmpty)
  }

  /// What tests use opens little, and neither does a key that lies among them.
  @Test func whatLiesAmongTestsIsLow() throws {
    let text = ExampleText.expanded("{pem}\n")
    #expect(try matches(text, path: "srv/app/key.pem").map(\.severity) == [.critical])
    #expect(try matches(text, path: "srv/app/fixtures/key.pem").map(\.severity) == [.low])
    #expect(try matches("password = 'okwnrzalt'\n", path: "srv/app/tests/a.py").map(\.severity) == [.low])
  }

  /// The score looks at the lines around a value, which are the same however the file comes.
  @Test(arguments: [1, 7, 300]) func piecesChangeNothing(size: Int) throws {
    let line = "  username: 'reports',\n  password: 'hmvqkwzrt',\n"
    let text = Array((String(repeating: "// filler text\n", count: 4000) + line).utf8)
    var options = SecretScanner.Options()
    options.limits.blockBytes = 1024
    var scan = try FileScan(BuiltInScanner.with(options))
    let whole = try scan.scan(text.span, path: "srv/app/db.js").matches
    try scan.start(path: "srv/app/db.js")
    var start = 0
    while start < text.count {
      let end = min(start + size, text.count)
      try scan.feed(Array(text[start..<end]).span)
      start = end
    }
    let pieces = try scan.finish().matches
    #expect(whole.count == 1)
    #expect(pieces == whole)
  }

  private func matches(_ text: String, path: String) throws -> [SecretMatch] {
    var scan = try FileScan(BuiltInScanner.get())
    return try scan.scan(Array(text.utf8).span, path: path).matches
  }
}
