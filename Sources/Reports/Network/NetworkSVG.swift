extension NetworkSummary {
  /// The drawing of the HTML page as a file of its own, in light colours.
  package func svg(title: String) -> String {
    NetworkDrawing(self).file(title: title, style: .network).html + "\n"
  }
}

extension PageSource {
  /// What `report.css` says of a network, with the colours written in.
  fileprivate static let network = PageSource(
    text: """
      text { font: 12px sans-serif; fill: \(light("text")); }
      rect { fill: \(light("page")); stroke: \(light("edge")); stroke-width: 1; }
      .name, .ways { text-anchor: middle; }
      .network rect, .internalNetwork rect { fill: \(light("tile1")); }
      .internalNetwork rect { stroke-dasharray: 4 3; }
      .outside rect { stroke: \(light("high")); }
      rect.zone { fill: \(light("raised")); stroke: \(light("line")); }
      .zone-name { fill: \(light("muted")); font-weight: 600; }
      .link path { fill: none; stroke: \(light("edge")); stroke-width: 1; }
      text.ways { font-size: 11px; fill: \(light("muted")); }
      .link.entry path { stroke: \(light("high")); stroke-width: 1.5; }
      .link.forbidden path { stroke: \(light("critical")); stroke-width: 3; stroke-dasharray: 7 4; }

      """)

  private static func light(_ name: String) -> String {
    let colours = Palette.surfaces + Palette.texts + Palette.areas + Palette.lines
    return colours.first { $0.name == name }?.light ?? "#000000"
  }
}
