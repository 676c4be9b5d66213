import Findings

/// Images to walk through as one HTML file that needs no other: layers, what each does, the files that a container sees, and
/// findings at their files. Like the report's page it loads nothing and is whole without a script; the script adds a filter.
package struct BrowsePage {
  let images: [BrowsedImage]
  let version: String

  package static func render(_ images: [BrowsedImage], version: String) -> String {
    "<!DOCTYPE html>\n\(BrowsePage(images: images, version: version).document.html)\n"
  }

  private var document: Markup {
    .block("html", [.init("lang", "en")], [head, .block("body", [], [skip, header, main, footer])])
  }

  private var head: Markup {
    PageFrame.head(
      title: "\(images.map(\.title).joined(separator: ", ")) - imgcheck browse", version: version,
      policy: PageSource.browsePolicy, style: .browseStyle)
  }

  private var skip: Markup {
    .element("a", [.init("class", "skip"), .init("href", "#layers")], .text("Skip to the layers"))
  }

  private var header: Markup {
    PageFrame.header([
      ("layers", "Layers"), ("files", "Files"), ("largest", "Largest"), ("waste", "Waste"),
      ("findings", "Findings"),
    ])
  }

  private var main: Markup {
    .block("main", [], images.enumerated().map { BrowseSection($1, number: $0).markup })
  }

  private var footer: Markup {
    .all([
      .element(
        "footer", [],
        .element("p", [], .text("imgcheck \(version). This page loads nothing from the network."))),
      .raw("script", .script), .raw("script", .browseScript),
    ])
  }

  /// A finding in one line.
  static func finding(_ finding: BrowsedFinding) -> Markup {
    .all([
      .element(
        "span", [.init("class", "severity \(finding.severity.rawValue)")], .text(finding.severity.rawValue)),
      .element("code", [], .text(finding.rule)), .text(" "), .prose(finding.message),
    ])
  }
}
