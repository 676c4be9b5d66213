/// A line between two boxes of a network drawing: from the right side of one to the left side of the other.
struct NetworkLine {
  private let path: String

  init(from: NetworkLayout.Box, to: NetworkLayout.Box) {
    let isForward = from.column < to.column
    let start = (x: from.x + (from.column > to.column ? 0 : from.width), y: from.y + from.height / 2)
    let end = (x: to.x + (isForward ? 0 : to.width), y: to.y + to.height / 2)
    let bend = NetworkLayout.columnGap / 2
    // In one column the line leaves and comes back on the right.
    let bends: (Double, Double) =
      from.column == to.column
      ? (NetworkLayout.turn, NetworkLayout.turn) : isForward ? (bend, -bend) : (-bend, bend)
    let points = [start, (start.x + bends.0, start.y), (end.x + bends.1, end.y), end]
      .map { "\(Drawing.number($0.0)) \(Drawing.number($0.1))" }
    path = "M\(points[0])C\(points[1]) \(points[2]) \(points[3])"
  }

  func markup(style: StaticString, tip: String) -> Markup {
    .element(
      "g", [.init("class", "link \(style)")], .element("title", [], .text(tip)),
      .element("path", [.init("d", path)]))
  }
}
