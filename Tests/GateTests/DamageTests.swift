import ArchiveIO
import Findings
import Foundation
import Images
import Policies
import Reports
import Rules
import TestSupport
import Testing

@testable import Gate

/// Decision 4, line by line: what of damage makes the answer incomplete, and what is a note.
struct DamageTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let title: String
    let path: String
    let content: String
    /// What must be said, in the order of the report.
    let says: [String]
    var isNote = false
    /// Another file of the image.
    var beside: (path: String, content: String)?

    var testDescription: String { title }
  }

  /// What comes of an image with these files in one layer.
  private func report(
    _ files: [(path: String, content: String)], policy: Policy = .standard
  ) throws -> (incomplete: [String], notes: [String], rules: [String]) {
    var builder = ImageBuilder()
    builder.execution = ["User": "10001", "Cmd": ["/server"]]
    var server = TarWriter.Member("server", content: "#!/server\n")
    server.mode = 0o755
    let members = files.map { TarWriter.Member($0.path, content: $0.content) }
    builder.steps = [.layer(.init("COPY . /", [server] + members))]
    let directory = try ScratchDirectory()
    try directory.write(try builder.archive(), to: "image.tar")
    var check = Check()
    check.images = [directory.path("image.tar")]
    check.policy = policy
    check.looksForSecrets = false
    let report = check.run()
    return (
      report.incomplete.map { "\($0.what): \($0.why)" }, report.notes, report.findings.map(\.rule)
    )
  }

  static let cases = [
    Case(
      title: "a user without a number", path: "etc/passwd",
      content: "root:x:0:0:root:/root:/bin/sh\napp:x:ten:10::/:/bin/sh\n",
      says: ["/etc/passwd", "line 2", "uid or gid is not a number", "users were not checked"]),
    Case(
      title: "a passwd that is cut", path: "etc/passwd",
      content: "root:x:0:0:root:/root:/bin/sh\napp:x:0:0:ap",
      says: ["/etc/passwd", "line 2", "ends within the entry"]),
    Case(
      title: "a group without a number", path: "etc/group", content: "root:x:\n",
      says: ["/etc/group", "line 1", "groups were not checked"]),
    Case(
      title: "a shadow of one field", path: "etc/shadow", content: "root:*:1::::::\n\u{1}\u{2}\n",
      says: ["/etc/shadow", "line 2", "passwords were not checked"]),
    Case(
      title: "a gshadow of one field", path: "etc/gshadow", content: "root\n",
      says: ["/etc/gshadow", "line 1", "passwords were not checked"]),
    Case(
      title: "a rule of sudo that is none", path: "etc/sudoers.d/app", content: "app ALL=(ALL NOPASSWD ALL\n",
      says: ["/etc/sudoers.d/app", "line 1", "its rules were not checked"]),
    Case(
      title: "a status of dpkg that is cut", path: "var/lib/dpkg/status",
      content: "Package: a\nStatus: install ok installed\nVersion: 1\n\nPackage: b\nSta",
      says: ["/var/lib/dpkg/status", "line 6", "ends within a line", "packages were not checked"]),
    Case(
      title: "a status of dpkg with a package without a version", path: "var/lib/dpkg/status",
      content: "Package: a\nStatus: install ok installed\n\n",
      says: ["/var/lib/dpkg/status", "line 1", "without the field `Version`"]),
    Case(
      title: "a database of apk that is cut", path: "lib/apk/db/installed", content: "P:a\nV:1\n\nP:b\nV",
      says: ["/lib/apk/db/installed", "line 5", "packages were not checked"]),
    Case(
      title: "a database of rpm in no known form", path: "var/lib/rpm/Packages",
      content: "text that is no database\n",
      says: ["/var/lib/rpm/Packages", "unknown format", "packages were not checked"]),
    Case(
      title: "a lock file of the application with its packages", path: "srv/package-lock.json",
      content: #"{"packages": {"#,
      says: ["/srv/package-lock.json", "invalid JSON", "development dependencies"],
      beside: ("srv/node_modules/a/package.json", #"{"name": "a", "version": "1"}"#)),
    Case(
      title: "a line of a lock file of Yarn", path: "srv/yarn.lock", content: "a@^1\n  version \"1\"\n",
      says: ["/srv/yarn.lock", "line 1", "development dependencies"],
      beside: ("srv/node_modules/a/package.json", #"{"name": "a", "version": "1"}"#)),
    Case(
      title: "the application's manifest", path: "srv/package.json", content: "{",
      says: ["/srv/package.json", "development dependencies"],
      beside: ("srv/node_modules/a/package.json", #"{"name": "a", "version": "1"}"#)),
    Case(
      title: "a lock file with nothing installed beside it", path: "srv/test/package-lock.json",
      content: #"{"packages": {"#, says: ["/srv/test/package-lock.json", "invalid JSON"], isNote: true),
    Case(
      title: "a package's manifest", path: "srv/node_modules/a/package.json", content: "{",
      says: ["/srv/node_modules/a/package.json", "packages are not listed"], isNote: true),
    Case(
      title: "a list of a package's files", path: "var/lib/dpkg/info/a.list", content: "/.\nbin/a\n",
      says: ["/var/lib/dpkg/info/a.list", "line 2", "checked strictly"], isNote: true),
    Case(
      title: "the system's name", path: "etc/os-release", content: "ID=a\nwhat\n",
      says: ["/etc/os-release", "line 2", "system's name"], isNote: true),
    Case(
      title: "metadata of Python without a name", path: "usr/lib/python3/a-1.dist-info/METADATA",
      content: "Metadata-Version: 2.1\nVersion: 1\n",
      says: ["a-1.dist-info/METADATA", "without `Name` or `Version`", "packages are not listed"],
      isNote: true),
    Case(
      title: "a gem without a version", path: "usr/lib/gems/specifications/a.gemspec", content: "# text\n",
      says: ["a.gemspec", "without a name and a version", "packages are not listed"], isNote: true),
    Case(
      title: "a list of Composer with a package without a version",
      path: "srv/vendor/composer/installed.json",
      content: #"[{"name": "a/b", "version": "1"}, {"name": "a/c"}]"#,
      says: ["installed.json", "record 2", "without a name or a version"], isNote: true),
    Case(
      title: "a list of .NET with a library without a version", path: "srv/app.deps.json",
      content: #"{"libraries": {"A": {"type": "package"}}}"#,
      says: ["app.deps.json", "record 1", "NAME/VERSION"], isNote: true),
    Case(
      title: "a record of Conda without a version", path: "opt/conda/conda-meta/a.json",
      content: #"{"name": "a"}"#, says: ["conda-meta/a.json", "without a version"], isNote: true),
    Case(
      title: "a list of what apt was asked for with another line", path: "var/lib/apt/extended_states",
      content: "Package: a\nwhat\n",
      says: ["extended_states", "line 2", "installed on request are not known"],
      isNote: true),
    Case(
      title: "a list of what apk was asked for without a name", path: "etc/apk/world", content: "a\n>=1\n",
      says: ["/etc/apk/world", "line 2", "installed on request are not known"], isNote: true),
    Case(
      title: "an entry of a lock file of Yarn without a version", path: "srv/yarn.lock",
      content: "a@^1:\n  resolved \"x\"\nb@^1:\n  version \"1\"\n",
      says: ["/srv/yarn.lock", "line 1", "without a version"],
      beside: ("srv/node_modules/a/package.json", #"{"name": "a", "version": "1"}"#)),
    Case(
      title: "a lock file of npm that holds no object", path: "srv/package-lock.json", content: "[]",
      says: ["/srv/package-lock.json", "no object"],
      beside: ("srv/node_modules/a/package.json", #"{"name": "a", "version": "1"}"#)),
    Case(
      title: "a jar without its directory", path: "srv/a.jar", content: "PK\u{3}\u{4}cut",
      says: ["/srv/a.jar", "no directory of its files", "packages are not listed"], isNote: true),
  ]

  @Test(arguments: cases) func `damage is incomplete where an answer depends on it`(_ one: Case) throws {
    let files = [(one.path, one.content)] + (one.beside.map { [($0.path, $0.content)] } ?? [])
    let report = try report(files)
    let said = one.isNote ? report.notes : report.incomplete
    #expect(said.count == 1, "\(report)")
    for text in one.says { #expect(said.first?.contains(text) == true, "\(text) in \(said)") }
    #expect((one.isNote ? report.incomplete : report.notes).isEmpty)
  }

  /// What looks odd and is right: said of nobody.
  static let sound: [(path: String, content: String)] = [
    ("etc/passwd", "# users\n\n  \nroot:x:0:0:root:/root:/bin/sh\r\n+::::::\n-@ban\n+\napp:x:1:1\n"),
    ("etc/passwd", "app:x:1:1:::"),
    ("etc/group", "root:x:0:\n+:::\napp:x:1\n"),
    ("etc/group", "app:x:1:"),
    ("etc/shadow", "root:*:19000:0:99999:7:::\napp:!\n"),
    ("etc/gshadow", "root:::\nshadow:*::\n"),
    ("etc/sudoers", "Defaults env_reset\n# a\n@includedir /etc/sudoers.d\n%sudo ALL=(ALL:ALL) ALL"),
    ("var/lib/dpkg/status", "Package: a\nStatus: deinstall ok config-files\n\n"),
    (
      "var/lib/dpkg/status",
      "Package: a\nStatus: install ok installed\nVersion: 1\nDescription: a\n .\n words: and\n"
    ),
    ("var/lib/dpkg/status.d/a", "Package: a\nVersion: 1"),
    ("lib/apk/db/installed", "P:a\nV:1\nF:bin\nR:a\nZ:Q1\n\n"),
    ("etc/os-release", "ID=a\n\n# words\nNAME='A B'\n"),
    ("srv/yarn.lock", "# THIS IS AN AUTOGENERATED FILE.\n\n\na@^1:\n  version \"1\"\n"),
    ("var/lib/dpkg/info/a.list", "/.\n/bin\n"),
  ]

  @Test(arguments: sound) func `what is odd and legal is no damage`(path: String, content: String) throws {
    let report = try report([(path, content)])
    #expect(report.incomplete.isEmpty)
    #expect(report.notes.isEmpty)
  }

  @Test func `every kind of fact says what its damage costs`() {
    for kind in FactKind.allCases { #expect(kind.loss.unknown.count > 10, "\(kind)") }
    let answers = FactKind.allCases.filter { if case .answer = $0.loss { true } else { false } }
    #expect(
      Set(answers) == [
        .passwd, .group, .shadow, .groupShadow, .sudoers, .dpkgStatus, .apkInstalled, .rpmSQLite,
        .rpmWriteAheadLog, .rpmOtherFormat, .npmManifest, .npmLock, .npmHiddenLock, .yarnLock, .pnpmLock,
      ])
  }

  @Test func `a damaged jar counts where a policy asks for libraries`() throws {
    let policy = try ImageListing("policy: image: {forbidden-packages: [\"maven:*log4j*\"]}").policy
    let asked = try report([("srv/a.jar", "PK\u{3}\u{4}cut")], policy: policy)
    #expect(asked.incomplete.count == 1)
    #expect(asked.incomplete.first?.contains("/srv/a.jar") == true)
    let other = try ImageListing("policy: image: {forbidden-packages: [\"apk:log4j\"]}").policy
    #expect(try report([("srv/a.jar", "PK\u{3}\u{4}cut")], policy: other).incomplete.isEmpty)
  }
}
