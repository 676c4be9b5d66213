import Foundation
import Transfer

/// Small files of the caller's configuration.
enum HostFile {
  /// Bytes of a configuration: far more than any has.
  private static let mostBytes = 4 << 20

  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  /// The JSON object in a file; nil where there is no file.
  static func object(_ path: String) throws(SourceFailure) -> [String: Any]? {
    guard let bytes = try bytes(path) else { return nil }
    guard let object = parse(bytes) else { throw SourceFailure("\(path) does not hold a JSON object") }
    return object
  }

  /// The text of a file; nil where there is no file.
  static func text(_ path: String) throws(SourceFailure) -> String? {
    guard let bytes = try bytes(path) else { return nil }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw SourceFailure("\(path) is not UTF-8 text")
    }
    return text
  }

  private static func bytes(_ path: String) throws(SourceFailure) -> [UInt8]? {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      guard !exists(path) else { throw SourceFailure("\(path) cannot be read; check its permissions") }
      return nil
    }
    do { return [UInt8](try handle.read(upToCount: mostBytes) ?? Data()) } catch {
      throw SourceFailure("\(path) cannot be read: \(error.localizedDescription)")
    }
  }

  /// A JSON object; nil for anything else.
  static func parse(_ bytes: [UInt8]) -> [String: Any]? {
    do { return try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] } catch { return nil }
  }

  /// The names in a folder, sorted; none where there is no folder.
  static func names(in folder: String) -> [String] {
    do { return try FileManager.default.contentsOfDirectory(atPath: folder).sorted() } catch { return [] }
  }
}

/// Why one place does not give an image. Its text follows the name of the place.
package struct SourceFailure: Error, Sendable, Hashable, CustomStringConvertible {
  package let description: String

  init(_ description: String) { self.description = description }

  init(_ error: TransferError) { description = error.description }

  /// The text behind a name that says the address already.
  func text(behind addresses: String...) -> String {
    let known = addresses.first { description.hasPrefix("\($0) ") }
    return known.map { String(description.dropFirst($0.count + 1)) } ?? description
  }
}
