/// When reading has to end.
package struct Deadline: Sendable, Hashable {
  private let end: ContinuousClock.Instant
  /// Seconds that the run may take, for messages.
  private let seconds: Int

  /// From now on.
  ///
  /// - Parameters:
  ///   - seconds: that the run may take.
  ///   - share: of them, for what this deadline is of.
  package init(seconds: Int, share: Double = 1) {
    self.seconds = seconds
    end = .now + .seconds(Double(seconds) * share)
  }

  private init(end: ContinuousClock.Instant, seconds: Int) {
    self.end = end
    self.seconds = seconds
  }

  /// The time of one input while others wait: half of what is left, so that none of them can take all of it.
  package var half: Deadline {
    let now = ContinuousClock.now
    return Deadline(end: now + max(.zero, end - now) / 2, seconds: seconds)
  }

  package var isOver: Bool { ContinuousClock.now >= end }

  /// How it is said that it is over.
  package var error: ArchiveError {
    .limit(what: "the time that reading takes", allowed: "its share of \(seconds) seconds (--timeout)")
  }

  /// - Throws: `ArchiveError.limit` once the time is over.
  package func check() throws(ArchiveError) {
    if isOver { throw error }
  }
}
