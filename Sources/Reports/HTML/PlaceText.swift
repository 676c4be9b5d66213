import Findings

/// A place in few words: a file with line and column, or image, layer, field and path.
struct PlaceText {
  let parts: [String]

  init(_ location: Location, namesImage: Bool) {
    if let file = location.file {
      let position = [location.line, location.column].compactMap { $0.map(String.init) }
      parts = [([file] + position).joined(separator: ":")] + [location.key].compactMap(\.self)
      return
    }
    let line = location.line.map { ":\($0)" } ?? ""
    parts = [
      namesImage ? location.image : nil,
      location.layer.map { "layer \($0)" },
      location.layer == nil ? location.key.map { "config \($0)" } : nil,
      location.path.map { $0 + line },
    ].compactMap(\.self)
  }
}
