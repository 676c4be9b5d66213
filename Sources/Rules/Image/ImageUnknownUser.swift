import Findings
import Images

extension Rule {
  static let imageUnknownUser = Rule(
    id: "image-unknown-user",
    summary: "The image names a user or group that it does not have.",
    why: """
      The engine looks up the names in the image's own /etc/passwd and /etc/group. If a name is missing, the \
      container does not start; often the user was created in a stage that was not copied.
      """,
    fix: "Create the user and the group in the final stage, or write their IDs: USER 10001:10001.",
    severity: .medium, confidence: .certain,
    references: [.cis("4.1")],
    triggering: [
      .image(
        "a name that passwd lacks",
        """
        ▶ User: app
        layer: ADD rootfs.tar /
          -rw-r--r-- 0:0 /etc/passwd
            | root:x:0:0:root:/root:/bin/sh
        """),
      .image(
        "a name in an image without passwd",
        """
        ▶ User: app
        layer: COPY app /app
          -rwxr-xr-x 0:0 /app
        """),
      .image(
        "a group that /etc/group lacks",
        """
        ▶ User: 1000:ghost
        layer: ADD rootfs.tar /
          -rw-r--r-- 0:0 /etc/group
            | app:x:1000:
        """),
      .image(
        "a group in an image without /etc/group",
        """
        ▶ User: root:staff
        layer: COPY app /app
          -rwxr-xr-x 0:0 /app
        """),
    ],
    silent: [
      .image(
        "a user and a group that the image has",
        """
        User: app:web
        layer: RUN useradd app
          -rw-r--r-- 0:0 /etc/passwd
            | app:x:1000:1000::/home/app:/bin/sh
          -rw-r--r-- 0:0 /etc/group
            | web:x:33:
        """),
      .image("IDs, which need no entry", "User: 10001:10001"),
      .image("root, which needs no entry", "User: root"),
      .image(
        "a name in passwd",
        """
        User: app
        layer: RUN useradd app
          -rw-r--r-- 0:0 /etc/passwd
            | app:x:1000:1000::/home/app:/bin/sh
        """),
    ],
    needs: [.tree, .users],
    check: .image { image, _ in
      guard !image.platform.isWindows else { return [] }
      if case .unknown(let name) = image.user {
        let reason =
          image.facts.passwd == nil ? "has no /etc/passwd" : "its /etc/passwd has no such user"
        return [Match(.config("User"), "The image runs as '\(name)', but \(reason).")]
      }
      guard let group = image.unknownGroup else { return [] }
      let reason =
        image.facts.group == nil ? "has no /etc/group" : "its /etc/group has no such group"
      return [
        Match(
          .config("User"),
          "The image runs in the group '\(group)', but \(reason), so engines refuse to start it.")
      ]
    })
}
