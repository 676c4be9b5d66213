/// A table that scrolls sideways by itself where the page is too narrow for it.
enum Table {
  /// `numbers` are the columns that are set to the right; the first column names its row.
  static func markup(
    caption: String, style: String, columns: [String], numbers: Set<Int>, rows: [[Markup]]
  ) -> Markup {
    func kind(_ column: Int) -> [Markup.Attribute] {
      numbers.contains(column) ? [.init("class", "number")] : []
    }
    let head = columns.enumerated().map { index, title in
      Markup.element("th", [.init("scope", "col")] + kind(index), .text(title))
    }
    let body = rows.map { row in
      Markup.element(
        "tr", [],
        .all(
          row.enumerated().map { index, cell in
            index == 0
              ? .element("th", [.init("scope", "row")] + kind(index), cell)
              : .element("td", kind(index), cell)
          }))
    }
    return .element(
      "div",
      [
        .init("class", "scroll"), .init("tabindex", 0), .init("role", "group"),
        .init("aria-label", caption),
      ],
      .block(
        "table", [.init("class", style)],
        [
          .element("caption", [], .text(caption)),
          .element("thead", [], .element("tr", [], .all(head))), .block("tbody", [], body),
        ]))
  }

  /// The table of a drawing, folded away beneath it.
  static func folded(_ title: String, _ table: Markup) -> Markup {
    .block(
      "details", [.init("class", "alternative")], [.element("summary", [], .text(title)), table])
  }
}
