/// A line between two nodes of a network drawing.
struct NetworkLine {
  private let start: (x: Double, y: Double)
  private let end: (x: Double, y: Double)
  /// How far the curve goes sideways before it bends.
  private let bends: (start: Double, end: Double)
  private let isForward: Bool
  private let isDrawn: Bool

  init(_ layout: NetworkLayout, from: String, to: String) {
    guard let from = layout.spots[from], let to = layout.spots[to] else {
      (start, end, bends, isForward, isDrawn) = ((0, 0), (0, 0), (0, 0), true, false)
      return
    }
    isDrawn = true
    isForward = from.column < to.column
    let half = NetworkLayout.nodeHeight / 2
    let width = NetworkLayout.nodeWidth
    start = (from.x + (from.column > to.column ? 0 : width), from.y + half)
    end = (to.x + (isForward ? 0 : width), to.y + half)
    let bend = NetworkLayout.columnGap / 2
    // In one column the line leaves and comes back on the right.
    bends =
      from.column == to.column ? (22, 22) : isForward ? (bend, -bend) : (-bend, bend)
  }

  func markup(style: StaticString, label: String, tip: String) -> Markup {
    guard isDrawn else { return .none }
    let points = [
      (start.x, start.y), (start.x + bends.start, start.y), (end.x + bends.end, end.y), (end.x, end.y),
    ].map { "\(Drawing.number($0.0)) \(Drawing.number($0.1))" }
    return .element(
      "g", [.init("class", "link \(style)")],
      .element("title", [], .text(tip)),
      .element("path", [.init("d", "M\(points[0])C\(points[1]) \(points[2]) \(points[3])")]),
      label.isEmpty
        ? .none
        : .element(
          "text",
          [
            .init("x", Drawing.number(isForward ? end.x - 6 : end.x + 6)),
            .init("y", Drawing.number(end.y - 4)), .init("text-anchor", isForward ? "end" : "start"),
          ],
          .text(label)))
  }

  /// The first of several labels, and how many more there are.
  static func shorten(_ labels: [String]) -> String {
    guard let first = labels.first else { return "" }
    return shorten(first, to: 15) + (labels.count > 1 ? " +\(labels.count - 1)" : "")
  }

  static func shorten(_ text: String, to length: Int) -> String {
    text.count <= length ? text : text.prefix(length - 1) + "…"
  }
}
