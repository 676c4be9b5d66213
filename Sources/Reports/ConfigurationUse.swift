import Findings

/// A configuration file that a run took options from, and what in it bears on the verdict.
package struct ConfigurationUse: Sendable, Codable, Hashable {
  /// The path, as the working directory sees it.
  package var file: String
  /// Whether the caller named it and so vouches for it; else it was found in the checkout.
  package var named: Bool
  /// What in it makes the verdict milder, or would if it were taken; in the file's order.
  package var settings: [Setting]

  /// An entry of the file.
  package struct Setting: Sendable, Codable, Hashable {
    package var key: String
    /// Values of a list have `, ` between them.
    package var value: String
    /// `FILE:LINE:COLUMN`.
    package var place: String
    /// Whether the run went by it.
    package var applied: Bool
    /// What came of it, in a sentence without its end.
    package var effect: String

    package init(key: String, value: String, place: String, applied: Bool, effect: String) {
      self.key = key
      self.value = value
      self.place = place
      self.applied = applied
      self.effect = effect
    }
  }

  package init(file: String, named: Bool, settings: [Setting]) {
    self.file = file
    self.named = named
    self.settings = settings
  }

  /// What people read: the file, then each setting.
  package var lines: [String] {
    let origin =
      named
      ? "named by the caller"
      : "found in the checkout, but not named by the caller, so it cannot lower the gate"
    return ["configuration \(file): \(origin)"]
      + settings.map { "\($0.place): \($0.key): \($0.value): \($0.effect)" }
  }
}
