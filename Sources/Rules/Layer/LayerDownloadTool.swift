import Findings
import Images

extension Rule {
  static let layerDownloadTool = Rule(
    id: "layer-download-tool",
    summary: "A tool that downloads files is in the image.",
    why: """
      curl and wget are how most attacks bring in their second step. Many images need one of them for a \
      health check or a script; where nothing calls it, it can go.
      """,
    fix: "Remove it in the RUN that installed it, or let the health check use the application itself.",
    severity: .note, confidence: .certain,
    references: [.cis("4.3")],
    triggering: [
      .image(
        "nothing that is known calls it",
        """
        layer: RUN apt-get install curl
        ▶ package dpkg curl 7.88.1-10
        """)
    ],
    silent: [
      .image(
        "the health check calls it",
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
