import Compose
import Foundation

extension FileReader {
  /// The files of this machine; what is no plain file is none.
  package static let disk = FileReader { path in
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    let kind = try FileManager.default.attributesOfItem(atPath: target.path)[.type] as? FileAttributeType
    guard kind == .typeRegular else { return nil }
    let file = try FileHandle(forReadingFrom: target)
    defer { file.closeFile() }
    return Array(try file.read(upToCount: Limits().fileBytes + 1) ?? Data())
  }
}
