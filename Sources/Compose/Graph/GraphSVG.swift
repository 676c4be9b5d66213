extension NetworkGraph {
  /// The graph as a drawing: the outside on the left, services in the middle, networks on the right.
  package var svg: String { GraphSVG(GraphDrawing(self), overlay.zones.map(\.name), title: project).text }
}

/// Lays boxes out in three columns.
private struct GraphSVG {
  private struct Point {
    var x: Int
    var y: Int
  }

  private static let width = 180
  private static let height = 34
  private static let gap = 16
  private static let columns = [20, 320, 660]
  /// What a zone's frame takes above its boxes, for its name.
  private static let heading = 22

  /// A zone's part of a column.
  private struct Frame {
    let name: String
    let column: Int
    let top: Int
    var bottom: Int
  }

  private let drawing: GraphDrawing
  private let title: String
  private var corners: [String: Point] = [:]
  private var frames: [Frame] = []
  private var depth = 0

  /// - Parameter zones: the names of zones; boxes of one zone stand together.
  init(_ drawing: GraphDrawing, _ zones: [String], title: String) {
    self.drawing = drawing
    self.title = title
    var ends = [20, 20, 20]
    for zone in [nil] + zones.indices.map(Optional.some) {
      for column in ends.indices {
        let boxes = drawing.boxes.filter { $0.zone == zone && Self.column($0.kind) == column }
        guard !boxes.isEmpty else { continue }
        let top = ends[column]
        if zone != nil { ends[column] += Self.heading }
        for box in boxes {
          corners[box.id] = Point(x: Self.columns[column], y: ends[column])
          ends[column] += Self.height + Self.gap
        }
        guard let zone else { continue }
        frames.append(Frame(name: zones[zone], column: column, top: top, bottom: ends[column] - Self.gap / 2))
        ends[column] += Self.gap / 2
      }
    }
    depth = (ends.max() ?? 0) + 10
  }

  var text: String {
    let size = "width=\"\(Self.columns[2] + Self.width + 20)\" height=\"\(depth)\""
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" \(size) font-family=\"sans-serif\" font-size=\"13\">",
      "<title>\(Self.escaped(title))</title>",
    ]
    lines += frames.map(frame)
    lines += drawing.lines.compactMap(line)
    lines += drawing.boxes.compactMap(box)
    return (lines + ["</svg>"]).map { $0 + "\n" }.joined()
  }

  private func line(_ line: GraphDrawing.Line) -> String? {
    guard let from = corners[line.from], let to = corners[line.to] else { return nil }
    let color = line.isWrong ? "#e00000" : line.isEntry ? "#b02020" : "#707070"
    let start = Point(x: from.x + (to.x > from.x ? Self.width : 0), y: from.y + Self.height / 2)
    let end = Point(x: to.x + (to.x > from.x ? 0 : Self.width), y: to.y + Self.height / 2)
    let label =
      line.label.isEmpty
      ? ""
      : "<text x=\"\((start.x + end.x) / 2)\" y=\"\((start.y + end.y) / 2 - 4)\" "
        + "fill=\"\(color)\" "
        + "text-anchor=\"middle\" font-size=\"11\">\(Self.escaped(line.label))</text>"
    return
      "<line x1=\"\(start.x)\" y1=\"\(start.y)\" x2=\"\(end.x)\" y2=\"\(end.y)\" \(Self.stroke(color, isWrong: line.isWrong))/>\(label)"
  }

  private func frame(_ frame: Frame) -> String {
    let x = Self.columns[frame.column] - 8
    return
      "<rect x=\"\(x)\" y=\"\(frame.top)\" width=\"\(Self.width + 16)\" height=\"\(frame.bottom - frame.top)\" "
      + "rx=\"8\" fill=\"#f4f6f8\" stroke=\"#8090a0\" stroke-dasharray=\"5 4\"/>"
      + "<text x=\"\(x + 8)\" y=\"\(frame.top + 15)\" font-size=\"11\" fill=\"#506070\">"
      + "\(Self.escaped(frame.name))</text>"
  }

  private func box(_ box: GraphDrawing.Box) -> String? {
    guard let corner = corners[box.id] else { return nil }
    let (fill, dash) = Self.look(box.kind)
    return
      "<rect x=\"\(corner.x)\" y=\"\(corner.y)\" width=\"\(Self.width)\" height=\"\(Self.height)\" rx=\"6\" "
      + "fill=\"\(fill)\" \(Self.stroke(box.isWrong ? "#e00000" : "#404040", isWrong: box.isWrong))\(dash)/>"
      + "<text x=\"\(corner.x + Self.width / 2)\" y=\"\(corner.y + Self.height / 2 + 4)\" text-anchor=\"middle\">"
      + "\(Self.escaped(box.label))</text>"
  }

  private static func stroke(_ color: String, isWrong: Bool) -> String {
    "stroke=\"\(color)\"" + (isWrong ? " stroke-width=\"3\"" : "")
  }

  private static func column(_ kind: GraphDrawing.Kind) -> Int {
    switch kind {
    case .outside, .host: 0
    case .service, .dataStore: 1
    case .network, .closedNetwork: 2
    }
  }

  private static func look(_ kind: GraphDrawing.Kind) -> (fill: String, dash: String) {
    switch kind {
    case .outside: ("#f6d5d5", "")
    case .host: ("#eeeeee", "")
    case .service: ("#ffffff", "")
    case .dataStore: ("#fff3cf", "")
    case .network: ("#dcebfa", "")
    case .closedNetwork: ("#dcebfa", " stroke-dasharray=\"4 3\"")
    }
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case _ where scalar.value < 0x20: result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
