import ArgumentParser
import Findings
import Foundation
import Synchronization

/// What the program knows of its surroundings: whether somebody watches, and in colours.
enum Terminal {
  static var isStandardOutputTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  static var isStandardErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  static func complain(_ message: String) { write(message + "\n") }

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

/// Shows on standard error how much was read, where somebody watches.
final class Progress: Sendable {
  private let state = Mutex((bytes: Int64(0), shown: Int64(0)))
  private let isShown: Bool
  /// Bytes between two updates of the line.
  private static let step: Int64 = 64 << 20

  init(isShown: Bool) { self.isShown = isShown }

  func add(_ bytes: Int64) {
    guard isShown else { return }
    let total: Int64? = state.withLock { state in
      state.bytes += bytes
      guard state.bytes - state.shown >= Self.step || state.shown == 0 else { return nil }
      state.shown = state.bytes
      return state.bytes
    }
    if let total { Terminal.write("\r\u{1b}[Kreading layers: \(ByteCount.show(total))") }
  }

  func end() { if isShown { Terminal.write("\r\u{1b}[K") } }
}
