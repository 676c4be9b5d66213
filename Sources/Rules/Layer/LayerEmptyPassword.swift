import Findings
import Images

extension Rule {
  static let layerEmptyPassword = Rule(
    id: "layer-empty-password",
    summary: "An account has an empty password.",
    why: """
      Anyone who reaches a login, su or an SSH server in the container becomes that user without a password. \
      An account that nobody logs in to needs a locked password, not an empty one.
      """,
    fix: "Lock the account in the Dockerfile: RUN passwd -l NAME, or RUN usermod -p '*' NAME.",
    severity: .high, confidence: .certain,
    references: [.cwe(258)],
    triggering: [
      .image(
        "an empty field in shadow",
        """
        layer: ADD rootfs.tar /
          -rw-r--r-- 0:0 /etc/passwd
            | root:x:0:0:root:/root:/bin/sh
          ▶ -rw-r----- 0:42 /etc/shadow
            | root::19000:0:99999:7:::
        """),
      .image(
        "an empty field in passwd",
        """
        layer: ADD rootfs.tar /
          ▶ -rw-r--r-- 0:0 /etc/passwd
            | root::0:0:root:/root:/bin/sh
        """),
    ],
    silent: [
      .image(
        "locked accounts",
        """
        layer: ADD rootfs.tar /
          -rw-r--r-- 0:0 /etc/passwd
            | root:x:0:0:root:/root:/bin/sh
          -rw-r----- 0:42 /etc/shadow
            | root:*:19000:0:99999:7:::
            | daemon:!:19000:0:99999:7:::
            | bin:!!:19000:0:99999:7:::
        """),
      .image(
        "a group's empty password, which only its members can use",
        """
        layer: ADD rootfs.tar /
          -rw-r--r-- 0:0 /etc/group
            | root::0:
          -rw-r----- 0:42 /etc/gshadow
            | root:::
        """),
      .image(
        "a shadow file that a later layer replaces",
        """
        layer: ADD rootfs.tar /
          -rw-r----- 0:42 /etc/shadow
            | root::19000:0:99999:7:::
        layer: RUN passwd -l root
          -rw-r----- 0:42 /etc/shadow
            | root:!:19000:0:99999:7:::
        """),
    ],
    check: .image { image, _ in
      let users = (image.facts.passwd?.users ?? []).filter { $0.password == .empty }
      let entries = (image.facts.shadow?.entries ?? []).filter { $0.password == .empty }
      let inPasswd = users.compactMap { image.emptyPassword($0.name, "etc/passwd", $0.line) }
      return inPasswd + entries.compactMap { image.emptyPassword($0.name, "etc/shadow", $0.line) }
    })
}

extension ImageFacts {
  fileprivate func emptyPassword(_ name: String, _ path: String, _ line: Int) -> Match? {
    match(at: path, line: line, "The account '\(name)' has an empty password.", subject: name)
  }
}
