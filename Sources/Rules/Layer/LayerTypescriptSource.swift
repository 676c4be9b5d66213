import ArchiveIO
import Findings
import Images

extension Rule {
  static let layerTypescriptSource = Rule(
    id: "layer-typescript-source",
    summary: "TypeScript sources are in the image beside their compiled files.",
    why: """
      Node.js runs the compiled files. The sources show that the image was built in one stage, with all the \
      tools that this needs.
      """,
    fix: """
      Compile in a stage of its own, and copy only the compiled files: COPY --from=build /app/dist /app/dist.
      """,
    severity: .low, confidence: .firm,
    references: [.nist("4.1.2")],
    triggering: [
      .image(
        "sources with their compiled files",
        """
        layer: COPY . /app
        ▶ -rw-r--r-- 0:0 /app/src/server.ts 40
        layer: RUN npm run build
          -rw-r--r-- 0:0 /app/dist/server.js 40
        """)
    ],
    silent: [
      .image(
        "sources that run as they are, declarations and Qt translations",
        """
        layer: COPY . /app
          -rw-r--r-- 0:0 /app/src/server.ts 40
          -rw-r--r-- 0:0 /app/src/types.d.ts 40
          -rw-r--r-- 0:0 /app/i18n/app_de.ts 40
          -rw-r--r-- 0:0 /app/public/other.js 40
        """)
    ],
    check: .image { image, _ in
      let sources = [".ts", ".tsx", ".mts", ".cts"].flatMap { image.occurrences(withSuffix: $0) }.filter {
        $0.state == .visible && $0.entry.kind == .file && !$0.path.name.hasSuffix(".d.ts") && image.isOwn($0)
      }
      let isCompiled = sources.contains { source in
        let stem = source.path.name.prefix { $0 != "." }
        return [".js", ".mjs", ".cjs"].contains { ending in
          image.occurrences(named: stem + ending).contains { $0.state == .visible && image.isOwn($0) }
        }
      }
      guard isCompiled else { return [] }
      return FileGroups.matches(sources) { count, bytes, place in
        count == 1
          ? "\(place.shown) is a TypeScript source with \(ByteCount.show(bytes)), which the image also has compiled."
          : "\(place.shown) holds \(count) TypeScript sources with \(ByteCount.show(bytes)), which the image also has "
            + "compiled."
      }
    })
}
