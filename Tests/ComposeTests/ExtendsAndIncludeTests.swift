import Compose
import Findings
import Testing

struct ExtendsAndIncludeTests {
  @Test func extendsPutsTheBaseBelow() throws {
    let project = try load(
      [
        "compose.yaml": """
        services:
          web:
            extends: {file: base/common.yaml, service: app}
            environment: {B: 2}
        """,
        "base/common.yaml": """
        services:
          root:
            image: a:1
            volumes: ["./data:/data"]
          app:
            extends: root
            environment: [A=1, B=1]
            privileged: true
        """,
      ], ["compose.yaml"])
    let web = try #require(project.service("web"))
    #expect(web.image?.value.repository == "a")
    #expect(web.environment.map { "\($0.name)=\($0.value ?? "")" } == ["A=1", "B=2"])
    #expect(web.mounts.map(\.source) == ["./base/data"])
    #expect(try project.place("services.web.privileged") == "base/common.yaml:8:17")
    #expect(
      project.site(of: "services.web")?.related.map(\.span.description) == [
        "base/common.yaml:2:3", "base/common.yaml:5:3",
      ])
    #expect(project.services.map(\.name) == ["web"])
  }

  @Test func extendsInTheSameFileAndAcrossMergedFiles() throws {
    let project = try load(
      "services:\n  a: {image: a:1, user: u}\n  b: {extends: a, user: !reset null}\n")
    #expect(try project.text("b", "image") == "a:1")
    #expect(try project.text("b", "user") == nil)
  }

  @Test func circlesAndWhatIsNotThereAreErrors() throws {
    #expect(throws: LoadError.self) { try load("services:\n  a: {extends: b}\n  b: {extends: a}\n") }
    let missing = try load("services:\n  a: {image: a:1, extends: gone}\n")
    #expect(missing.said(.refused) == ["2:28 extends: service gone is not defined"])
    let file = try load("services:\n  a: {image: a:1, extends: {file: no.yaml, service: a}}\n")
    #expect(file.said(.refused).contains { $0.contains("no.yaml does not exist") })
  }

  @Test func ofAnExtendedFileOnlyWhatIsExtendedMatters() throws {
    let project = try load(
      "services:\n  a: {extends: {file: base.yaml, service: app}}\n",
      with: [
        "base.yaml":
          "services:\n  other:\n  broken: {privilegd: 1}\n  root: {image: a:1}\n  app: {extends: root, user: u}\nnets: {}\n"
      ])
    #expect(project.said(.refused) == [])
    #expect(try project.text("a", "image") == "a:1")
    let broken = try load(
      "services:\n  a: {image: a:1, extends: {file: base.yaml, service: app}}\n",
      with: ["base.yaml": "services:\n  app: {extends: root}\n  root: {privilegd: 1}\n"])
    #expect(broken.said(.refused).contains { $0.contains("did you mean \"privileged\"") })
  }

  @Test func includeBringsAProjectWithItsOwnDirectoryAndVariables() throws {
    let project = try load(
      [
        "compose.yaml": "include: [sub/compose.yaml]\nservices:\n  db: {user: mine}\n",
        "sub/compose.yaml": """
        services:
          db:
            image: "db:${TAG}-${BOTH}"
            build: ./src
            env_file: db.env
            volumes: ["./data:/data", "named:/n"]
        volumes: {named: }
        """, "sub/.env": "TAG=7\nBOTH=sub\n", "sub/db.env": "PASSWORD=x\n", ".env": "BOTH=main\n",
      ], ["compose.yaml"])
    let db = try #require(project.service("db"))
    #expect(db.section.text("image")?.value == "db:7-main")
    #expect(db.section.text("user")?.value == "mine")
    #expect(db.section.text("build", "context")?.value == "./sub/src")
    #expect(db.mounts.map(\.source) == ["./sub/data", "named"])
    #expect(db.environment.map(\.name) == ["PASSWORD"])
    #expect(try project.place("services.db.image") == "sub/compose.yaml:3:12")
    #expect(project.problems.isEmpty)
  }

  @Test func includeTakesSeveralPathsAndSettings() throws {
    let project = try load(
      [
        "compose.yaml": """
        include:
          - path: [one/a.yaml, two/b.yaml]
            project_directory: other
            env_file: [vars.env]
        """,
        "one/a.yaml": "services: {a: {image: \"a:$V\", volumes: [\"./x:/x\"]}}",
        "two/b.yaml": "services: {a: {user: u}}", "vars.env": "V=9\n",
      ], ["compose.yaml"])
    #expect(try project.text("a", "image") == "a:9")
    #expect(try project.text("a", "user") == "u")
    #expect(project.services[0].mounts.map(\.source) == ["./other/x"])
  }

  @Test func remoteAndMissingIncludesAreSaid() throws {
    let remote = try load("include: [\"oci://example.test/app\"]\nservices: {a: {image: a:1}}\n")
    #expect(remote.said(.unknown).count == 1)
    let missing = try load("include: [gone.yaml]\nservices: {a: {image: a:1}}\n")
    #expect(missing.said(.refused).count == 1)
    #expect(throws: LoadError.self) {
      try load(["a.yaml": "include: [b.yaml]\n", "b.yaml": "include: [a.yaml]\n"], ["a.yaml"])
    }
  }

  @Test func profilesSwitchServicesOn() throws {
    let text = """
      services:
        always: {image: a:1}
        debug: {image: b:1, profiles: [debug, test]}
      """
    let files = ["compose.yaml": text]
    func names(_ change: (inout Options) -> Void) throws -> [String] {
      try load(files, ["compose.yaml"], change).services.map(\.name)
    }
    #expect(try names { $0.profiles = [] } == ["always"])
    #expect(try names { $0.profiles = ["test"] } == ["always", "debug"])
    #expect(try names { $0.profiles = ["*"] } == ["always", "debug"])
    // What the project itself chooses hides nothing from whoever looks.
    for chosen in ["x,debug", "cpu", ""] {
      #expect(try names { $0.environment = ["COMPOSE_PROFILES": chosen] } == ["always", "debug"])
    }
    #expect(try names { _ in } == ["always", "debug"])
  }

  @Test func aDependencyThatAProfileSwitchesOffIsRefused() throws {
    let text = """
      services:
        a: {image: a:1, depends_on: [b]}
        c: {image: a:1, depends_on: {b: {condition: service_started, required: false}}}
        b: {image: b:1, profiles: [p]}
      """
    #expect(try load(text).said(.refused).map { $0.prefix(5) } == ["2:32 "])
    let active = try load(["compose.yaml": text], ["compose.yaml"]) { $0.profiles = ["p"] }
    #expect(active.said(.refused).isEmpty)
  }
}
