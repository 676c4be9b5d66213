import Testing

@testable import Images

@Suite struct AccountTests {
  @Test func `users have numbers, a home and a shell`() {
    let file = PasswdFile(
      parsing: bytes("root:x:0:0:root:/root:/bin/sh\napp::1000:1000::/home/app:\ntoor:*:0:0\n"))
    #expect(file.problems.isEmpty)
    #expect(file.users.map(\.name) == ["root", "app", "toor"])
    #expect(file.users.map(\.uid) == [0, 1000, 0])
    #expect(file.users.map(\.password) == [.shadowed, .empty, .locked])
    #expect(file.user(named: "app")?.home == "/home/app")
    #expect(file.user(uid: 0)?.name == "root")
    #expect(file.user(named: "nobody") == nil)
    #expect(file.users.last?.line == 3)
  }

  @Test(arguments: [
    "root", "root:x", "root:x:0", "root:x:zero:0:::", "root:x:-1:0:::", "root:x:4294967296:0:::", ":x:0:0:::",
    "root:x::0:::", "root:x:0x0:0:::", "\u{0}:\u{1}:+1:1",
  ])
  func `a malformed user is told by its line and does not hide the others`(line: String) {
    let file = PasswdFile(parsing: bytes("a:x:1:1:::\n\(line)\nb:x:2:2:::"))
    #expect(file.users.map(\.name) == ["a", "b"])
    #expect(file.problems.map(\.line) == [2])
  }

  @Test(arguments: ["", "# comment", "+::::::", "-user", "   "])
  func `empty lines, comments and NIS are passed over in silence`(line: String) {
    let file = PasswdFile(parsing: bytes("\(line)\nb:x:2:2:::\r\n"))
    #expect(file.users.map(\.name) == ["b"])
    #expect(file.users.first?.shell == "")
    #expect(file.problems.isEmpty)
  }

  @Test func `groups have members`() {
    let file = GroupFile(parsing: bytes("root:x:0:\nsudo:x:27:a, b,\nshort:!:5\nbad:x:\nworse\n"))
    #expect(file.groups.map(\.name) == ["root", "sudo", "short"])
    #expect(file.group(named: "sudo")?.members == ["a", "b"])
    #expect(file.group(gid: 5)?.password == .locked)
    #expect(file.problems.map(\.line) == [4, 5])
  }

  @Test func `a shadow entry says how a password is kept and keeps no hash`() {
    let salt = "$abcdefgh$" + String(repeating: "h", count: 20)
    let text = """
      root:*:19000:0:99999:7:::
      empty::19000:0:99999:7:::
      locked:!:19000::::::
      guessable:$6\(salt):19000:0:99999:7:::
      modern:$y$j9T\(salt):1::::::
      frozen:!$5\(salt):1::::::
      old:abJnggxhB/yWI:1::::::
      word:letmein:1::::::
      broken
      """
    let file = ShadowFile(parsing: bytes(text))
    #expect(
      file.entries.map(\.password) == [
        .locked, .empty, .locked, .hash(method: "SHA-512"), .hash(method: "yescrypt"),
        .lockedHash(method: "SHA-256"), .hash(method: "DES"), .locked,
      ])
    #expect(file.problems.map(\.line) == [9])
    #expect(!String(describing: file).contains("hhhh"))
    #expect(!String(describing: file).contains("letmein"))
  }

  @Test func `a group's shadow has administrators and members`() {
    let file = GroupShadowFile(parsing: bytes("sudo:*:root:a,b\nopen:::\nx\n"))
    #expect(file.entries.map(\.password) == [.locked, .empty])
    #expect(file.entries.first?.administrators == ["root"])
    #expect(file.entries.first?.members == ["a", "b"])
    #expect(file.problems.map(\.line) == [3])
  }

  @Test func `an os-release is quoted as in a shell`() {
    let release = OSRelease(
      parsing: bytes(
        #"""
        # comment
        ID=debian
        ID_LIKE='rhel fedora'
        VERSION_ID="12"
        PRETTY_NAME="A \"quoted\" \$name \n"  # after
        EMPTY=
        ODD=a\ b'c'"d"
        ID=alpine
        """#))
    #expect(release.id == "alpine")
    #expect(release.idLike == ["rhel", "fedora"])
    #expect(release.versionID == "12")
    #expect(release.prettyName == #"A "quoted" $name \n"#)
    #expect(release.fields["EMPTY"] == "")
    #expect(release.fields["ODD"] == "a bcd")
    #expect(release.problems.isEmpty)
  }

  @Test(arguments: ["rubbish", "1A=b", "A-B=c", "A=\"open", "A='open", "A=two words", "=x"])
  func `what no shell would take is told`(line: String) {
    let release = OSRelease(parsing: bytes("ID=a\n\(line)\n"))
    #expect(release.problems.map(\.line) == [2])
    #expect(release.fields == ["ID": "a"])
  }

  @Test func `without an ID the system is linux`() {
    #expect(OSRelease(parsing: []).id == "linux")
    #expect(OSRelease(parsing: []).idLike.isEmpty)
  }

  @Test func `random bytes end in entries or problems, line by line`() {
    let text = bytes("root:x:0:0:root:/root:/bin/sh\nsudo:$6$salt$hash:27:a,b\nID=\"x\"\n")
    for copy in damaged(text, count: 3_000) {
      let lines = copy.split(separator: .lineFeed, omittingEmptySubsequences: false).count
      let passwd = PasswdFile(parsing: copy)
      // A last line without an end may be both.
      #expect(Set(passwd.users.map(\.line) + passwd.problems.map(\.line)).count <= lines)
      #expect(passwd.users.count + passwd.problems.count <= lines + 1)
      let shadow = ShadowFile(parsing: copy)
      #expect(Set(shadow.entries.map(\.line) + shadow.problems.map(\.line)).count <= lines)
      #expect(shadow.entries.count + shadow.problems.count <= lines + 1)
      #expect(OSRelease(parsing: copy).problems.count <= lines)
    }
  }
}
