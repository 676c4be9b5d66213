import Findings
import Images

extension Rule {
  static let layerDevelopmentHeader = Rule(
    id: "layer-development-header",
    summary: "Libraries for compiling against are in the image.",
    why: """
      Headers and static libraries (packages named -dev or -devel) are only of use to a compiler.
      """,
    fix: """
      Install the run-time library in the final stage (libpq5 and not libpq-dev) and compile in another.
      """,
    severity: .low, confidence: .certain,
    references: [.cis("4.3")],
    triggering: [
      .image(
        "without a compiler",
        """
        layer: RUN apt-get install libpq-dev libssl-dev
        ▶ package dpkg libpq-dev 15.5
          package dpkg libssl-dev 3.0.11
        """)
    ],
    silent: [
      .image(
        "with a compiler, which is told instead",
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
          "\(Phrase.count(headers.count, "package")) for compiling against: "
            + "\(Phrase.list(headers.map(\.package.name))).",
          subject: first.package.name, state: .visible)
      }
    })
}
