import Findings
import Foundation

/// Reads what `JSONReport` wrote, by this version of the program or an older one.
package enum ReportFile {
  package struct Failure: Error, Hashable, CustomStringConvertible {
    package let description: String
  }

  private struct Head: Decodable {
    let schemaVersion: String?
    let version: String?
    let runs: [Empty]?
  }

  private struct Empty: Decodable {}

  /// - Parameter name: the file's name, for errors.
  package static func read(_ bytes: [UInt8], name: String) throws(Failure) -> Report {
    let head: Head = try decode(bytes, name)
    guard let version = head.schemaVersion else {
      throw Failure(
        description: head.runs != nil
          ? "\(name): this is SARIF, but findings are read from the JSON report; write one with `-o json=FILE`"
          : "\(name): this is JSON, but not an imgcheck report, because it has no 'schemaVersion'")
    }
    guard major(version) == major(Report.currentSchemaVersion) else {
      throw Failure(
        description:
          "\(name): this report has schema version \(SafeText.show(version)), but this imgcheck reads "
          + "\(major(Report.currentSchemaVersion)).x; use the imgcheck that wrote it")
    }
    var report: Report = try decode(bytes, name)
    try check(report, name)
    report.schemaVersion = Report.currentSchemaVersion
    return report
  }

  private static func major(_ version: String) -> Substring { version.prefix { $0 != "." } }

  private static func decode<Value: Decodable>(_ bytes: [UInt8], _ name: String) throws(Failure) -> Value {
    do {
      return try JSONDecoder().decode(Value.self, from: Data(bytes))
    } catch let error as DecodingError {
      throw Failure(description: "\(name): \(describe(error))")
    } catch {
      throw Failure(description: "\(name): \(SafeText.show(error.localizedDescription))")
    }
  }

  private static func describe(_ error: DecodingError) -> String {
    switch error {
    case .dataCorrupted(let context) where context.codingPath.isEmpty:
      "this is not JSON, or is truncated; write the report again with `-o json=FILE`"
    case .dataCorrupted(let context):
      "\(place(context.codingPath)): \(SafeText.show(context.debugDescription))"
    case .keyNotFound(let key, let context):
      "\(place(context.codingPath)): '\(key.stringValue)' is missing, so this is not a complete imgcheck report"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "\(place(context.codingPath)): \(SafeText.show(context.debugDescription))"
    @unknown default: "this is not an imgcheck report"
    }
  }

  /// `findings[3].location`.
  private static func place(_ path: [any CodingKey]) -> String {
    let text = path.reduce("") { text, key in
      if let index = key.intValue { return "\(text)[\(index)]" }
      return text + (text.isEmpty ? "" : ".") + key.stringValue
    }
    return text.isEmpty ? "the top level" : SafeText.show(text)
  }

  /// Numbers that no image has, and that would not add up.
  private static func check(_ report: Report, _ name: String) throws(Failure) {
    let largest: Int64 = 1 << 50
    for (index, image) in report.images.enumerated() {
      for layer in image.layers {
        for size in [layer.size, layer.uncompressedSize] where !(0...largest).contains(size) {
          throw Failure(description: "\(name): images[\(index)]: \(size) is not a layer size")
        }
      }
    }
  }
}
