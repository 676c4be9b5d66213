import ArgumentParser
import Findings
import Foundation
import Reports

/// What the program knows of its surroundings: whether somebody watches, and in colours.
enum Terminal {
  static var isStandardOutputTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  static var isStandardErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Whether lines on standard error can be drawn over: somebody watches, on more than a typewriter.
  static var canRedraw: Bool {
    isStandardErrorTerminal && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }

  static func complain(_ message: String) { write(message + "\n") }

  /// Says what of configurations bears on the verdict, where no report does.
  static func complain(_ configurations: [ConfigurationUse]?) {
    for configuration in configurations ?? [] where !configuration.settings.isEmpty {
      for line in configuration.lines { complain("imgcheck: \(SafeText.show(line))") }
    }
  }

  /// Writes to standard error.
  static func write(_ text: String) {
    do {
      try FileHandle.standardError.write(contentsOf: Data(text.utf8))
    } catch {
      // Standard error is closed: there is nobody to tell, and the exit status still says it.
    }
  }

  /// Writes to standard output; throws where it is closed or full.
  static func output(_ text: String) throws(ValidationError) {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    } catch {
      throw ValidationError("Standard output cannot be written: \(error.localizedDescription)")
    }
  }
}

/// When to colour the report.
enum ColorChoice: String, CaseIterable {
  case auto, always, never

  /// `NO_COLOR` (any value but the empty one) and a dumb terminal mean no.
  var isColoured: Bool {
    let environment = ProcessInfo.processInfo.environment
    return switch self {
    case .always: true
    case .never: false
    case .auto:
      Terminal.isStandardOutputTerminal && (environment["NO_COLOR"] ?? "").isEmpty
        && environment["TERM"] != "dumb"
    }
  }
}
