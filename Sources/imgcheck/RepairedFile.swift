import ArgumentParser
import Foundation
import Gate

/// Writes a repaired file in place of the old one: beside it and renamed, with its mode, and only if nobody changed it
/// since it was read.
enum RepairedFile {
  static func write(_ change: ComposeRepairs.Change) throws(ValidationError) {
    // A link stays one: what it points to is the file.
    let file = URL(fileURLWithPath: change.file).resolvingSymlinksInPath()
    do {
      guard try Data(contentsOf: file) == Data(change.old) else {
        throw ValidationError(
          "'\(change.file)' changed during the repair; run the command again.")
      }
      let mode = try mode(of: file)
      try Data(change.new).write(to: file, options: .atomic)
      if let mode, try self.mode(of: file) != mode {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
      }
    } catch let error as ValidationError {
      throw error
    } catch {
      throw ValidationError("'\(change.file)' cannot be written: \(error.localizedDescription)")
    }
  }

  private static func mode(of file: URL) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
  }
}
