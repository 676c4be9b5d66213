import Testing

@testable import Images

@Suite struct SudoersTests {
  private func grants(_ text: String) -> [String] {
    Sudoers(parsing: bytes(text)).grants.map {
      "\($0.line) \($0.subject) \($0.runAs ?? "-") \($0.commands.joined(separator: ";"))"
    }
  }

  @Test(arguments: [
    "root ALL=(ALL:ALL) ALL", "%sudo ALL=(ALL:ALL) ALL", "# app ALL=(ALL) NOPASSWD: ALL",
    "app ALL=(ALL) NOPASSWD: PASSWD: ALL", "app ALL = PASSWD: ALL # NOPASSWD: ALL",
    "app ALL=(ALL) NOPASSWD: !ALL", "!app ALL=(ALL) NOPASSWD: ALL", "Defaults env_reset, mail_badpass",
    "Defaults authenticate", "Cmnd_Alias NOPASSWD_X = /bin/a", "", "Defaults secure_path=\"/a:/b\"",
  ])
  func `what asks for a password is no grant`(line: String) {
    let file = Sudoers(parsing: bytes(line))
    #expect(file.grants.isEmpty)
    #expect(file.problems.isEmpty)
  }

  @Test func `users, groups, numbers and everyone`() {
    #expect(grants("app ALL=(ALL) NOPASSWD: ALL") == [#"1 user("app") ALL ALL"#])
    #expect(grants("\n%wheel\tALL=(ALL:ALL)\tNOPASSWD:ALL\n") == [#"2 group("wheel") ALL:ALL ALL"#])
    #expect(grants("#1000 ALL = NOPASSWD : /bin/a -x, /bin/b") == ["1 uid(1000) - /bin/a -x;/bin/b"])
    #expect(grants("ALL ALL=NOPASSWD:ALL") == ["1 everyone - ALL"])
    #expect(grants("%#10 h=NOPASSWD:ALL") == [##"1 group("#10") - ALL"##])
    #expect(grants("+net h=NOPASSWD:ALL") == [#"1 foreign("+net") - ALL"#])
    #expect(grants(#""user name" ALL=NOPASSWD: ALL"#) == [#"1 user("user name") - ALL"#])
    #expect(grants("a , b ALL=NOPASSWD: ALL").count == 2)
  }

  @Test func `a tag lasts until the opposite one`() {
    #expect(
      grants("app ALL=(root) /bin/a, NOPASSWD: /bin/b, SETENV: /bin/c, PASSWD: /bin/d")
        == [#"1 user("app") root /bin/b;/bin/c"#])
  }

  @Test func `another host is another rule`() {
    #expect(
      grants("app h1 = NOPASSWD: /bin/a : h2 = /bin/b : h3 = NOPASSWD: /bin/c")
        == [#"1 user("app") - /bin/a"#, #"1 user("app") - /bin/c"#])
  }

  @Test func `options and digests before a command are passed over`() {
    #expect(
      grants("app ALL=(root) CWD=/tmp TIMEOUT=5m NOEXEC: NOPASSWD: sha256:abc= /bin/a")
        == [#"1 user("app") root /bin/a"#])
  }

  @Test func `escaped and quoted marks stay in a command`() {
    #expect(grants(#"app ALL=NOPASSWD: /bin/a x\,y\:z "a,b""#) == [#"1 user("app") - /bin/a x\,y\:z "a,b""#])
  }

  @Test func `aliases are followed, also when defined later, and once when they lead to themselves`() {
    let text = """
      ADMINS ALL=(ALL) NOPASSWD: TOOLS
      User_Alias ADMINS = alice, %ops, MORE : MORE = bob, ADMINS, !carol
      Cmnd_Alias TOOLS = /bin/a, \\
          /bin/b -x
      """
    #expect(
      grants(text) == [
        #"1 user("alice") ALL /bin/a;/bin/b -x"#, #"1 group("ops") ALL /bin/a;/bin/b -x"#,
        #"1 user("bob") ALL /bin/a;/bin/b -x"#,
      ])
  }

  @Test func `aliases that double at each step do not grow without bound`() {
    var text = "A0 ALL=NOPASSWD: ALL\n"
    for step in 0..<200 { text += "User_Alias A\(step) = A\(step + 1), A\(step + 1)\n" }
    text += "User_Alias A200 = end\n"
    #expect(grants(text) == [#"1 user("end") - ALL"#])
  }

  @Test func `defaults free from the password too`() {
    #expect(grants("Defaults !authenticate") == ["1 everyone - ALL"])
    #expect(grants("Defaults:app,%ops env_reset, !authenticate").count == 2)
    #expect(grants("Defaults exempt_group = admin") == [#"1 group("admin") - ALL"#])
  }

  @Test func `a continued line has the number of its first, and a comment is not continued`() {
    #expect(grants("# x \\\napp ALL=\\\n  NOPASSWD: \\\n  ALL\n") == [#"2 user("app") - ALL"#])
  }

  @Test func `included files are noted`() {
    let file = Sudoers(
      parsing: bytes(
        "@includedir /etc/sudoers.d\n#includedir /x\n#include \"/a b\"\n@include y\n# include z\n"))
    #expect(file.includes.map(\.path) == ["/etc/sudoers.d", "/x", "/a b", "y"])
    #expect(file.includes.map(\.isDirectory) == [true, true, false, false])
    #expect(file.problems.isEmpty)
  }

  @Test(arguments: [
    "rubbish", "app ALL", "app ALL=", "app = NOPASSWD: ALL", "app ALL=(ALL", "app ALL=NOPASSWD:",
  ])
  func `what is no rule is told`(line: String) {
    let file = Sudoers(parsing: bytes("\n\(line)"))
    #expect(file.problems.map(\.line) == [2])
    #expect(file.grants.isEmpty)
  }

  @Test func `damaged rules give grants or problems, of lines that are there`() {
    let text = bytes(
      "User_Alias A = a, %b\nA ALL=(ALL:ALL) NOPASSWD: /bin/a \"x\", PASSWD: B : h=ALL\nDefaults:A !authenticate\n"
    )
    for copy in damaged(text, count: 3_000) {
      let file = Sudoers(parsing: copy)
      let lines = copy.split(separator: .lineFeed, omittingEmptySubsequences: false).count
      #expect(file.grants.allSatisfy { (1...lines).contains($0.line) })
      #expect(file.problems.allSatisfy { (1...lines).contains($0.line) })
    }
  }
}
