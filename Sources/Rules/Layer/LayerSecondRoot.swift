import Findings
import Images

extension Rule {
  static let layerSecondRoot = Rule(
    id: "layer-second-root",
    summary: "Another account than root has the number 0.",
    why: """
      The system knows users by number: an account with the number 0 is root under another name, with a password \
      and keys of its own, and is overlooked where people look for root.
      """,
    fix: "Give the account a number of its own: RUN usermod -u 10001 NAME.",
    severity: .high, confidence: .certain,
    references: [.cwe(250)],
    triggering: [
      .image(
        "a second name for root",
        """
        layer: COPY passwd /etc/passwd
          ▶ -rw-r--r-- 0:0 /etc/passwd
            | root:x:0:0:root:/root:/bin/sh
            | admin:x:0:0::/home/admin:/bin/sh
        """)
    ],
    silent: [
      .image(
        "users of the group of root are not root",
        """
        layer: ADD rootfs.tar /
          -rw-r--r-- 0:0 /etc/passwd
            | root:x:0:0:root:/root:/bin/sh
            | operator:x:11:0:operator:/root:/sbin/nologin
            | sync:x:5:0:sync:/sbin:/bin/sync
        """)
    ],
    check: .image { image, _ in
      (image.facts.passwd?.users ?? []).filter { $0.uid == 0 && $0.name != "root" }.compactMap { user in
        image.match(
          at: "etc/passwd", line: user.line, "The account '\(user.name)' has the number 0, so it is root.",
          subject: user.name)
      }
    })
}
