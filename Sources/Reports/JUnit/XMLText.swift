import Findings

/// Text in an XML document (XML 1.0, fifth edition): what the document would take for markup is escaped, and
/// characters that no document may hold are made visible.
enum XMLText {
  /// For content and for attributes in double quotation marks.
  static func escape(_ text: String) -> String {
    var result = ""
    for scalar in SafeText.show(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\u{fffe}", "\u{ffff}": result += "\u{fffd}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
