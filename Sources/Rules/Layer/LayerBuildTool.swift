import Findings
import Images

extension Rule {
  static let layerBuildTool = Rule(
    id: "layer-build-tool",
    summary: "A build tool is in the image.",
    why: """
      A container runs software that is already built. Build tools only enlarge the image and help an \
      intruder.
      """,
    fix: "Build in a stage of its own, and copy only the result.",
    severity: .low, confidence: .certain,
    references: [.cis("4.3")],
    triggering: [
      .image(
        "make alone",
        """
        layer: RUN apt-get install make
        ▶ package dpkg make 4.3-4.1
        """)
    ],
    silent: [
      .image(
        "make with a compiler, which another rule reports",
        """
        layer: RUN apt-get install build-essential
          package dpkg gcc 12.2.0
          package dpkg make 4.3-4.1
        """),
      .image(
        "make as the image's command",
        """
        Cmd: ["make", "serve"]
        layer: RUN apt-get install make
          package dpkg make 4.3-4.1
        """),
    ],
    check: .image { image, _ in
      let compiled = ToolSearch.compilers.layers(in: image)
      return ToolSearch.builders.matches(in: image, sparingUsed: true).filter { match in
        // What came along with a compiler is reported with it.
        guard case .file(let layer, _, _) = match.place else { return true }
        return !compiled.contains(layer)
      }
    })
}
