import Compose

/// A published list of controls, with what decides each: `imgcheck report --benchmark` prints what came of them.
package struct Benchmark: Sendable, Hashable {
  package var title = ""
  package var controls: [Control] = []

  package init() {}

  /// One demand of the benchmark.
  package struct Control: Sendable, Hashable {
    /// As the benchmark numbers it.
    package var id = ""
    package var title = ""
    /// The rules that decide it; empty where none can.
    package var rules: [Glob] = []
    /// The keys of the compose model at which a finding counts; empty for all places.
    package var keys: [Glob] = []
    /// What of it is decided, where that is not all.
    package var note: String?
    /// Why images and compose files cannot tell; nil where they can.
    package var undecidable: String?

    package init() {}
  }
}

extension Benchmark: PolicySection {
  static let required = ["title", "controls"]

  static let settings: [Setting<Benchmark>] = [
    .text("title", \.title, "What it is called, with its version."),
    .list("controls", \.controls, "Its controls, in its order."),
  ]
}

extension Benchmark.Control: PolicySection {
  static let required = ["id", "title"]

  static let settings: [Setting<Benchmark.Control>] = [
    .text("id", \.id, "The control's number."),
    .text("title", \.title, "What it asks."),
    .globs("rules", \.rules, "The rules that decide it, by id or glob."),
    .globs("key", \.keys, "The keys of the compose model at which a finding counts."),
    .text("note", \.note, "What of it is decided, where that is not all."),
    .text("undecidable", \.undecidable, "Why images and compose files cannot tell."),
  ]
}
