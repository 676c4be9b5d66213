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
    .block(
      "head", [],
      [
        .void("meta", [.init("charset", "utf-8")]),
        .void(
          "meta",
          [.init("http-equiv", "Content-Security-Policy"), .init("content", PageSource.browsePolicy)]),
        .void(
          "meta", [.init("name", "viewport"), .init("content", "width=device-width, initial-scale=1")]),
        .void("meta", [.init("name", "color-scheme"), .init("content", "light dark")]),
        .void("meta", [.init("name", "generator"), .init("content", "imgcheck \(version)")]),
        .element("title", [], .text("\(images.map(\.title).joined(separator: ", ")) - imgcheck browse")),
        .raw("style", .browseStyle),
      ])
  }

  private var skip: Markup {
    .element("a", [.init("class", "skip"), .init("href", "#layers")], .text("Skip to the layers"))
  }

  private var header: Markup {
    let links = [
      ("layers", "Layers"), ("files", "Files"), ("largest", "Largest"), ("waste", "Waste"),
      ("findings", "Findings"),
    ]
    return .block(
      "header", [.init("class", "top")],
      [
        .element("p", [.init("class", "brand")], .text("imgcheck")),
        .element(
          "nav", [.init("aria-label", "Sections")],
          .block(
            "ul", [],
            links.map { id, title in
              .element("li", [], .element("a", [.init("href", "#\(id)")], .text(title)))
            })),
        .element(
          "button",
          [
            .init("type", "button"), .init("id", "theme"), .init("aria-pressed", "false"), .init("hidden"),
          ], .text("Dark")),
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
