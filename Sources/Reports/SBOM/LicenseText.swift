/// What a package says of its licence, as far as it can be told: an SPDX licence, an expression of some, or
/// words of its own.
enum LicenseText: Hashable {
  case id(String)
  case expression(String)
  case words(String)

  /// nil for an empty text.
  init?(_ text: String) {
    let words = text.replacing("(", with: " ( ").replacing(")", with: " ) ").split { $0.isWhitespace }
    guard !words.isEmpty else { return nil }
    if words.count == 1, Self.known.contains(String(words[0])) {
      self = .id(String(words[0]))
    } else if let expression = Self.expression(words) {
      self = .expression(expression)
    } else {
      self = .words(text)
    }
  }

  /// Licences, joined by `AND` and `OR`, in parentheses that close (SPDX specification 2.3, annex D). Exceptions are
  /// not known here, so that an expression with one stays words.
  private static func expression(_ words: [Substring]) -> String? {
    var depth = 0
    var wantsLicense = true
    for word in words {
      switch word {
      case "(" where wantsLicense: depth += 1
      case ")" where !wantsLicense && depth > 0: depth -= 1
      case "AND" where !wantsLicense, "OR" where !wantsLicense: wantsLicense = true
      case _ where wantsLicense && known.contains(String(word)): wantsLicense = false
      default: return nil
      }
    }
    guard depth == 0, !wantsLicense else { return nil }
    return words.joined(separator: " ").replacing("( ", with: "(").replacing(" )", with: ")")
  }

  /// The ids of the SPDX licence list that packages use most.
  private static let known: Set<String> = [
    "0BSD", "AFL-2.1", "AGPL-3.0-only", "AGPL-3.0-or-later", "Apache-2.0", "Artistic-1.0", "Artistic-2.0",
    "BlueOak-1.0.0", "BSD-1-Clause", "BSD-2-Clause", "BSD-3-Clause", "BSD-4-Clause", "BSL-1.0", "bzip2-1.0.6",
    "CC-BY-3.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0", "CDDL-1.0", "curl", "EPL-1.0", "EPL-2.0",
    "GFDL-1.3-or-later", "GPL-1.0-or-later", "GPL-2.0", "GPL-2.0-only", "GPL-2.0-or-later", "GPL-3.0",
    "GPL-3.0-only", "GPL-3.0-or-later", "ICU", "IJG", "ISC", "LGPL-2.0-only", "LGPL-2.0-or-later", "LGPL-2.1",
    "LGPL-2.1-only", "LGPL-2.1-or-later", "LGPL-3.0", "LGPL-3.0-only", "LGPL-3.0-or-later", "Libpng", "MIT",
    "MIT-0", "MPL-1.1", "MPL-2.0", "MS-PL", "NCSA", "OFL-1.1", "OpenSSL", "PostgreSQL", "PSF-2.0",
    "Python-2.0",
    "Ruby", "Sleepycat", "TCL", "Unicode-3.0", "Unicode-DFS-2016", "Unlicense", "Vim", "W3C", "WTFPL", "X11",
    "Zlib", "ZPL-2.1",
  ]
}
