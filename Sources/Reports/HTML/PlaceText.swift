import Findings

/// A place in few words: a file with line and column, then what it is in an image: layer, field, path.
struct PlaceText {
  let parts: [String]

  init(_ location: Location, namesImage: Bool) {
    let position = [location.line, location.column].compactMap { $0.map(String.init) }
    let file = location.file.map { ([$0] + position).joined(separator: ":") }
    // Beside a file the line is that file's.
    let line = location.file == nil ? location.line.map { ":\($0)" } ?? "" : ""
    let isInImage = location.file == nil || location.image != nil
    parts = [
      file,
      namesImage ? location.imageTitle : nil,
      location.layer.map { "layer \($0)" },
      location.layer == nil ? location.key.map { isInImage ? "config \($0)" : $0 } : nil,
      location.path.map { $0 + line },
    ].compactMap(\.self)
  }
}
