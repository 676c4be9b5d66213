import ArchiveIO
import Findings
import Images

extension Rule {
  static let layerSourceMap = Rule(
    id: "layer-source-map",
    summary: "Source maps are in the image.",
    why: """
      A source map holds the sources from which a script was made. A server that hands out the directory \
      hands them out too.
      """,
    fix: "Build without source maps for production, or keep them with the tool that collects errors.",
    severity: .low, confidence: .firm,
    references: [.cwe(540)],
    triggering: [
      .image(
        "beside the script",
        """
        layer: COPY dist /app
        ▶ -rw-r--r-- 0:0 /app/main.js.map 40
          -rw-r--r-- 0:0 /app/main.js 40
        """)
    ],
    silent: [
      .image(
        "of packages, and maps of something else",
        """
        layer: COPY . /app
          -rw-r--r-- 0:0 /app/node_modules/x/x.js.map 40
          -rw-r--r-- 0:0 /app/world.map 40
        """)
    ],
    check: .image { image, _ in
      let endings = [".js.map", ".mjs.map", ".cjs.map", ".css.map"]
      let files = image.sightings(withSuffix: ".map").filter { file in
        file.state == .visible && file.entry.kind == .file && image.isOwn(file)
          && endings.contains { file.path.name.hasSuffix($0) }
      }
      return FileGroups.matches(files) { count, bytes, place in
        "\(Phrase.count(count, "source map")) with \(ByteCount.show(bytes)) in \(place.shown)."
      }
    })
}
