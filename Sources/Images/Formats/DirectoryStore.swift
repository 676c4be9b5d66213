import ArchiveIO
import Foundation

/// The files below a directory; nothing outside it is ever opened, whatever links say.
struct DirectoryStore: MemberStore {
  private let root: String
  private let source: String

  init(_ path: String) {
    source = path
    root = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
  }

  func names() throws(ImageError) -> [String] {
    var result: [String] = []
    for name in try Self.list(root, source) {
      let path = root + "/" + name
      guard Self.kind(path) == .typeDirectory else {
        result.append(name)
        continue
      }
      result += try Self.list(path, source).map { name + "/" + $0 }
    }
    return result
  }

  func content(_ name: String) throws(ImageError) -> MemberContent? {
    guard let relative = ArchiveStore.resolve(name, from: "") else { return nil }
    let path = URL(fileURLWithPath: root + "/" + relative).resolvingSymlinksInPath().path
    guard path.hasPrefix(root + "/") else { return nil }
    guard Self.kind(path) == .typeRegular else { return nil }
    do throws(ArchiveError) {
      return .bytes(try ByteStore(mapping: path).view)
    } catch {
      throw .damagedMember(source: source, member: name, detail: error.description)
    }
  }

  func target(_ name: String) -> String {
    name
  }

  private static func kind(_ path: String) -> FileAttributeType? {
    // A file that is not there has no attributes: that is an answer, not a failure.
    (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
  }

  private static func list(_ path: String, _ source: String) throws(ImageError) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    } catch {
      throw .unreadable(
        source: source, reason: .system(operation: "list \(path)", reason: error.localizedDescription))
    }
  }
}
