/// The elements of a page as a parser sees them, more strictly than a browser: every attribute stands in double
/// quotes, every element but the void ones is closed in order.
struct TagScanner {
  struct Problem: Error, CustomStringConvertible {
    let description: String
  }

  private(set) var elements: [String] = []
  private(set) var attributes: [String] = []

  init(_ html: String) throws {
    var rest = html[...]
    guard rest.hasPrefix("<!DOCTYPE html>\n") else { throw Problem(description: "no doctype") }
    rest = rest.dropFirst("<!DOCTYPE html>".count)
    var open: [String] = []
    while let start = rest.firstIndex(of: "<") {
      rest = rest[start...]
      if let closing = rest.prefixMatch(of: /<\/([a-z0-9A-Z]+)>/) {
        guard open.last == String(closing.1) else {
          throw Problem(description: "</\(closing.1)> closes \(open.last ?? "nothing")")
        }
        open.removeLast()
        rest = rest[closing.range.upperBound...]
        continue
      }
      guard let tag = rest.prefixMatch(of: /<([a-z0-9A-Z]+)((?: [a-zA-Z0-9-]+(?:="[^"<>]*")?)*)>/) else {
        throw Problem(description: "no tag: \(rest.prefix(80))")
      }
      let name = String(tag.1)
      elements.append(name)
      attributes += tag.2.matches(of: /\s([a-zA-Z0-9-]+)(?:="[^"]*")?/).map { String($0.1) }
      rest = rest[tag.range.upperBound...]
      if name == "meta" || name == "input" { continue }
      open.append(name)
      guard name == "script" || name == "style" else { continue }
      guard let end = rest.firstRange(of: "</\(name)>") else { throw Problem(description: "\(name) is open") }
      rest = rest[end.lowerBound...]
    }
    guard open.isEmpty else { throw Problem(description: "left open: \(open)") }
  }
}
