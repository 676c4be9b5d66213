/// A gem's specification as RubyGems writes it beside installed gems: `specifications/NAME-VERSION.gemspec`.
///
/// It is a Ruby program, which is not run: the second line of those that RubyGems writes holds what is needed
/// (`# stub: rake 13.0.6 ruby lib`), and the file's name holds it for the others.
package enum GemSpecification {
  /// - Parameter path: where it lies; nil is the answer if neither the text nor the name tells a version.
  package static func parse(_ bytes: [UInt8], path: ArraySlice<UInt8>) -> Package? {
    var package = Package(ecosystem: .gem, name: "", version: "")
    for line in Lines(bytes) {
      let text = line.bytes.trimmed
      if line.number <= 4, text.hasPrefix("# stub: ") {
        let words = text.dropFirst(8).split(separator: .space)
        guard words.count >= 3 else { continue }
        package.name = words[0].text
        package.version = words[1].text
        if !(words[2] == "ruby") { package.architecture = words[2].text }
      } else if text.hasPrefix("s.license = ") || text.hasPrefix("s.licenses = ") {
        let names = quotedWords(text)
        if !names.isEmpty { package.license = names.joined(separator: " OR ") }
      }
    }
    guard package.name.isEmpty else { return package }
    guard let (name, version, platform) = parts(ofFile: path) else { return nil }
    package.name = name
    package.version = version
    package.architecture = platform
    return package
  }

  /// `nokogiri-1.15.4-x86_64-linux.gemspec`: the version is the first part that begins with a digit and has a
  /// point, or the last part.
  private static func parts(ofFile path: ArraySlice<UInt8>) -> (String, String, String?)? {
    let file = path[(path.lastIndex(of: .slash).map { $0 + 1 } ?? path.startIndex)...]
    guard file.hasSuffix(".gemspec") else { return nil }
    let parts = file.dropLast(8).split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    let dotted = parts.dropFirst().firstIndex { $0.first?.isDigit == true && $0.contains(UInt8(ascii: ".")) }
    let last = parts.dropFirst().indices.last.flatMap { parts[$0].first?.isDigit == true ? $0 : nil }
    guard let place = dotted ?? last else { return nil }
    let platform = parts[(place + 1)...].map(\.text).joined(separator: "-")
    return (
      parts[..<place].map(\.text).joined(separator: "-"), parts[place].text, platform.isEmpty ? nil : platform
    )
  }

  /// The texts between double quotation marks; a licence has no escapes.
  private static func quotedWords(_ text: ArraySlice<UInt8>) -> [String] {
    let pieces = text.split(separator: .quote, omittingEmptySubsequences: false)
    return stride(from: 1, to: pieces.count - 1, by: 2).map { pieces[$0].text }
  }
}
