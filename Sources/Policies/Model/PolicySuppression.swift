import Compose
import Findings

/// A finding that does not count, by decision: which, where, why, until when and by whom.
///
/// All that is given must fit; what is not given fits everything.
package struct PolicySuppression: Sendable, Hashable {
  /// Ids of rules, or globs over them.
  package var rules: [Glob] = []
  /// Services of compose projects.
  package var services: [Glob] = []
  /// What else the services must be: their labels and roles.
  package var selector = ServiceSelector()
  /// Names of images, with or without tag.
  package var images: [Glob] = []
  /// Paths in images, or files beside them.
  package var paths: [Glob] = []
  /// A layer by its diff ID, or by the beginning of it.
  package var layer: String?
  /// A field of the image config or a key of the compose model.
  package var keys: [Glob] = []
  /// The hash of a secret's value, as reports show it.
  package var hash: String?
  package var fingerprint: String?
  /// Why it is accepted; never empty.
  package var reason = ""
  /// The last day on which it holds, as `YYYY-MM-DD`; nil for ever.
  package var until: String?
  package var owner: String?
  package var ticket: String?
  /// Where it stands.
  package var span: SourceSpan?

  package init() {}

  /// Whether it holds on a day, as `YYYY-MM-DD`; a run without a date knows of no end.
  package func holds(on day: String?) -> Bool {
    guard let until, let day else { return true }
    return day <= until
  }
}

extension PolicySuppression: SelectingSection {
  static let required = ["rule", "reason"]

  static let settings: [Setting<PolicySuppression>] =
    [.globs("rule", \.rules, "The rules, by id or glob.")] + places + terms

  /// Where it holds.
  static let places: [Setting<PolicySuppression>] =
    [.globs("service", \.services, "Services of compose projects.")] + kinds + [
      .globs("image", \.images, "Images, by name with or without tag."),
      .globs("path", \.paths, "Paths in the image, or files beside it: compose files, Dockerfiles."),
      .text(
        "layer", \.layer,
        "The layer, by its diff ID or the start of it. Layer numbers change, diff IDs do not."
      ),
      .globs(
        "key", \.keys,
        "A field of the image config (`Env*`) or a key of the compose model (`services.*.ports*`)."),
      .text("hash", \.hash, "The hash of a secret's value, as reports show it."),
      .text("fingerprint", \.fingerprint, "One finding, by the fingerprint that reports show."),
    ]

  /// Why and how long it holds.
  static let terms: [Setting<PolicySuppression>] = [
    .text("reason", \.reason, "Why this is accepted.", shape: .value(.reason)),
    .text("until", \.until, "The last day on which the exception applies, as YYYY-MM-DD.", shape: .date),
    .text("owner", \.owner, "Who is responsible for it."),
    .text("ticket", \.ticket, "Where it is tracked."),
  ]

  init(_ node: Node) {
    self.init()
    take(node)
    span = node.span
  }
}

extension PolicyForm {
  static let reason = PolicyForm(
    expectation: "a reason in a few words", schema: #""type": "string", "minLength": 1"#
  ) { $0.text.contains { !$0.isWhitespace } }
}
