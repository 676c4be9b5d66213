import ArchiveIO
import ArgumentParser
import Foundation
import Gate

/// Writes repaired files in place of the old ones, with their modes, and only if nobody changed them since they were read.
///
/// All are written to the disk before the first takes its place, so that what stops one of them stops all.
enum RepairedFiles {
  /// - Throws: an error of usage that says which files were changed all the same.
  static func write(_ changes: [ComposeRepairs.Change]) throws(ValidationError) {
    // A link stays one: what it points to is the file.
    let paths = changes.map { FileReplacement.real($0.file) ?? $0.file }
    var staged: [StagedFile] = []
    for (change, path) in zip(changes, paths) {
      if let problem = problem(change, at: path) { throw failure(problem, changes, written: 0) }
      do throws(FileReplacement.Failure) {
        staged.append(try FileReplacement().stage(change.new, at: path))
      } catch {
        throw failure(error.description, changes, written: 0)
      }
    }
    for index in changes.indices {
      if let problem = problem(changes[index], at: paths[index]) {
        throw failure(problem, changes, written: index)
      }
      do throws(FileReplacement.Failure) { try staged[index].place() } catch {
        throw failure(error.description, changes, written: index)
      }
    }
  }

  /// Why a file is not the one any more that was repaired; nil where it is.
  private static func problem(_ change: ComposeRepairs.Change, at path: String) -> String? {
    do {
      let content = try Data(contentsOf: URL(fileURLWithPath: path))
      return content == Data(change.old)
        ? nil : "'\(change.file)' was changed while it was being repaired: run the command again"
    } catch {
      return "'\(change.file)' cannot be read again: \(error.localizedDescription)"
    }
  }

  private static func failure(
    _ problem: String, _ changes: [ComposeRepairs.Change], written: Int
  ) -> ValidationError {
    func list(_ changes: ArraySlice<ComposeRepairs.Change>) -> String {
      changes.map { "'\($0.file)'" }.joined(separator: ", ")
    }
    let outcome =
      written == 0
      ? "No file was changed."
      : "Changed: \(list(changes[..<written])). Not changed: \(list(changes[written...]))."
    return ValidationError("The repairs cannot be written: \(problem). \(outcome)")
  }
}
