import ArgumentParser
import Findings
import Foundation
import Reports

/// Templates for reports, as files of the user.
enum TemplateFile {
  /// - Throws: an error of usage where the file is not a template.
  static func read(_ path: String) throws -> TemplateReport {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw ValidationError("The template '\(path)' cannot be read; check the path and its permissions.")
    }
    let data: Data
    do { data = try handle.read(upToCount: TemplateReport.largest + 1) ?? Data() } catch {
      throw ValidationError("The template '\(path)' cannot be read: \(error.localizedDescription)")
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw ValidationError("The template '\(path)' is not UTF-8 text; save it as UTF-8.")
    }
    do throws(TemplateReport.Failure) {
      return try TemplateReport(text)
    } catch {
      throw ValidationError("The template '\(path)': \(SafeText.show(error.description)).")
    }
  }
}
