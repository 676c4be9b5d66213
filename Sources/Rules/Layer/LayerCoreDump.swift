import Findings
import Images

extension Rule {
  static let layerCoreDump = Rule(
    id: "layer-core-dump",
    summary: "A memory dump of a process is in the image.",
    why: """
      A dump holds everything the process knew: keys, passwords, user requests. It means that something \
      crashed while the image was built.
      """,
    fix: """
      Delete the dump in the step that creates it, find out what crashed, and change the secrets that the \
      process had.
      """,
    severity: .medium, confidence: .firm,
    references: [.cwe(528), .cis("4.10")],
    triggering: [
      .image(
        "a dump of a native program",
        """
        layer: RUN make check
        ▶ -rw------- 0:0 /app/core 8000
        """),
      .image(
        "a dump with a process ID, deleted later",
        """
        layer: RUN make check
        ▶ -rw------- 0:0 /app/core.4711 80000
        layer: RUN rm /app/core.4711
          delete /app/core.4711
        """),
      .image(
        "a Java heap dump",
        """
        layer: COPY . /app
        ▶ -rw-r--r-- 0:0 /app/java_pid1.hprof 8000
        """),
    ],
    silent: [
      .image(
        "directories, modules and scripts with that name",
        """
        layer: COPY . /app
          drwxr-xr-x 0:0 /app/core
          -rw-r--r-- 0:0 /app/core/core.py 9000
          -rwxr-xr-x 0:0 /app/bin/core 90
          -rw-r--r-- 0:0 /app/node_modules/x/core 9000
        """)
    ],
    check: .image { image, _ in CoreDumps.matches(in: image) })
}
