import Findings
import Images

extension Rule {
  static let imageNamedUser = Rule(
    id: "image-named-user",
    summary: "The user is a name, but Kubernetes needs a UID.",
    why: """
      Kubernetes does not look up a user's UID in the image. With runAsNonRoot it refuses to start a pod whose \
      image names its user, even if that user is not root.
      """,
    fix: "Write the UID and GID in the Dockerfile: USER 10001:10001.",
    severity: .low, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "a name",
        """
        ▶ User: app
        layer: RUN useradd app
          -rw-r--r-- 0:0 /etc/passwd
            | app:x:1000:1000::/home/app:/bin/sh
        """),
      .image(
        "a name with a GID",
        """
        ▶ User: app:1000
        layer: RUN useradd app
          -rw-r--r-- 0:0 /etc/passwd
            | app:x:1000:1000::/home/app:/bin/sh
        """),
    ],
    silent: [
      .image("a UID", "User: 10001"),
      .image("a UID with a named group", "User: 10001:app"),
      .image("root, which another rule reports", "User: root"),
      .image("an unknown name, which another rule reports", "User: app"),
    ],
    check: .image { image, _ in
      guard !image.platform.isWindows, case .other(let name, let uid?) = image.user, UInt32(name) == nil
      else {
        return []
      }
      let message = "The user is '\(name)', a name, so Kubernetes cannot tell that it is not root."
      return [Match(.config("User"), message, fix: "Write the UID in the Dockerfile: USER \(uid).")]
    })
}
