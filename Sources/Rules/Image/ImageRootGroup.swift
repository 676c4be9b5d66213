import Findings
import Images

extension Rule {
  static let imageRootGroup = Rule(
    id: "image-root-group",
    summary: "The container's processes belong to the group of root.",
    why: """
      Many files of a system, and of mounted volumes, can be read or changed by the group of root. A user with a \
      number of its own and no group gets that group from the engine. OpenShift asks for it; then allow it.
      """,
    fix: "Give the user a group of its own and name both by number: USER 10001:10001.",
    severity: .low, confidence: .certain,
    references: [.cwe(250)],
    triggering: [
      .image("the group named", "▶ User: 10001:0"),
      .image("a number without a group and without an entry in passwd", "▶ User: 10001"),
      .image(
        "a user whose own group is that of root",
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
      .image("root, which is another rule's", "User: root"),
    ],
    check: .image { image, _ in
      guard image.hasConfig, !image.platform.isWindows, let identity = image.identity else { return [] }
      guard !identity.isRoot, identity.gid == 0 else { return [] }
      let user = image.config.execution.user
      let reason = user.contains(":") ? "" : ": no group is named and none is found for the user"
      let own =
        image.facts.passwd?.user(uid: identity.uid)?.gid == 0 ? ": it is the user's own group" : reason
      return [
        Match(
          .config("User"),
          "The user '\(user)' runs in the group 0, which is root's\(user.contains(":") ? "" : own).")
      ]
    })
}
