import Findings
import Images

extension Rule {
  static let layerNetworkTool = Rule(
    id: "layer-network-tool",
    summary: "A network exploration tool is in the image.",
    why: """
      Intruders use netcat, nmap, tcpdump and socat to move on from a container. Nothing in the image is known \
      to call the tool.
      """,
    fix: """
      Remove the tool, and inspect the network from the host or with an ephemeral container (kubectl debug).
      """,
    severity: .low, confidence: .certain,
    references: [.cis("4.3"), .nist("4.1.1")],
    triggering: [
      .image(
        "netcat from the distribution",
        """
        layer: RUN apt-get install netcat-openbsd
        ▶ package dpkg netcat-openbsd 1.219-1
        """)
    ],
    silent: [
      .image(
        "a BusyBox link, and a tool that the health check calls",
        """
        Healthcheck: ["CMD-SHELL", "nc -z 127.0.0.1 8080 || exit 1"]
        layer: RUN apt-get install netcat-openbsd
          package dpkg netcat-openbsd 1.219-1
          lrwxrwxrwx 0:0 /usr/bin/telnet -> /bin/busybox
        """)
    ],
    check: .image { image, _ in ToolSearch.networkTools.matches(in: image, sparingUsed: true) })
}
