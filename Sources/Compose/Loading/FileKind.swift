/// What a file is read as, for errors about its size.
package enum FileKind: Sendable, Hashable, CaseIterable {
  case compose, environment, labels, gitIgnore, policy, structureTest, configuration

  /// The kind in words, with its article.
  var noun: String {
    switch self {
    case .compose: "a compose file"
    case .environment: "a file of variables"
    case .labels: "a file of labels"
    case .gitIgnore: "a list of what Git ignores"
    case .policy: "a policy"
    case .structureTest: "a structure test"
    case .configuration: "a configuration of imgcheck"
    }
  }

  /// Whether `--limit` changes how much is read of such a file: it speaks of what is checked, and not of what checks.
  var isAdjustable: Bool {
    switch self {
    case .compose, .environment, .labels, .gitIgnore: true
    case .policy, .structureTest, .configuration: false
    }
  }
}
