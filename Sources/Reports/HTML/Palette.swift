/// The colours of the page, each for light and for dark, as a test measures their contrast.
enum Palette {
  struct Colour {
    let name: String
    let light: String
    let dark: String
  }

  static let surfaces: [Colour] = [
    Colour(name: "page", light: "#ffffff", dark: "#15171b"),
    Colour(name: "raised", light: "#f7f7f5", dark: "#1c1f24"),
    Colour(name: "hover", light: "#efefec", dark: "#23272d"),
  ]

  static let texts: [Colour] = [
    Colour(name: "text", light: "#1d2024", dark: "#e8e9eb"),
    Colour(name: "muted", light: "#5a6068", dark: "#a3a9b2"),
    Colour(name: "link", light: "#1f56b3", dark: "#8ab6f9"),
    Colour(name: "critical", light: "#97186a", dark: "#f28fcb"),
    Colour(name: "high", light: "#b0241b", dark: "#ff9388"),
    Colour(name: "medium", light: "#7e5200", dark: "#e6b458"),
    Colour(name: "low", light: "#1a5a9e", dark: "#82b8f2"),
    Colour(name: "note", light: "#555b63", dark: "#abb1ba"),
    Colour(name: "good", light: "#1b6b3a", dark: "#74cf97"),
  ]

  /// Behind text of the same name.
  static let tints: [Colour] = [
    Colour(name: "critical", light: "#fbeaf4", dark: "#3a1f31"),
    Colour(name: "high", light: "#fdecea", dark: "#3d2220"),
    Colour(name: "medium", light: "#fbf1dc", dark: "#372c17"),
    Colour(name: "low", light: "#e8f1fb", dark: "#1b2d42"),
    Colour(name: "note", light: "#efefed", dark: "#292d33"),
    Colour(name: "good", light: "#e6f4eb", dark: "#1a3324"),
  ]

  /// Areas of drawings, behind `text`.
  static let areas: [Colour] = [
    Colour(name: "base", light: "#d3d8df", dark: "#3d444e"),
    Colour(name: "own", light: "#a9c4ec", dark: "#2f4f80"),
    Colour(name: "tile1", light: "#dbe6f6", dark: "#223149"),
    Colour(name: "tile2", light: "#c9daf3", dark: "#2a3d5c"),
    Colour(name: "tile3", light: "#b9cfef", dark: "#33496d"),
    Colour(name: "rest", light: "#ecedee", dark: "#262a30"),
  ]

  /// Lines and marks: nothing is written in them.
  static let lines: [Colour] = [
    Colour(name: "line", light: "#e2e2de", dark: "#30353c"),
    Colour(name: "edge", light: "#8a9099", dark: "#757c87"),
    Colour(name: "promised", light: "#5b8fdc", dark: "#5686cc"),
    Colour(name: "mark", light: "#c2410c", dark: "#f59e5b"),
  ]

  /// As custom properties: `--NAME`, and `--NAME-tint` for what is behind text of that name.
  static let css: String = {
    let plain = (surfaces + texts + areas + lines).map { property($0.name, $0) }
    let behind = tints.map { property("\($0.name)-tint", $0) }
    return ":root {\n\((plain + behind).joined(separator: "\n"))\n}\n"
  }()

  private static func property(_ name: String, _ colour: Colour) -> String {
    "  --\(name): light-dark(\(colour.light), \(colour.dark));"
  }
}
