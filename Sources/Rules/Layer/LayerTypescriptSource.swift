import ArchiveIO
import Findings
import Images

extension Rule {
  static let layerTypescriptSource = Rule(
    id: "layer-typescript-source",
    summary: "TypeScript sources are in the image beside what was compiled from them.",
    why: """
      Node runs the compiled files. The sources show that the image was built in one stage, with all the \
      tools that this needs.
      """,
    fix: "Compile in a stage of its own and copy only the compiled files.",
    severity: .low, confidence: .firm,
    references: [.nist("4.1.2")],
    triggering: [
      .image(
        "with the compiled files",
        """
        layer: COPY . /app
        ▶ -rw-r--r-- 0:0 /app/src/server.ts 40
        layer: RUN npm run build
          -rw-r--r-- 0:0 /app/dist/server.js 40
        """)
    ],
    silent: [
      .image(
        "run as they are, declarations, and translations of Qt",
        """
        layer: COPY . /app
          -rw-r--r-- 0:0 /app/src/server.ts 40
          -rw-r--r-- 0:0 /app/src/types.d.ts 40
          -rw-r--r-- 0:0 /app/i18n/app_de.ts 40
          -rw-r--r-- 0:0 /app/public/other.js 40
        """)
    ],
    check: .image { image, _ in
      let sources = [".ts", ".tsx", ".mts", ".cts"].flatMap { image.sightings(withSuffix: $0) }.filter {
        $0.state == .visible && $0.entry.kind == .file && !$0.path.name.hasSuffix(".d.ts") && image.isOwn($0)
      }
      let isCompiled = sources.contains { source in
        let stem = source.path.name.prefix { $0 != "." }
        return [".js", ".mjs", ".cjs"].contains { ending in
          image.sightings(named: stem + ending).contains { $0.state == .visible && image.isOwn($0) }
        }
      }
      guard isCompiled else { return [] }
      return FileGroups.matches(sources) { count, bytes, place in
        "\(Phrase.count(count, "TypeScript file")) with \(ByteCount.show(bytes)) in \(place.shown), though the "
          + "image has the compiled ones."
      }
    })
}
