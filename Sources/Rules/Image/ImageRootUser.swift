import Findings
import Images

extension Rule {
  static let imageRootUser = Rule(
    id: "image-root-user",
    summary: "The container's processes run as root.",
    why: """
      A process that is root in a container is root to everything that the container shares with the host: a \
      mounted directory, a socket, a kernel interface. Any flaw in the application is then a flaw of the host.
      """,
    fix: "Create a user with a fixed UID in the Dockerfile, and end the file with it: USER 10001:10001.",
    severity: .high, confidence: .certain,
    references: [.cis("4.1"), .cwe(250), .nist("4.4.1")],
    triggering: [
      .image(
        "no user at all",
        """
        ▶ User:
        layer: COPY app /app
          -rwxr-xr-x 0:0 /app
        """),
      .image("root's UID", "▶ User: 0:0"),
      .image("root with a group", "▶ User: root:app"),
      .image(
        "a name that the image's own passwd maps to 0",
        """
        ▶ User: admin
        layer: COPY passwd /etc/passwd
          -rw-r--r-- 0:0 /etc/passwd
            | root:x:0:0:root:/root:/bin/sh
            | admin:x:0:0::/home/admin:/bin/sh
        """),
    ],
    silent: [
      .image("a UID that is not 0", "User: 10001"),
      .image(
        "a name with a UID of its own",
        """
        User: app
        layer: RUN useradd app
          -rw-r--r-- 0:0 /etc/passwd
            | root:x:0:0:root:/root:/bin/sh
            | app:x:1000:1000::/home/app:/bin/sh
        """),
      .image(
        "a Windows image, which has no Unix user",
        """
        platform: windows/amd64
        User:
        """),
    ],
    check: .image { image, _ in
      guard image.hasConfig, !image.platform.isWindows else { return [] }
      let message: String
      switch image.user {
      case .notSet: message = "USER is not set, so the container runs as root."
      case .root(let name) where name == "0": message = "The user is 0, which is root."
      case .root(let name): message = "The user '\(name)' is root, because its UID is 0."
      case .other, .unknown: return []
      }
      var match = Match(.config("User"), message)
      match.facts = [Fact(.user)]
      return [match]
    })
}
