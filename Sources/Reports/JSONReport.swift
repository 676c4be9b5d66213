import Foundation

/// The report as JSON: `Report` as it stands, keys sorted, so that equal runs give equal bytes.
package enum JSONReport {
  package static func render(_ report: Report) throws -> String { try JSONText.render(report) }
}

/// JSON as every format writes it.
enum JSONText {
  /// Keys sorted, one member to a line. `##[`, by which some CI systems take commands anywhere in a log's line,
  /// is written with an escape that reads the same.
  static func render(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    var bytes: [UInt8] = []
    for byte in try encoder.encode(value) {
      if byte == UInt8(ascii: "["), bytes.suffix(2).elementsEqual("##".utf8) {
        bytes += "\\u005b".utf8
      } else {
        bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\n"))
    return String(decoding: bytes, as: UTF8.self)
  }
}
