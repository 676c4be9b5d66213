import Findings
import Images

extension Rule {
  static let imageUnknownUser = Rule(
    id: "image-unknown-user",
    summary: "The image names a user or group that it does not have.",
    why: """
      The engine looks the names up in the image's own /etc/passwd and /etc/group when a container starts. A name \
      that is not there makes the start fail; it often means that the user was created in a stage that was not copied.
      """,
    fix: "Create user and group in the final stage, or write their numbers: USER 10001:10001.",
    severity: .medium, confidence: .certain,
    references: [.cis("4.1")],
    triggering: [
      .image(
        "a name that passwd does not have",
        """
        ▶ User: app
        layer: ADD rootfs.tar /
          -rw-r--r-- 0:0 /etc/passwd
            | root:x:0:0:root:/root:/bin/sh
        """),
      .image(
        "a name where there is no passwd",
        """
        ▶ User: app
        layer: COPY app /app
          -rwxr-xr-x 0:0 /app
        """),
      .image(
        "a group that is not there, after a number and after a name",
        """
        ▶ User: 1000:ghost
        layer: ADD rootfs.tar /
          -rw-r--r-- 0:0 /etc/group
            | app:x:1000:
        """),
      .image(
        "a group where there is no file of groups",
        """
        ▶ User: root:staff
        layer: COPY app /app
          -rwxr-xr-x 0:0 /app
        """),
    ],
    silent: [
      .image(
        "groups that are there, and numbers of groups",
        """
        User: app:web
        layer: RUN useradd app
          -rw-r--r-- 0:0 /etc/passwd
            | app:x:1000:1000::/home/app:/bin/sh
          -rw-r--r-- 0:0 /etc/group
            | web:x:33:
        """),
      .image("a number needs no entry", "User: 10001:10001"),
      .image("root needs none either", "User: root"),
      .image(
        "a name that passwd has",
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
          image.facts.passwd == nil ? "the image has no /etc/passwd" : "its /etc/passwd has no such name"
        return [Match(.config("User"), "The image is to run as '\(name)', but \(reason).")]
      }
      guard let group = image.unknownGroup else { return [] }
      let reason =
        image.facts.group == nil ? "the image has no /etc/group" : "its /etc/group has no such name"
      return [
        Match(
          .config("User"),
          "The image is to run with the group '\(group)', but \(reason): engines refuse to start it.")
      ]
    })
}
