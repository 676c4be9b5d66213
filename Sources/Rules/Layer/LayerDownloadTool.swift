import Findings
import Images

extension Rule {
  static let layerDownloadTool = Rule(
    id: "layer-download-tool",
    summary: "A download tool is in the image.",
    why: """
      Attackers often use curl or wget to fetch their second stage. Many images need one of them for a health \
      check or a script; here nothing is known to call it.
      """,
    fix: "Remove the tool in the RUN that installs it, or let the application check its own health.",
    severity: .note, confidence: .certain,
    references: [.cis("4.3")],
    triggering: [
      .image(
        "a tool that nothing calls",
        """
        layer: RUN apt-get install curl
        ▶ package dpkg curl 7.88.1-10
        """)
    ],
    silent: [
      .image(
        "a tool that the health check calls",
        """
        Healthcheck: ["CMD", "/usr/bin/curl", "-f", "http://127.0.0.1:8080/health"]
        layer: RUN apt-get install curl
          package dpkg curl 7.88.1-10
        """),
      .image(
        "only the library",
        """
        layer: RUN apt-get install libcurl4
          package dpkg libcurl4 7.88.1-10
        """),
    ],
    check: .image { image, _ in ToolSearch.downloadTools.matches(in: image, sparingUsed: true) })
}
