import Synchronization

/// Holds what a command is done with until the process ends, which then takes all memory at once: to take apart what thousands
/// of compose projects yielded, piece by piece, costs a noticeable part of their check.
enum UntilExit {
  private static let held = Mutex<[any Sendable]>([])

  static func hold(_ value: any Sendable) { held.withLock { $0.append(value) } }
}
