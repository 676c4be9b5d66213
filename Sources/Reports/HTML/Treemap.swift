/// Areas in proportion to numbers, as close to squares as they get (Bruls, Huizing, van Wijk: Squarified Treemaps).
enum Treemap {
  struct Rectangle: Equatable {
    var x: Double
    var y: Double
    var width: Double
    var height: Double

    func inset(by margin: Double, top: Double) -> Rectangle {
      Rectangle(
        x: x + margin, y: y + top, width: max(0, width - 2 * margin), height: max(0, height - top - margin))
    }
  }

  /// A rectangle for each size, in the order of the sizes, which is best the largest first; what is not above zero
  /// gets an empty one.
  static func squarify(_ sizes: [Double], in area: Rectangle) -> [Rectangle] {
    let total = sizes.reduce(0) { $0 + max(0, $1) }
    guard total > 0, total.isFinite, area.width > 0, area.height > 0 else {
      return sizes.map { _ in Rectangle(x: area.x, y: area.y, width: 0, height: 0) }
    }
    let scale = area.width * area.height / total
    var result: [Rectangle] = []
    var rest = area
    var row: [Double] = []
    for size in sizes.map({ max(0, $0) * scale }) {
      let side = min(rest.width, rest.height)
      if !row.isEmpty, worst(row + [size], side) > worst(row, side) {
        result += place(row, &rest)
        row = []
      }
      row.append(size)
    }
    return result + place(row, &rest)
  }

  /// How far the longest rectangle of a row is from a square: 1 is one.
  private static func worst(_ row: [Double], _ side: Double) -> Double {
    let sum = row.reduce(0, +)
    guard sum > 0, side > 0, let largest = row.max(), let smallest = row.min(), smallest > 0 else {
      return .infinity
    }
    return max(side * side * largest / (sum * sum), sum * sum / (side * side * smallest))
  }

  /// Lays a row along the shorter side and takes its area from the rest.
  private static func place(_ row: [Double], _ rest: inout Rectangle) -> [Rectangle] {
    let sum = row.reduce(0, +)
    let isColumn = rest.width >= rest.height
    let (long, short) = isColumn ? (rest.width, rest.height) : (rest.height, rest.width)
    let depth = sum > 0 && short > 0 ? min(sum / short, long) : 0
    var offset = isColumn ? rest.y : rest.x
    let rectangles = row.map { size in
      let length = depth > 0 ? size / depth : 0
      defer { offset += length }
      return isColumn
        ? Rectangle(x: rest.x, y: offset, width: depth, height: length)
        : Rectangle(x: offset, y: rest.y, width: length, height: depth)
    }
    if isColumn {
      rest = Rectangle(x: rest.x + depth, y: rest.y, width: max(0, rest.width - depth), height: rest.height)
    } else {
      rest = Rectangle(x: rest.x, y: rest.y + depth, width: rest.width, height: max(0, rest.height - depth))
    }
    return rectangles
  }
}
