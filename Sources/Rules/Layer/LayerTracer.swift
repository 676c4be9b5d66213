import Findings
import Images

extension Rule {
  static let layerTracer = Rule(
    id: "layer-tracer",
    summary: "A tracing tool is in the image.",
    why: """
      strace, perf and similar tools show the data that other processes read and write. They need capabilities \
      that a container should not have, and tempt people to grant them.
      """,
    fix: "Remove the tool, and trace from the host or with an ephemeral container (kubectl debug).",
    severity: .medium, confidence: .certain,
    references: [.cis("4.3"), .cwe(489)],
    triggering: [
      .image(
        "from the distribution",
        """
        layer: RUN apk add strace
        ▶ package apk strace 6.6-r0
        """)
    ],
    silent: [
      .image(
        "an application's tracing library",
        """
        layer: RUN pip install -r requirements.txt
          package python opentelemetry-sdk 1.21.0
        """)
    ],
    check: .image { image, _ in ToolSearch.tracers.matches(in: image) })
}
