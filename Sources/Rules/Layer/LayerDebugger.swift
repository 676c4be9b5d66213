import Findings
import Images

extension Rule {
  static let layerDebugger = Rule(
    id: "layer-debugger",
    summary: "A debugger is in the image.",
    why: """
      A debugger can read and change the memory of running processes, with their keys, sessions and passwords. \
      Some debuggers open a port that takes commands.
      """,
    fix: """
      Remove the debugger, and debug with an ephemeral container (kubectl debug) or a separate debug image.
      """,
    severity: .medium, confidence: .certain,
    references: [.cis("4.3"), .cwe(489)],
    triggering: [
      .image(
        "from the distribution",
        """
        layer: RUN apt-get install gdb
        ▶ package dpkg gdb 13.1-3
        """),
      .image(
        "a library that opens a port",
        """
        layer: RUN pip install debugpy
        ▶ package python debugpy 1.8.0
        """),
      .image(
        "a program built from source",
        """
        layer: RUN go install github.com/go-delve/delve/cmd/dlv@v1.22.0
        ▶ -rwxr-xr-x 0:0 /root/go/bin/dlv 4000
        """),
    ],
    silent: [
      .image(
        "a library's debugger data, and Ruby's own debugger",
        """
        layer: RUN apt-get install libstdc++6
          -rw-r--r-- 0:0 /usr/share/gdb/auto-load/libstdc++.py 400
          package gem debug 1.9.1
        """)
    ],
    check: .image { image, _ in ToolSearch.debuggers.matches(in: image) })
}
