import Compose
import Foundation

extension FileReader {
  /// The files of this machine; what is no plain file is none.
  package static let disk = FileReader { path in
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    var target = path
    var kind = try FileManager.default.attributesOfItem(atPath: target)[.type] as? FileAttributeType
    if kind == .typeSymbolicLink {
      target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
      kind = try FileManager.default.attributesOfItem(atPath: target)[.type] as? FileAttributeType
    }
    guard kind == .typeRegular else { return nil }
    let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: target, isDirectory: false))
    defer { file.closeFile() }
    return Array(try file.read(upToCount: Limits().fileBytes + 1) ?? Data())
  }
}
