/// What every page begins with: the head, which forbids all that the page does not bring, and the bar of its sections.
enum PageFrame {
  static func head(title: String, version: String, policy: String, style: PageSource) -> Markup {
    .block(
      "head", [],
      [
        .void("meta", [.init("charset", "utf-8")]),
        .void("meta", [.init("http-equiv", "Content-Security-Policy"), .init("content", policy)]),
        .void(
          "meta", [.init("name", "viewport"), .init("content", "width=device-width, initial-scale=1")]),
        .void("meta", [.init("name", "color-scheme"), .init("content", "light dark")]),
        .void("meta", [.init("name", "generator"), .init("content", "imgcheck \(version)")]),
        .element("title", [], .text(title)),
        .raw("style", style),
      ])
  }

  /// `links` are the sections' ids and titles; `hasThemes` where the page's script can change its colours.
  static func header(_ links: [(id: String, title: String)], hasThemes: Bool = true) -> Markup {
    let items = links.map { link in
      Markup.element("li", [], .element("a", [.init("href", "#\(link.id)")], .text(link.title)))
    }
    let button = Markup.element(
      "button",
      [.init("type", "button"), .init("id", "theme"), .init("aria-pressed", "false"), .init("hidden")],
      .text("Dark"))
    return .block(
      "header", [.init("class", "top")],
      [
        .element("p", [.init("class", "brand")], .text("imgcheck")),
        .element("nav", [.init("aria-label", "Sections")], .block("ul", [], items)),
      ] + (hasThemes ? [button] : []))
  }
}
