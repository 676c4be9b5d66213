import Compose
import Findings
import Testing

struct EnvironmentFileTests {
  private func read(_ text: String, raw: Bool = false) throws -> [String: String?] {
    let file = try EnvironmentFile(
      Source(file: ".env", text: text), variables: Variables(shell: ["OUT": "shell"]), raw: raw)
    return Dictionary(file.entries.map { ($0.key, $0.value) }) { $1 }
  }

  @Test(arguments: [
    ("A=b", "b"), ("A = b ", "b"), ("A: b", "b"), ("export A=b", "b"), ("A=b # note", "b"), ("A=b#c", "b#c"),
    ("A=", ""), ("A=# note", ""), ("A='b # c'", "b # c"), ("A='$OUT'", "$OUT"), ("A=\"b\\nc\"", "b\nc"),
    ("A=\"$OUT\"", "shell"), ("A=${OUT}-x", "shell-x"), ("A=\"\\$OUT\"", "$OUT"), ("A=\"b\nc\"", "b\nc"),
    ("B=1\nA=$B$B", "11"), ("OUT=file\nA=$OUT", "shell"), ("A=${NO:-d}", "d"), ("A=b\r\n", "b"),
    ("# note\n\nA=b", "b"), ("A=x\nA=y", "y"), ("export\tA=b", "b"), ("export \t A=b", "b"),
    ("A='Let\\'s go!'", "Let's go!"), ("A='b\\nc'", "b\\nc"), ("A='b\\\\'", "b\\\\"),
    ("A=\"say \\\"x\\\"\"", "say \"x\""), ("A=\"\\0123 \\a\\b\\f\\v\"", "S \u{7}\u{8}\u{C}\u{B}"),
    ("A=\"\\012 \\0999 \\c \\q\"", "\\012 \\0999 \\c \\q"), ("A=\"b\\\\n\"", "b\\n"),
  ])
  func linesGiveTheirValues(text: String, value: String) throws {
    #expect(try read(text)["A"] == value)
  }

  @Test func aBareKeyHasNoValueAndADigitStartsNoKey() throws {
    let entries = try read("BARE\n1A=x\na.b-c[0]=y\nGRÖSSE=z\n")
    #expect(entries.keys.sorted() == ["BARE", "GRÖSSE", "a.b-c[0]"])
    #expect(entries["BARE"] == .some(nil))
  }

  @Test func aRawFileHasNoGrammar() throws {
    #expect(try read("A=\"$OUT\" # x", raw: true)["A"] == "\"$OUT\" # x")
  }

  @Test(arguments: [("A=\"x", 1), ("ok=1\nA B=2", 2), ("A='x\n\n", 1), ("A=${x", 1)])
  func whatIsNoLineIsAnErrorWithItsNumber(text: String, line: Int) throws {
    let error = try #require(throws: LoadError.self) { try read(text) }
    #expect(error.span?.start.line == line)
  }

