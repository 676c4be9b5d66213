import Findings
import Images

extension Rule {
  static let layerSecondRoot = Rule(
    id: "layer-second-root",
    summary: "An account other than root has UID 0.",
    why: """
      The system identifies users by UID: an account with UID 0 is root under another name, with its own \
      password and keys, and people who look for root overlook it.
      """,
    fix: """
      Give the account a UID of its own: RUN sed -i 's/^NAME:x:0:/NAME:x:10001:/' /etc/passwd. usermod -u \
      fails there with status 8, because the build runs as UID 0.
      """,
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
        "members of root's group",
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
          at: "etc/passwd", line: user.line, "The account '\(user.name)' has UID 0, so it is root.",
          subject: user.name)
      }
    })
}
