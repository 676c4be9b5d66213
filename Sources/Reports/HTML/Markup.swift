import Findings

/// A piece of HTML or SVG that is well formed and safe: text and attribute values come in only through escaping,
/// names of elements and attributes only as literals of this program.
struct Markup {
  private(set) var html: String

  private init(html: String) { self.html = html }

  static let none = Markup(html: "")

  /// Text, as what stands between tags.
  static func text(_ text: String) -> Markup { Markup(html: escape(text)) }

  /// A sentence in which what stands between backticks is code.
  static func prose(_ text: String) -> Markup {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    guard parts.count > 1, parts.count % 2 == 1 else { return .text(text) }
    return .all(
      parts.enumerated().map { index, part in
        index % 2 == 0 ? .text(String(part)) : .element("code", [], .text(String(part)))
      })
  }

  static func all(_ parts: [Markup]) -> Markup { Markup(html: parts.map(\.html).joined()) }

  /// An element with what is in it.
  static func element(_ name: StaticString, _ attributes: [Attribute] = [], _ content: Markup...) -> Markup {
    Markup(html: "\(open(name, attributes))\(content.map(\.html).joined())</\(name)>")
  }

  /// An element on lines of its own, so that the source can be read.
  static func block(_ name: StaticString, _ attributes: [Attribute] = [], _ content: [Markup]) -> Markup {
    let lines = content.map(\.html).filter { !$0.isEmpty }
    return Markup(html: "\(open(name, attributes))\n\(lines.joined(separator: "\n"))\n</\(name)>")
  }

  /// An element that never has an end tag (HTML Standard, void elements).
  static func void(_ name: StaticString, _ attributes: [Attribute]) -> Markup {
    Markup(html: open(name, attributes))
  }

  /// `style` or `script`: raw text (HTML Standard, raw text elements) that is part of this program.
  static func raw(_ name: StaticString, _ source: PageSource) -> Markup {
    Markup(html: "<\(name)>\(source.text)</\(name)>")
  }

  struct Attribute {
    fileprivate let html: String

    init(_ name: StaticString, _ value: String) { html = " \(name)=\"\(Markup.escape(value))\"" }
    init(_ name: StaticString, _ value: Int) { html = " \(name)=\"\(value)\"" }

    /// An attribute that says something by being there.
    init(_ name: StaticString) { html = " \(name)" }
  }

  private static func open(_ name: StaticString, _ attributes: [Attribute]) -> String {
    "<\(name)\(attributes.map(\.html).joined())>"
  }

  /// Control characters and marks of direction become visible; what HTML, or a CI system that shows the file in its
  /// log, would take for more than text becomes a reference to a character.
  private static func escape(_ text: String) -> String {
    guard text.utf8.contains(where: { !isPlain($0) }) else { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count)
    var previous: Unicode.Scalar = " "
    for scalar in SafeText.visible(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case ":" where previous == ":": result += "&#58;"
      case "[" where previous == "#": result += "&#91;"
      default: result.unicodeScalars.append(scalar)
      }
      previous = scalar
    }
    return result
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: ","),
      UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: " "):
      true
    default: false
    }
  }
}
