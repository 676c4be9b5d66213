import ArchiveIO
import Findings
import Images

extension Rule {
  static let layerSourceMap = Rule(
    id: "layer-source-map",
    summary: "Source maps are in the image.",
    why: """
      A source map contains the sources of a script. A server that serves its directory serves the sources \
      too.
      """,
    fix: "Build without source maps for production, or upload them only to the error tracker.",
    severity: .low, confidence: .firm,
    references: [.cwe(540)],
    triggering: [
      .image(
        "a source map beside its script",
        """
        layer: COPY dist /app
        ▶ -rw-r--r-- 0:0 /app/main.js.map 40
          -rw-r--r-- 0:0 /app/main.js 40
        """)
    ],
    silent: [
      .image(
        "source maps of packages, and other maps",
        """
        layer: COPY . /app
          -rw-r--r-- 0:0 /app/node_modules/x/x.js.map 40
          -rw-r--r-- 0:0 /app/world.map 40
        """)
    ],
    check: .image { image, _ in
      let endings = [".js.map", ".mjs.map", ".cjs.map", ".css.map"]
      let files = image.occurrences(withSuffix: ".map").filter { file in
        file.state == .visible && file.entry.kind == .file && image.isOwn(file)
          && endings.contains { file.path.name.hasSuffix($0) }
      }
      return FileGroups.matches(files) { count, bytes, place in
        count == 1
          ? "\(place.shown) is a source map with \(ByteCount.show(bytes))."
          : "\(place.shown) holds \(count) source maps with \(ByteCount.show(bytes))."
      }
    })
}
