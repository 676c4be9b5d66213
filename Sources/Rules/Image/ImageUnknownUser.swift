import Findings
import Images

extension Rule {
  static let imageUnknownUser = Rule(
    id: "image-unknown-user",
    summary: "The image names a user that it does not have.",
    why: """
      The engine looks the name up in the image's own /etc/passwd when a container starts. A name that is not \
      there makes the start fail; it often means that the user was created in a stage that was not copied.
      """,
    fix: "Create the user in the final stage, or write its number: USER 10001:10001.",
    severity: .medium, confidence: .certain,
    references: [.cis("4.1")],
    examples: [
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
      .image("a number needs no entry", "User: 10001"),
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
    check: .image { image, _ in
      guard case .unknown(let name) = image.user, !image.platform.isWindows else { return [] }
      let reason =
        image.facts.passwd == nil ? "the image has no /etc/passwd" : "its /etc/passwd has no such name"
      return [Match(.config("User"), "The image is to run as '\(name)', but \(reason).")]
    })
}
