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
      guard try kind(path, of: name) == .typeDirectory else {
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
    guard path.hasPrefix(root + "/"), try kind(path, of: name) == .typeRegular else { return nil }
    do throws(ArchiveError) {
      return .bytes(try ByteStore(mapping: path).view)
    } catch {
      throw .damagedMember(source: source, member: name, detail: "cannot be read: \(error)")
    }
  }

  func target(_ name: String) -> String {
    name
  }

  /// What lies at a path; nil where nothing does.
  private func kind(_ path: String, of name: String) throws(ImageError) -> FileAttributeType? {
    do {
      return try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
    } catch {
      guard !Self.isAbsence(error) else { return nil }
      throw .damagedMember(
        source: source, member: name, detail: "cannot be inspected: \(error.localizedDescription)")
    }
  }

  /// Whether an error says that nothing is there. A directory that may not be searched, a link that leads in a circle and
  /// a disk that fails say nothing of the sort.
  static func isAbsence(_ error: any Error) -> Bool {
    let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError ?? error as NSError
    return cause.domain == NSPOSIXErrorDomain
      ? [ENOENT, ENOTDIR].contains(Int32(cause.code)) : cause.code == CocoaError.fileReadNoSuchFile.rawValue
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
