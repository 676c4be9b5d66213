import ArchiveIO
import Findings
import TestSupport
import Testing

@testable import Images

/// What a container starts, and as whom.
struct RunTests {
  private func image(_ listing: String) throws -> ImageFacts {
    let archive = ByteView(copying: try ImageListing(listing).builder.archive())
    return try #require(try ImageLoader().load(archive, source: "test").images.first)
  }

  private static let accounts = """
    layer: ADD rootfs.tar /
      -rw-r--r-- 0:0 /etc/passwd
        | root:x:0:0:root:/root:/bin/sh
        | app:x:1000:1001::/home/app:/bin/sh
      -rw-r--r-- 0:0 /etc/group
        | web:x:33:app
        | app:x:1001:
    """

  @Test(arguments: [
    ("", ProcessIdentity(uid: 0, gid: 0)),
    ("app", ProcessIdentity(uid: 1000, gid: 1001, otherGroups: [33])),
    ("1000", ProcessIdentity(uid: 1000, gid: 1001, otherGroups: [33])),
    ("1000:web", ProcessIdentity(uid: 1000, gid: 33)),
    ("2000", ProcessIdentity(uid: 2000, gid: 0)),
    ("2000:2000", ProcessIdentity(uid: 2000, gid: 2000)),
  ]) func usersAndGroupsAreResolved(user: String, identity: ProcessIdentity) throws {
    #expect(try image("User: \(user)\n" + Self.accounts).identity == identity)
  }

  @Test(arguments: ["nobody", "app:nobody"]) func unknownNamesHaveNoNumbers(user: String) throws {
    #expect(try image("User: \(user)\n" + Self.accounts).identity == nil)
  }

  @Test func theFirstClassThatFitsDecides() throws {
    let facts = try image("layer: COPY a /\n  -r-xrwxrw- 1000:33 /a 1")
    let file = try #require(facts.file(at: "a")).entry
    #expect(!ProcessIdentity(uid: 1000, gid: 33).canWrite(file))
    #expect(ProcessIdentity(uid: 1, gid: 33).canWrite(file))
    #expect(ProcessIdentity(uid: 1, gid: 1, otherGroups: [33]).canExecute(file))
    #expect(!ProcessIdentity(uid: 1, gid: 1).canExecute(file))
    #expect(ProcessIdentity(uid: 0, gid: 0).canWrite(file))
  }

  @Test func programsAreFoundAsExecvpFindsThem() throws {
    let facts = try image(
      """
      Env: PATH=/opt/bin:bin:/usr/bin
      WorkingDir: /srv
      layer: COPY a /
        -rw-r--r-- 0:0 /opt/bin/tool 1
        -rwxr-xr-x 0:0 /usr/bin/real 1
        lrwxrwxrwx 0:0 /usr/bin/tool -> real
        -rwxr-xr-x 0:0 /srv/bin/own 1
        lrwxrwxrwx 0:0 /srv/loop -> loop
      """)
    func path(_ name: String) -> String? {
      guard case .file(let file, _) = facts.program(name) else { return nil }
      return file.path.shown
    }
    #expect(path("tool") == "/usr/bin/real")
    #expect(path("own") == "/srv/bin/own")
    #expect(path("./bin/own") == "/srv/bin/own")
    #expect(path("/opt/bin/tool") == "/opt/bin/tool")
    #expect(facts.program("/srv/loop") == .missing)
    #expect(facts.program("absent") == .missing)
    #expect(facts.program("/usr/bin") == .directory)
  }

  @Test func aShellsScriptIsFound() {
    func script(_ words: String...) -> String? { CommandLine(field: .command, words: words).shellScript }
    #expect(script("/bin/sh", "-c", "a b") == "a b")
    #expect(script("bash", "-o", "pipefail", "-ec", "a") == "a")
    #expect(script("/bin/sh", "start.sh", "-c", "a") == nil)
    #expect(script("tini", "-c", "a") == nil)
    #expect(script("/bin/sh", "-c") == nil)
  }

  @Test func capabilitiesAreReadInAllVersions() {
    let zeros = [UInt8](repeating: 0, count: 16)
    #expect(
      FileCapabilities(parsing: [1, 0, 0, 2, 0, 0x24] + zeros.prefix(14))?.names == [
        "CAP_NET_BIND_SERVICE", "CAP_NET_RAW",
      ])
    #expect(FileCapabilities(parsing: [1, 0, 0, 2, 0, 4] + zeros.prefix(14))?.isEffective == true)
    #expect(FileCapabilities(parsing: [0, 0, 0, 1, 1, 0, 0, 0] + zeros.prefix(4))?.names == ["CAP_CHOWN"])
    #expect(
      FileCapabilities(parsing: [0, 0, 0, 3] + zeros.prefix(8) + [0, 1, 0, 0x80] + zeros.prefix(8))?.names
        == ["CAP_CHECKPOINT_RESTORE", "CAP_63"])
    for damaged in [[], [1, 0, 0], [1, 0, 0, 2, 0], [1, 0, 0, 9] + zeros] as [[UInt8]] {
      #expect(FileCapabilities(parsing: damaged) == nil)
    }
  }
}
