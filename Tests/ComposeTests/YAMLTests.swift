import Compose
import Findings
import Testing

struct YAMLTests {
  @Test func everyValueKnowsWhereItStartsAndEnds() throws {
    let project = try load(
      """
      services:
        web:
          image: "nginx:1.27"   # pinned
          command: >-
            one
            two
          user: 'a''b'
          labels: {a.b: x, c: [not, here]}
          ports:
            - 80:80
            -   "81:81"
      """)
    let image = try #require(project.site(of: "services.web.image")).span
    #expect(image.start == SourcePosition(line: 3, column: 12, offset: 28))
    #expect(image.end == SourcePosition(line: 3, column: 24, offset: 40))
    let command = try #require(project.site(of: "services.web.command")).span
    #expect(command.start.line == 4 && command.start.column == 14)
    #expect(command.end.line == 6 && command.end.column == 10)
    let user = try #require(project.site(of: "services.web.user")).span
    #expect(user.end.column - user.start.column == 6)
    #expect(try project.place("services.web.labels[\"a.b\"]") == "compose.yaml:8:19")
    #expect(try project.place("services.web.ports[0]") == "compose.yaml:10:9")
    #expect(try project.place("services.web.ports[1]") == "compose.yaml:11:11")
    #expect(try project.place("services.web") == "compose.yaml:2:3")
  }

  @Test func columnsCountCharactersAndLinesCountEveryBreak() throws {
    let project = try load("\u{FEFF}services:\r\n  web: {image: \"ü:1\", user: u}\r\n")
    #expect(try project.place("services.web.user") == "compose.yaml:2:29")
  }

  @Test func aValueBehindAnAliasKnowsBothPlaces() throws {
    let project = try load(
      """
      x-logging: &logging
        driver: json-file
      services:
        web:
          image: a:1
          logging: *logging
        db:
          image: b:1
          logging: *logging
      """)
    let site = try #require(project.site(of: "services.db.logging"))
    #expect(site.related.map(\.span.description) == ["compose.yaml:9:14"])
    #expect(try project.place("services.db.logging.driver") == "compose.yaml:2:11")
  }

  @Test func aliasesInListsAreFoundToo() throws {
    let project = try load(
      """
      x-port: &port "80:80"
      services:
        web:
          image: a:1
          ports: ["81:81", *port]
          expose:
            - *port
      """)
    let site = try #require(project.site(of: "services.web.ports[1]"))
    #expect(site.span.description == "compose.yaml:1:15")
    #expect(site.related.map(\.span.description) == ["compose.yaml:5:22"])
    #expect(
      project.site(of: "services.web.expose[0]")?.related.map(\.span.description) == ["compose.yaml:7:9"])
  }

  @Test func mergeKeysGiveWhatIsNotWrittenOut() throws {
    let project = try load(
      """
      x-a: &a {user: one, init: true}
      x-b: &b
        user: two
        tty: true
      services:
        web:
          <<: [*a, *b]
          image: a:1
          init: false
        db:
          <<: *b
          image: b:1
      """)
    let web = try #require(project.service("web")).section
    #expect(web.text("user")?.value == "one")
    #expect(web.boolean("init")?.value == false)
    #expect(web.boolean("tty")?.value == true)
    #expect(try project.text("db", "user") == "two")
    #expect(project.site(of: "services.db.user")?.related.map(\.span.description) == ["compose.yaml:11:9"])
  }

  @Test func documentsMergeLikeFurtherFiles() throws {
    let project = try load("services:\n  a: {image: a:1, user: x}\n---\nservices:\n  a: {user: y}\n")
    #expect(try project.text("a", "user") == "y")
    #expect(try project.text("a", "image") == "a:1")
  }

  @Test func anUnquotedSexagesimalStaysText() throws {
    let project = try load("services:\n  a: {image: a:1, ports: [56:56]}\n")
    #expect(project.services[0].ports.map(\.target.ports) == [56...56])
  }

  @Test func duplicateKeysNameBothLines() {
    let text = "services:\n  a:\n    image: x\n    user: u\n    image: y\n"
    #expect {
      try load(text)
    } throws: { error in
      guard case .duplicateKey("image", let first, let second)? = error as? LoadError else { return false }
      return first.start.line == 3 && second.start.line == 5
    }
  }

  @Test(arguments: [
    ("services:\n\ta: {}\n", "compose.yaml:2:1"), ("services: [\n", "compose.yaml:2:1"),
    ("services: *nowhere\n", "compose.yaml:1:11"),
  ])
  func whatIsNoYAMLIsSaidAtItsPlace(text: String, place: String) throws {
    let error = try #require(throws: LoadError.self) { try load(text) }
    #expect(error.span?.description == place)
  }

  @Test func templatesEndInAClearError() throws {
    let error = try #require(throws: LoadError.self) {
      try load("services:\n  {% for x in y %}\n  a: {{ x }}\n")
    }
    #expect(error.description.contains("this is a template"))
  }

  @Test(arguments: [
    ("on: push\njobs: {}\n", "GitHub workflow"), ("apiVersion: v1\nkind: Pod\n", "Kubernetes"),
    ("web:\n  image: a\n", "oldest format"), ("- a\n", "not a mapping"), ("", "empty"),
    ("stages: [a]\n", "no \"services\""),
  ])
  func otherFilesAreSaidToBeNoComposeFiles(text: String, reason: String) throws {
    let error = try #require(throws: LoadError.self) { try load(text) }
    #expect(error.description.contains("is not a compose file"))
    #expect(error.description.contains(reason))
  }
}