  @Test func layersWinInComposesOrder() throws {
    let files = [
      "p/compose.yaml": "services: {a: {image: \"${A}-${B}-${C}\"}}", "p/.env": "A=env\nB=env\nC=env\n",
      "one.env": "B=one\nC=one\n", "two.env": "C=two\n",
    ]
    let plain = try load(files, ["p/compose.yaml"]) { $0.environment = ["A": "shell"] }
    #expect(try plain.text("a", "image") == "shell-env-env")
    let given = try load(files, ["p/compose.yaml"]) {
      $0.environment = ["A": "shell"]
      $0.environmentFiles = ["one.env", "two.env"]
    }
    #expect(try given.text("a", "image") == "shell-one-two")
    let site = try #require(plain.site(of: "services.a.image"))
    #expect(
      site.related.map { "\($0.span) \($0.note)" } == [
        "p/.env:2:3 B is set here", "p/.env:3:3 C is set here",
      ])
  }

  @Test func aContainersVariablesComeFromFilesAndTheService() throws {
    let project = try load(
      """
      services:
        a:
          image: a:1
          env_file: [one.env, {path: two.env, required: false}, {path: gone.env, required: false}]
          environment: {A: own, BARE: , GONE: }
      """, environment: ["BARE": "shell"],
      with: ["one.env": "A=1\nB=1\nC=1\n", "two.env": "C=2\n"])
    let values = Dictionary(
      uniqueKeysWithValues: try #require(project.service("a")).environment.map { ($0.name, $0) })
    #expect(values.mapValues(\.value) == ["A": "own", "B": "1", "C": "2", "BARE": "shell", "GONE": nil])
    #expect(values["C"]?.origin == .file("two.env"))
    #expect(values["C"]?.span.description == "two.env:1:3")
    #expect(values["B"]?.key == "services.a.env_file[0]")
    #expect(project.problems.isEmpty)
  }

  @Test func aFileRefersToTheProjectThenTheServiceThenItsEarlierLines() throws {
    let project = try load(
      """
      services:
        a:
          image: a:1
          env_file: [one.env, two.env]
          environment: [PROJECT=service, SERVICE=service, NONE]
      """, environment: ["PROJECT": "project"],
      with: [
        "one.env": "SERVICE=file\nFILE=file\nA=$PROJECT $SERVICE $FILE\n",
        "two.env": "B=${FILE-another file}\n",
      ])
    let values = try #require(project.service("a")).environment
    #expect(values.first { $0.name == "A" }?.value == "project service file")
    #expect(values.first { $0.name == "B" }?.value == "another file")
    #expect(values.first { $0.name == "SERVICE" }?.value == "service")
  }

  @Test func labelsComeFromFilesAndTheService() throws {
    let project = try load(
      """
      services:
        a:
          image: a:1
          label_file: [one.labels, two.labels]
          labels: {own: service}
      """,
      with: [
        "one.labels": "own=file\ncom.example.team=one\nfirst=1\n", "two.labels": "com.example.team=two\n",
      ])
    let labels = try #require(project.service("a")).section.entries("labels")
    #expect(
      Dictionary(uniqueKeysWithValues: labels.map { ($0.name, $0.field.value.text) }) == [
        "own": "service", "com.example.team": "two", "first": "1",
      ])
    #expect(try project.place("services.a.labels.first") == "one.labels:3:7")
    #expect(project.problems.isEmpty)
  }

  @Test func aMissingLabelFileIsNotKnown() throws {
    let project = try load("services:\n  a:\n    image: a:1\n    label_file: gone\n")
    #expect(
      project.said(.unknown) == ["4:17 the label_file gone does not exist; Compose does not start without it"]
    )
  }

  @Test func aMissingEnvFileIsNotKnown() throws {
    let project = try load("services:\n  a:\n    image: a:1\n    env_file: .env.production\n")
    #expect(project.said(.unknown).map { $0.prefix(4) } == ["4:15"])
  }
}

extension EnvironmentFileTests {
  @Test(arguments: [
    (".env", true), ("envs/*.env", true), ("envs/", true), ("*.env", true), ("/.env", false),
    ("!*.env", false),
    ("# *.env", false), ("env", false),
  ])
  func gitLeavesFilesOutByName(pattern: String, isIgnored: Bool) throws {
    let project = try load(
      "services: {a: {image: a}}", with: [".gitignore": "node_modules\n\(pattern)\n"])
    let path = pattern == ".env" ? "envs/.env" : "envs/app.env"
    #expect(project.isIgnored(path) == isIgnored)
  }

  @Test func aListOfWhatGitIgnoresMayHoldAnyBytes() throws {
    let reader = FileReader { path in
      switch path {
      case "compose.yaml": Array("services: {a: {image: a}}".utf8)
      // A comment in Latin-1.
      case ".gitignore": Array("# caf".utf8) + [0xe9] + Array("\n*.env\n".utf8)
      default: nil
      }
    }
    let project = try Project.load(Options(files: ["compose.yaml"]), reader: reader)
    #expect(project.isIgnored("envs/app.env"))
  }
}
