import Findings
import Images

extension Rule {
  static let layerDevelopmentHeader = Rule(
    id: "layer-development-header",
    summary: "Development packages of libraries are in the image.",
    why: "Only a compiler uses the headers and static libraries in packages named -dev or -devel.",
    fix: """
      Install the run-time library in the final stage (libpq5, not libpq-dev), and compile in another stage.
      """,
    severity: .low, confidence: .certain,
    references: [.cis("4.3")],
    triggering: [
      .image(
        "development packages without a compiler",
        """
        layer: RUN apt-get install libpq-dev libssl-dev
        ▶ package dpkg libpq-dev 15.5
          package dpkg libssl-dev 3.0.11
        """)
    ],
    silent: [
      .image(
        "a development package with a compiler, which another rule reports",
        """
        layer: RUN apt-get install build-essential
          package dpkg gcc 12.2.0
          package dpkg libc6-dev 2.36
        """),
      .image(
        "the run-time libraries",
        """
        layer: RUN apt-get install libpq5
          package dpkg libpq5 15.5
          package dpkg gir1.2-develop-tools 1.0
        """),
    ],
    check: .image { image, _ in
      let compiled = ToolSearch.compilers.layers(in: image)
      let headers = image.installed.filter { installed in
        let name = installed.package.name
        return installed.package.ecosystem.isSystem && !compiled.contains(installed.layer)
          && (name.hasSuffix("-dev") || name.hasSuffix("-devel"))
      }
      return Dictionary(grouping: headers, by: \.layer).sorted { $0.key < $1.key }.compactMap {
        layer, headers in
        guard let first = headers.first else { return nil }
        return Match(
          .file(layer: layer, path: first.path),
          "\(Phrase.count(headers.count, "development package")) \(headers.count == 1 ? "is" : "are") installed: "
            + "\(Phrase.list(headers.map(\.package.name))).",
          subject: first.package.name, state: .visible)
      }
    })
}
