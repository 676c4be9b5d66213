/// What drawings have in common: SVG whose widths are percents, so that text keeps its size, with a title and a
/// description for those who do not see it.
enum Drawing {
  static func markup(
    id: String, style: String, size: [Markup.Attribute], title: String, description: String,
    defs: [Markup] = [], content: [Markup]
  ) -> Markup {
    .block(
      "svg",
      [
        .init("class", "drawing \(style)"), .init("role", "img"),
        .init("aria-labelledby", "\(id)-title \(id)-text"),
      ] + size,
      [
        .element("title", [.init("id", "\(id)-title")], .text(title)),
        .element("desc", [.init("id", "\(id)-text")], .text(description)),
        defs.isEmpty ? .none : .element("defs", [], .all(defs)),
      ] + content)
  }

  /// A rectangle, its place across in percents and its height in pixels; `fill` names a pattern.
  static func rectangle(
    _ x: Double, _ width: Double, y: Double, height: Double, style: String, fill: String? = nil
  ) -> Markup {
    .element(
      "rect",
      [
        .init("class", style), .init("x", percent(x)), .init("width", percent(width)),
        .init("y", number(y)), .init("height", number(height)),
      ] + (fill.map { [.init("fill", "url(#\($0))")] } ?? []))
  }

  /// Slanted lines, which say "not there" without colour.
  static func hatch(_ id: String) -> Markup {
    .element(
      "pattern",
      [
        .init("id", id), .init("width", 6), .init("height", 6), .init("patternUnits", "userSpaceOnUse"),
        .init("patternTransform", "rotate(45)"),
      ],
      .element("rect", [.init("class", "hatch-ground"), .init("width", 6), .init("height", 6)]),
      .element("rect", [.init("class", "hatch-line"), .init("width", 2), .init("height", 6)]))
  }

  static func legend(_ entries: [(style: String, text: String)]) -> Markup {
    .block(
      "ul", [.init("class", "legend"), .init("aria-label", "Legend")],
      entries.map { entry in
        .element(
          "li", [],
          .element("span", [.init("class", "swatch \(entry.style)"), .init("aria-hidden", "true")]),
          .text(entry.text))
      })
  }

  static func percent(_ value: Double) -> String { "\(number(value))%" }

  /// With at most three decimals, so that the file is the same on every machine.
  static func number(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e9 else { return "0" }
    let thousandths = Int64((value.magnitude * 1000).rounded())
    let whole = "\(value < 0 && thousandths > 0 ? "-" : "")\(thousandths / 1000)"
    guard thousandths % 1000 > 0 else { return whole }
    var digits = String(String(1000 + thousandths % 1000).dropFirst())
    while digits.hasSuffix("0") { digits.removeLast() }
    return "\(whole).\(digits)"
  }
}
