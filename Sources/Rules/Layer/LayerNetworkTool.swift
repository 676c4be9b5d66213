import Findings
import Images

extension Rule {
  static let layerNetworkTool = Rule(
    id: "layer-network-tool",
    summary: "A tool for exploring or tapping networks is in the image.",
    why: """
      netcat, nmap, tcpdump and socat are what an intruder installs first to go on from a container. The \
      application does not call them.
      """,
    fix: "Leave them out; look at the network from the host or with an ephemeral container.",
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
        "a link of BusyBox, and a tool that the health check calls",
        """
        Healthcheck: ["CMD-SHELL", "nc -z 127.0.0.1 8080 || exit 1"]
        layer: RUN apt-get install netcat-openbsd
          package dpkg netcat-openbsd 1.219-1
          lrwxrwxrwx 0:0 /usr/bin/telnet -> /bin/busybox
        """)
    ],
    check: .image { image, _ in ToolSearch.networkTools.matches(in: image, sparingUsed: true) })
}
