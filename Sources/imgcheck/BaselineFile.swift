import ArgumentParser
import Foundation
import Gate

/// Baselines as files.
enum BaselineFile {
  /// - Throws: an error of usage where the file is no report of an earlier run.
  static func read(_ path: String) throws -> Baseline {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ValidationError(
        "The baseline '\(path)' cannot be read: give the JSON or SARIF report of an earlier run.")
    }
    do throws(Baseline.Failure) {
      return try Baseline(file: path, data: data)
    } catch {
      throw ValidationError(error.description)
    }
  }
}
