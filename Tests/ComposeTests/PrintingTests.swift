import Compose
import Findings
import Testing

struct PrintingTests {
  private let text = """
    name: shop
    x-logging: &logging {driver: local}
    services:
      web:
        image: "web:${TAG:-1}"
        command: ["sh", "-c", "echo 'a: b' # c"]
        environment: [A=1, "B=yes", EMPTY=, NONE]
        logging: *logging
        ports: ["127.0.0.1:8080:80/udp", "9000:9000"]
        volumes: ["./a b:/x:ro", "data:/y"]
        labels: {"a.b": "line\\nbreak \\u200b \\t\\"quoted\\""}
        depends_on: [db]
        healthcheck: {test: curl x, interval: 5s, disable: false}
      db: {image: postgres:16, mem_limit: 512m, init: true, scale: 2, networks: {n: }}
    networks: {n: {internal: true}}
    volumes: {data: }
    """

  @Test func theEffectiveModelReadsBackAsItself() throws {
    let project = try load(text)
    let printed = EffectiveText(project).text
    let again = try load(printed)
    #expect(again.problems(.refused).isEmpty, "\(again.said(.refused))")
    #expect(again.name == "shop")
    #expect(plain(again.root) == plain(project.root))
    #expect(EffectiveText(again).text.split(separator: "\n").count == printed.split(separator: "\n").count)
  }

  @Test func everyValueNamesItsOrigin() throws {
    let printed = EffectiveText(try load(text)).text
    #expect(printed.contains("image: \"web:1\"  # compose.yaml:5:12, TAG by default"))
    #expect(printed.contains("logging:  # compose.yaml:8:5, used at compose.yaml:8:14"))
    for line in printed.split(separator: "\n").dropFirst() {
      #expect(line.contains("  # compose.yaml:"), "\(line)")
    }
  }

  @Test func environmentFilesAreFoldedIn() throws {
    let printed = EffectiveText(
      try load(
        """
        services:
          a:
            image: a:1
            env_file: [one.env, {path: gone.env, required: false}]
            environment: {B: own}
          b: {image: b:1, env_file: one.env}
        """, with: ["one.env": "A=1\nB=file\n"])
    ).text
    let lines = printed.split(separator: "\n").map { $0.trimmingPrefix { $0 == " " } }
    #expect(lines.contains("A: \"1\"  # one.env:1:3"))
    #expect(lines.contains("B: own  # compose.yaml:5:22"))
    #expect(lines.filter { $0.hasPrefix("B: file") }.count == 1)
    #expect(lines.filter { $0.hasPrefix("env_file:") }.count == 1)
    #expect(lines.contains { $0.contains("gone.env") })
  }

  /// A tree without its places.
  private func plain(_ node: Node) -> String {
    switch node.content {
    case .scalar(let scalar): "\(scalar.kind == .null ? "null" : scalar.text.debugDescription)"
    case .sequence(let items): "[\(items.map(plain).joined(separator: ","))]"
    case .mapping(let mapping):
      "{\(mapping.pairs.filter { $0.key != "name" || $0.value.text != "shop" }.map { "\($0.key):\(plain($0.value))" }.sorted().joined(separator: ","))}"
    }
  }

  @Test(arguments: [
    ("a", "b/c.yaml", "a/b/c.yaml"), ("", "./x", "x"), (".", "../x", "../x"), ("a/b", "../../..", ".."),
    ("a", "/b/./c/../d", "/b/d"), ("a", "~/x", "~/x"), ("/a", "../..", "/"), ("a", ".", "a"), ("", ".", "."),
    ("a", "C:\\x", "C:\\x"),
  ])
  func pathsJoinWithoutTheDisk(directory: String, path: String, joined: String) {
    #expect(FilePath.join(directory, path) == joined)
  }

  @Test(arguments: [
    ("a/b/c.yaml", "a/b", "c.yaml"), ("c.yaml", "", "c.yaml"), ("/c.yaml", "/", "c.yaml"),
    ("a/b/", "a/b", "b"),
    ("größe/ä.yaml", "größe", "ä.yaml"), ("/", "/", ""), ("", "", ""), ("../x", "..", "x"),
  ])
  func pathsHaveADirectoryAndAName(path: String, directory: String, name: String) {
    #expect(FilePath.directory(of: path) == directory)
    #expect(FilePath.name(of: path) == name)
  }

  @Test(arguments: [
    ("postgres:16", ServiceRole.dataStore), ("bitnami/redis", .cache),
    ("dpage/pgadmin4:8", .administration),
    ("registry.example:5000/team/traefik:v3", .edge), ("mcr.microsoft.com/mssql/server:2022", .dataStore),
    ("grafana/grafana", .monitoring), ("postgres-exporter", nil), ("team/server", nil), ("app", nil),
  ])
  func rolesComeFromTheImagesName(image: String, role: ServiceRole?) {
    #expect(ServiceRole(ImageReference(image)) == role)
  }

  @Test func whatRunsOnceHasNoRole() throws {
    let project = try load(
      """
      services:
        init: {image: postgres:16}
        web: {image: web, depends_on: {init: {condition: service_completed_successfully}}}
        dump: {image: postgres:16, restart: "no"}
        db: {image: postgres:16}
      """)
    #expect(project.services.map { project.role(of: $0) } == [nil, nil, nil, .dataStore])
    #expect(project.services.map(\.runsOnce) == [true, false, true, false])
  }

  @Test func exceptionsStandInCommentsOnly() throws {
    let project = try load(
      """
      services:
        a:
          image: a  # imgcheck: allow[one, two] because until 2031-02-03
          command: "x # imgcheck: allow[three] no"
          entrypoint: |
            # imgcheck: allow[four] no
          # imgcheck: allow[five] above
          # another comment

          user: u
      # imgcheck: allow six
      """)
    #expect(project.suppressions.map(\.rules) == [["one", "two"], ["five"], []])
    #expect(project.suppressions.prefix(2).map(\.line) == [3, 10])
    #expect(project.suppressions.prefix(2).map(\.reason) == ["because", "above"])
    #expect(project.suppressions.map(\.until) == ["2031-02-03", nil, nil])
    #expect(project.suppressions.map { $0.defect != nil } == [false, false, true])
  }

  @Test(arguments: [
    ("allow[one] because until 2031-13-40", "'2031-13-40' is no day"),
    ("allow[one] because until 31.12.2031", "'31.12.2031' is no day"),
    ("allow one because", "written otherwise"),
    ("alow[one] because", "written otherwise"), ("allow[one because", "written otherwise"),
  ])
  func anExceptionThatCannotBeReadAllowsNothingAndSaysWhy(comment: String, defect: String) throws {
    let project = try load("services: {a: {image: a, user: u}}  # imgcheck: \(comment)\n")
    #expect(project.suppressions.map(\.rules) == [[]])
    #expect(project.suppressions.first?.defect?.contains(defect) == true)
  }

  @Test(arguments: ["the image is checked by night", "allow[one] it runs until tomorrow"])
  func otherWordsAreRemarksAndReasons(comment: String) throws {
    let project = try load("services: {a: {image: a, user: u}}  # imgcheck: \(comment)\n")
    #expect(project.suppressions.allSatisfy { $0.defect == nil && $0.rules == ["one"] })
    #expect(project.suppressions.count == (comment.hasPrefix("allow") ? 1 : 0))
  }
}
