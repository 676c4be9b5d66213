import ArchiveIO
import Findings
import Images
import Policies

extension Rule {
  static let layerLogFile = Rule(
    id: "layer-log-file",
    summary: "Log files are in the image.",
    why: """
      A container does not need the build's logs, and they reveal details of the machine that built the image.
      """,
    fix: "Delete the logs in the RUN that writes them, and add **/*.log to .dockerignore.",
    severity: .low, confidence: .certain,
    references: [.nist("4.1.2")],
    triggering: [
      .image(
        "large logs of the distribution",
        """
        layer: RUN apt-get install everything
        ▶ drwxr-xr-x 0:0 /var/log
          -rw-r--r-- 0:0 /var/log/dpkg.log 1200000
        """),
      .image(
        "a log of the application",
        """
        layer: COPY . /app
        ▶ -rw-r--r-- 0:0 /app/logs/production.log 20000
        """),
    ],
    silent: [
      .image(
        "small logs, and logs of packages",
        """
        layer: RUN apt-get install curl
          -rw-r--r-- 0:0 /var/log/dpkg.log 30000
          -rw-r--r-- 0:0 /app/node_modules/x/debug.log 20000
          -rw-r--r-- 0:0 /app/empty.log 0
        """)
    ],
    check: .image { image, policy in
      let system = FolderSearch(folders: [.init(ending: "/var/log", name: "The system log")])
      let logs = ArchivePath("var/log")
      let files = image.occurrences(withSuffix: ".log").filter {
        $0.state == .visible && $0.entry.kind == .file && !$0.path.isBelow(logs) && image.isOwn($0)
      }
      return system.matches(in: image, least: policy.image.smallestWaste)
        + FileGroups.matches(files, least: policy.image.smallestCache) { count, bytes, place in
          count == 1
            ? "\(place.shown) is a log with \(ByteCount.show(bytes))."
            : "\(place.shown) holds \(count) logs with \(ByteCount.show(bytes))."
        }
    })
}
