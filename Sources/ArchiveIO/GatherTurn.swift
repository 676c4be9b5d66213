import Foundation

/// The right to gather a large content. All layers that are read at once share the memory for these, and take turns where
/// it is too little.
struct GatherTurn {
  /// Bytes of a content from which it takes turns.
  private static let leastBytes = 8 << 20
  /// Bytes of all that are gathered at once; a larger one is gathered alone.
  private static let mostBytes = 64 << 20

  private static let condition = NSCondition()
  private nonisolated(unsafe) static var taken = 0

  private var bytes: Int

  /// Waits until there is memory for so many bytes; nil where they are so few that nobody counts them.
  init?(for bytes: Int) {
    guard bytes >= Self.leastBytes else { return nil }
    self.bytes = bytes
    Self.condition.withLock {
      while unsafe Self.taken > 0 && Self.taken + bytes > Self.mostBytes { Self.condition.wait() }
      unsafe Self.taken += bytes
    }
  }

  /// Gives the memory back; a second time does nothing.
  mutating func end() {
    guard bytes > 0 else { return }
    Self.condition.withLock {
      unsafe Self.taken -= bytes
      Self.condition.broadcast()
    }
    bytes = 0
  }
}
