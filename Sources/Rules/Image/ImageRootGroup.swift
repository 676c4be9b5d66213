import Findings
import Images

extension Rule {
  static let imageRootGroup = Rule(
    id: "image-root-group",
    summary: "The container's processes run in root's group.",
    why: """
      Root's group can read or change many files of the system and of mounted volumes. The engine puts a user \
      that is only a UID into that group. OpenShift requires it; allow this finding there.
      """,
    fix: "Give the user a group of its own, and state both IDs: USER 10001:10001.",
    severity: .low, confidence: .certain,
    references: [.cwe(250)],
    triggering: [
      .image("root's group, named", "▶ User: 10001:0"),
      .image("a UID without a group or an entry in passwd", "▶ User: 10001"),
      .image(
        "a user whose own group is root's",
        """
        ▶ User: app
        layer: RUN useradd -g 0 app
          -rw-r--r-- 0:0 /etc/passwd
            | app:x:1000:0::/home/app:/bin/sh
        """),
    ],
    silent: [
      .image("a group of its own", "User: 10001:10001"),
      .image(
        "a user with a group of its own",
        """
        User: app
        layer: RUN useradd app
          -rw-r--r-- 0:0 /etc/passwd
            | app:x:1000:1000::/home/app:/bin/sh
        """),
      .image("root, which another rule reports", "User: root"),
    ],
    check: .image { image, _ in
      guard image.hasConfig, !image.platform.isWindows, let identity = image.identity else { return [] }
      guard !identity.isRoot, identity.gid == 0 else { return [] }
      let user = image.config.execution.user
      let own =
        image.facts.passwd?.user(uid: identity.uid)?.gid == 0
        ? ", which is its own group in /etc/passwd" : ", because neither it nor /etc/passwd names another"
      return [
        Match(
          .config("User"),
          "The user '\(user)' runs in root's group, GID 0\(user.contains(":") ? "" : own).")
      ]
    })
}
