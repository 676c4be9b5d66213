import Findings

/// The layers of an image as one bar in proportion, and as a table with the instruction of each.
struct LayerChart {
  let layers: [LayerSummary]
  let id: String

  private var total: Int64 { layers.reduce(0) { $0 + $1.uncompressedSize } }
  private var hidden: Int64 { layers.reduce(0) { $0 + ($1.hiddenBytes ?? 0) } }

  var markup: Markup {
    guard !layers.isEmpty else { return .none }
    return .all([
      .element("h3", [], .text("Layers")),
      .element("p", [.init("class", "lead")], .text(lead)),
      bar, legend, table,
    ])
  }

  private var lead: String {
    let sizes = "\(Amount.count(layers.count, "layer")), \(ByteCount.show(total))"
    guard hidden > 0 else { return "\(sizes). No layer holds files that a later one hides." }
    let share = Amount.percent(Double(hidden) / Double(max(total, 1)))
    return "\(sizes). \(ByteCount.show(hidden)) (\(share)) are files that ship with the image and that no "
      + "container sees, because a later layer deletes or replaces them."
  }

  private var bar: Markup {
    var start = 0.0
    var segments: [Markup] = []
    for layer in layers {
      let width = part(layer.uncompressedSize)
      segments.append(segment(layer, start, width))
      start += width
    }
    return Drawing.markup(
      id: "\(id)-bar", style: "bar", size: [.init("height", 44)], title: "Layers in proportion to their size",
      description: "\(lead) The table below has every layer.", defs: [Drawing.hatch("\(id)-hatch")],
      content: segments)
  }

  private func segment(_ layer: LayerSummary, _ start: Double, _ width: Double) -> Markup {
    let wasted = part(layer.hiddenBytes ?? 0)
    return .element(
      "g", [],
      .element("title", [], .text(tip(layer))),
      Drawing.rectangle(start, width, y: 0, height: 44, style: layer.origin == .base ? "base" : "own"),
      wasted > 0
        ? Drawing.rectangle(
          start, min(wasted, width), y: 30, height: 14, style: "waste", fill: "\(id)-hatch") : .none,
      width >= 3
        ? .element(
          "text", [.init("x", Drawing.percent(start + width / 2)), .init("y", 21)], .text("\(layer.index)"))
        : .none)
  }

  private func part(_ bytes: Int64) -> Double {
    guard total > 0, bytes > 0 else { return 0 }
    return min(100, Double(bytes) / Double(total) * 100)
  }

  private func tip(_ layer: LayerSummary) -> String {
    let hidden = (layer.hiddenBytes ?? 0) > 0 ? ", \(ByteCount.show(layer.hiddenBytes ?? 0)) hidden" : ""
    let size = ByteCount.show(layer.uncompressedSize)
    return "Layer \(layer.index): \(size)\(hidden). \(layer.instruction ?? "")"
  }

  private var legend: Markup {
    var entries = [("own", "your build")]
    if layers.contains(where: { $0.origin == .base }) { entries.insert(("base", "base image"), at: 0) }
    if hidden > 0 { entries.append(("waste", "hidden by a later layer")) }
    return Drawing.legend(entries)
  }

  private var table: Markup {
    let columns = ["Layer", "Size", "Packed", "Hidden", "Instruction"]
    return Table.markup(
      caption: "Every layer, the lowest first", style: "layers", columns: columns, numbers: [0, 1, 2, 3],
      rows: layers.map { layer in
        let hidden = layer.hiddenBytes ?? 0
        return [
          .text("\(layer.index)"), .text(ByteCount.show(layer.uncompressedSize)),
          .text(ByteCount.show(layer.size)), .text(hidden > 0 ? ByteCount.show(hidden) : "–"),
          .all([
            layer.origin == .base ? .element("span", [.init("class", "tag")], .text("base image")) : .none,
            layer.status == "ok" ? .none : .element("span", [.init("class", "tag bad")], .text(layer.status)),
            layer.instruction.map { .element("code", [], .text($0)) }
              ?? .element("span", [.init("class", "muted")], .text("no history")),
          ]),
        ]
      })
  }
}
