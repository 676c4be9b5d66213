import ArchiveIO
import Findings
import Images
import Policies

extension Rule {
  static let layerLogFile = Rule(
    id: "layer-log-file",
    summary: "Logs are in the image.",
    why: """
      Logs of the build are of no use to a container, and tell about the machine that built it.
      """,
    fix: "Remove them in the step that writes them.",
    severity: .low, confidence: .certain,
    references: [.nist("4.1.2")],
    triggering: [
      .image(
        "of the distribution, where they are large",
        """
        layer: RUN apt-get install everything
        ▶ drwxr-xr-x 0:0 /var/log
          -rw-r--r-- 0:0 /var/log/dpkg.log 1200000
        """),
      .image(
        "of the application",
        """
        layer: COPY . /app
        ▶ -rw-r--r-- 0:0 /app/logs/production.log 20000
        """),
    ],
    silent: [
      .image(
        "small ones, and those of packages",
        """
        layer: RUN apt-get install curl
          -rw-r--r-- 0:0 /var/log/dpkg.log 30000
          -rw-r--r-- 0:0 /app/node_modules/x/debug.log 20000
          -rw-r--r-- 0:0 /app/empty.log 0
        """)
    ],
    check: .image { image, policy in
      let system = FolderSearch(folders: [.init(ending: "/var/log", name: "The log of the system")])
      let logs = ArchivePath("var/log")
      let files = image.sightings(withSuffix: ".log").filter {
        $0.state == .visible && $0.entry.kind == .file && !$0.path.isBelow(logs) && image.isOwn($0)
      }
      return system.matches(in: image, least: policy.image.smallestWaste)
        + FileGroups.matches(files, least: policy.image.smallestCache) { count, bytes, place in
          "\(Phrase.count(count, "log")) with \(ByteCount.show(bytes)) in \(place.shown)."
        }
    })
}
