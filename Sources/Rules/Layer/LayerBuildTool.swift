import Findings
import Images

extension Rule {
  static let layerBuildTool = Rule(
    id: "layer-build-tool",
    summary: "A tool that builds software is in the image.",
    why: """
      What is built is built before the container starts. Tools that do it only make the image larger \
      and the work of an intruder easier.
      """,
    fix: "Build in a stage of its own and copy the result.",
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
        "with a compiler in the same layer, which is told instead",
        """
        layer: RUN apt-get install build-essential
          package dpkg gcc 12.2.0
          package dpkg make 4.3-4.1
        """),
      .image(
        "the image runs it",
        """
        Cmd: ["make", "serve"]
        layer: RUN apt-get install make
          package dpkg make 4.3-4.1
        """),
    ],
    check: .image { image, _ in
      let compiled = ToolSearch.compilers.layers(in: image)
      return ToolSearch.builders.matches(in: image, sparingUsed: true).filter { match in
        // What came along with a compiler is told with it.
        guard case .file(let layer, _, _) = match.place else { return true }
        return !compiled.contains(layer)
      }
    })
}
