import Findings
import Images

extension Rule {
  static let imageNamedUser = Rule(
    id: "image-named-user",
    summary: "The user is a name where Kubernetes needs a number.",
    why: """
      Kubernetes does not look into an image for the number of a user. A pod that has runAsNonRoot and an image \
      whose user is a name does not start, even if the name is not root's.
      """,
    fix: "Write the user's number in the Dockerfile: USER 10001:10001.",
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
        "a name with a numbered group",
        """
        ▶ User: app:1000
        layer: RUN useradd app
          -rw-r--r-- 0:0 /etc/passwd
            | app:x:1000:1000::/home/app:/bin/sh
        """),
    ],
    silent: [
      .image("a number", "User: 10001"),
      .image("a number with a named group", "User: 10001:app"),
      .image("root, which is another rule's", "User: root"),
      .image("a name that is not there, which is another rule's", "User: app"),
    ],
    check: .image { image, _ in
      guard !image.platform.isWindows, case .other(let name, let uid?) = image.user, UInt32(name) == nil
      else {
        return []
      }
      let message = "The user is '\(name)': Kubernetes cannot tell that it is not root."
      return [Match(.config("User"), message, fix: "Write its number: USER \(uid).")]
    })
}
