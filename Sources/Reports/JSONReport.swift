import Findings
import Foundation

/// The report as JSON: `Report` as it stands, keys sorted, so that equal runs give equal bytes.
package enum JSONReport {
  package static func render(_ report: Report) throws -> String { try JSONText.render(report) }
}

/// JSON as every format writes it.
enum JSONText {
  /// Keys sorted, one member to a line. `##[`, by which some CI systems take commands anywhere in a log's line,
  /// is written with an escape that reads the same; so are control characters and text direction marks.
  static func render(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    var data = try encoder.encode(value)
    let opening = Data("##[".utf8)
    var start = data.startIndex
    while let found = data.range(of: opening, in: start..<data.endIndex) {
      let escaped = Data("##\\u005b".utf8)
      data.replaceSubrange(found, with: escaped)
      start = found.lowerBound + escaped.count
    }
    data.append(UInt8(ascii: "\n"))
    return SafeText.escapedJSON(String(decoding: data, as: UTF8.self))
  }
}
