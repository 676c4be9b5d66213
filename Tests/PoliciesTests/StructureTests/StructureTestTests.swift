import Compose
import Findings
import Testing

@testable import Policies

@Suite struct StructureTestTests {
  private func read(_ text: String) throws -> StructureTests {
    try StructureTests(Source(file: "tests.yaml", text: text))
  }

  private func problems(_ text: String) -> [String] {
    do {
      _ = try read(text)
      return []
    } catch let error as PolicyError {
      return error.problems.map(\.description)
    } catch {
      return ["\(error)"]
    }
  }

  @Test func filesBecomeRequirementsThatLookAtTheFinalTree() throws {
    let tests = try read(
      """
      schemaVersion: 2.0.0
      fileExistenceTests:
        - name: the app
          path: /srv/app/*.py
          shouldExist: true
          permissions: -rwxr-x---
          uid: 1000
          gid: 0
          isExecutableBy: group
        - name: no shell
          path: /bin/sh/
          shouldExist: false
      """)
    let files = tests.requirements.compactMap { requirement -> FileRequirement? in
      if case .file(let file) = requirement.kind { file } else { nil }
    }
    #expect(files.count == 2)
    #expect(files[0].path == .literal("/srv/app/*.py"))
    #expect(files[0].mode == 0o750)
    #expect(files[0].type == .file)
    #expect(files[0].owner == "1000")
    #expect(files[0].group == "0")
    #expect(files[0].executor == .group)
    #expect(files[1].path == .literal("/bin/sh"))
    #expect(files[1].presence == .forbidden)
    #expect(!files[1].countsHidden)
    #expect(tests.requirements.map(\.test) == ["the app", "no shell"])
    #expect(tests.requirements.allSatisfy { $0.severity == .high })
    #expect(tests.requirements[1].span?.start.line == 10)
  }

