import Foundation

/// The report as JSON: `Report` as it stands, keys sorted, so that equal runs give equal bytes.
package enum JSONReport {
  package static func render(_ report: Report) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(report), as: UTF8.self) + "\n"
  }
}
