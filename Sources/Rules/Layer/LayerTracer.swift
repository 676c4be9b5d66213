import Findings
import Images

extension Rule {
  static let layerTracer = Rule(
    id: "layer-tracer",
    summary: "A tool that traces processes is in the image.",
    why: """
      strace, perf and their like show the data that other processes read and write. They ask for \
      capabilities that a container should not have, and their presence invites to grant them.
      """,
    fix: "Trace from the host or with an ephemeral container; leave the tool out of this image.",
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
        "a library of traces for an application",
        """
        layer: RUN pip install -r requirements.txt
          package python opentelemetry-sdk 1.21.0
        """)
    ],
    check: .image { image, _ in ToolSearch.tracers.matches(in: image) })
}
