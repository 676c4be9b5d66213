import Findings
import Images

extension Rule {
  static let layerRemoteLoginServer = Rule(
    id: "layer-remote-login-server",
    summary: "A remote login server is in the image.",
    why: """
      A second service that gives a shell is a second way in, with accounts and keys that nobody rotates. The \
      container engine already gives a shell, and logs who used it.
      """,
    fix: "Remove the server, and use docker exec or kubectl exec.",
    severity: .medium, confidence: .certain,
    references: [.cis("5.7"), .nist("4.4.3")],
    triggering: [
      .image(
        "an SSH server",
        """
        layer: RUN apt-get install openssh-server
        ▶ package dpkg openssh-server 1:9.2p1
        """)
    ],
    silent: [
      .image(
        "the client alone",
        """
        layer: RUN apt-get install openssh-client
          package dpkg openssh-client 1:9.2p1
        """)
    ],
    check: .image { image, _ in ToolSearch.loginServers.matches(in: image) })
}
