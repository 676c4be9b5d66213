import Findings

/// Text in GitHub Flavored Markdown that means nothing but itself: no markup, no HTML, no link, no cell's end.
enum MarkdownText {
  static func escape(_ text: String) -> String {
    var result = ""
    for scalar in SafeText.show(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "@": result += "&#64;"
      case "\\", "`", "*", "_", "[", "]", "|", "~", "$", "!", "#":
        result += "\\"
        result.unicodeScalars.append(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    // Addresses become links by themselves.
    return result.replacing("://", with: "&#58;//").replacing("www.", with: "www&#46;")
  }

  /// Text as code in a table's cell: entities are read in it, and no markup is.
  static func code(_ text: String) -> String { "<code>\(escape(text))</code>" }
}