  @Test func metadataBecomesRequirements() throws {
    let tests = try read(
      """
      schemaVersion: '2.0.0'
      metadataTest:
        envVars: [{key: A, value: b}, {key: C, value: "^[0-9]+$", isRegex: true}]
        unboundEnvVars: [{key: SECRET}]
        labels: [{key: team, value: shop}]
        exposedPorts: ["8080"]
        unexposedPorts: ["22"]
        volumes: [/data]
        unmountedVolumes: [/proc]
        entrypoint: []
        cmd: [/app, serve]
        workdir: /srv
        user: app
      """)
    let kinds = tests.requirements.map(\.kind)
    #expect(kinds.contains(.has(.variable, ValuePattern(exact: "A"), value: ValuePattern(exact: "b"))))
    #expect(
      kinds.contains(
        .has(.variable, ValuePattern(exact: "C"), value: ValuePattern(try TextExpression("^[0-9]+$")))))
    #expect(kinds.contains(.hasNo(.variable, ValuePattern(exact: "SECRET"))))
    #expect(kinds.contains(.has(.label, ValuePattern(exact: "team"), value: ValuePattern(exact: "shop"))))
    #expect(kinds.contains(.has(.port, ValuePattern(exact: "8080"), value: nil)))
    #expect(kinds.contains(.hasNo(.port, ValuePattern(exact: "22"))))
    #expect(kinds.contains(.has(.volume, ValuePattern(exact: "/data"), value: nil)))
    #expect(kinds.contains(.hasNo(.volume, ValuePattern(exact: "/proc"))))
    #expect(kinds.contains(.sets(.entrypoint, [])))
    #expect(kinds.contains(.sets(.command, ["/app", "serve"])))
    #expect(kinds.contains(.sets(.workingDirectory, ["/srv"])))
    #expect(kinds.contains(.sets(.user, ["app"])))
    #expect(kinds.count == 12)
  }

  @Test func contentsLicencesAndCommandsAreRead() throws {
    let tests = try read(
      """
      {"schemaVersion": "2.0.0",
       "fileContentTests": [{"name": "release", "path": "/etc/os-release",
         "expectedContents": ["ID=debian"], "excludedContents": [".*sid.*"]}],
       "licenseTests": [{"debian": true, "files": ["/opt/COPYING"]}],
       "globalEnvVars": [{"key": "A", "value": "b"}],
       "commandTests": [{"name": "runs", "command": "app", "args": ["--version"], "exitCode": 0,
         "setup": [["a", "b"]], "expectedOutput": ["1"]}]}
      """)
    #expect(tests.commandTests == ["runs"])
    #expect(tests.requirements.count == 2)
    guard case .file(let file) = tests.requirements[0].kind else {
      Issue.record("no file")
      return
    }
    #expect(file.contained.map(\.text) == ["ID=debian"])
    #expect(file.lacking.map(\.text) == [".*sid.*"])
    #expect(tests.requirements[1].kind == .tellsLicences(files: ["/opt/COPYING"]))
  }

  @Test(arguments: [
    ("fileExistenceTests: []\n", "tests.yaml:1:1: a structure test needs the key \"schemaVersion\""),
    (
      "schemaVersion: 1.0.0\n", "tests.yaml:1:16: schemaVersion must be one of 2.0.0, not \"1.0.0\""
    ),
    (
      "schemaVersion: 2.0.0\nfileExistanceTests: []\n",
      "tests.yaml:2:1: a structure test has no key \"fileExistanceTests\"; did you mean \"fileExistenceTests\"?"
    ),
    (
      "schemaVersion: 2.0.0\nfileExistenceTests: [{name: a, path: /a, permissions: 0644}]\n",
      "tests.yaml:2:55: fileExistenceTests[0].permissions must be type and permissions such as -rw-r--r-- or "
        + "drwxr-xr-x, not \"0644\""
    ),
    (
      "schemaVersion: 2.0.0\nfileContentTests: [{name: a, path: /a, expectedContents: ['(']}]\n",
      "tests.yaml:2:59: fileContentTests[0].expectedContents[0] must be a valid regular expression, not \"(\""
    ),
    (
      "schemaVersion: 2.0.0\nmetadataTest: {labels: [{value: a}]}\n",
      "tests.yaml:2:25: metadataTest.labels[0] needs the key \"key\""
    ),
    ("- 1\n", "tests.yaml:1:1: a structure test must be a mapping, not a list"),
  ])
  func saysWhatIsWrongAndWhere(_ text: String, _ said: String) { #expect(problems(text) == [said]) }

  @Test func damageIsAnErrorWithItsPlace() {
    #expect(problems("").first?.contains("is empty") == true)
    #expect(problems("schemaVersion: [\n").first?.hasPrefix("tests.yaml:") == true)
    #expect(problems("schemaVersion: 2.0.0\n---\na: b\n").first?.hasPrefix("tests.yaml:3:1") == true)
    #expect(
      throws: PolicyError.self, performing: { try StructureTests.read("no.yaml", from: FileReader([:])) })
  }

  @Test(
    arguments: [
      ("-rw-r--r--", 0o644, .file), ("drwxr-xr-x", 0o755, .directory), ("Lrwxrwxrwx", 0o777, .link),
      ("urwxr-xr-x", 0o4755, .file), ("dtrwxrwxrwx", 0o1777, .directory), ("----------", 0, .file),
    ] as [(String, UInt16, FileRequirement.FileType)])
  func readsModesAsGoWritesThem(_ text: String, _ bits: UInt16, _ type: FileRequirement.FileType) {
    #expect(GoMode(text)?.bits == bits)
    #expect(GoMode(text)?.type == type)
  }

  @Test(arguments: ["", "rw-r--r--", "-rw-r--r-x-", "xrw-r--r--", "-wr-r--r--", "0644"])
  func refusesOtherModes(_ text: String) { #expect(GoMode(text) == nil) }
}
