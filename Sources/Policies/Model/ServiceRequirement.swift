import Compose
import Findings

/// Settings that some services must have.
package struct ServiceRequirement: Sendable, Hashable {
  /// A name that must be set, and what its value must look like where that matters.
  package struct Named: Sendable, Hashable {
    package let name: String
    package let value: ValuePattern?
  }

  package var selector = ServiceSelector()
  package var labels: [Named] = []
  /// Variables of the container, from wherever the files take them.
  package var environment: [Named] = []
  /// Other settings, by their path: `logging.driver`.
  package var keys: [Named] = []
  /// Restart policies, of which the service must have one.
  package var restart: [ValuePattern] = []
  package var readOnly: Bool?
  /// Users, of which the service must name one.
  package var users: [ValuePattern] = []
  package var healthCheck: Bool?
  /// Seconds.
  package var healthCheckInterval = Bounds()
  package var severity: Severity?
  /// Why it is asked; empty where no reason is given.
  package var reason = ""
  package var span: SourceSpan?

  package init() {}
}

extension ServiceRequirement: SelectingSection {
  static let settings: [Setting<ServiceRequirement>] =
    selectors + [
      named(
        "labels", \.labels,
        "Labels that the service must have: names, or names with a pattern for each value."),
      named(
        "environment", \.environment,
        "Variables that the service must set: names, or names with a pattern for each value."),
      named(
        "keys", \.keys,
        "Other keys of the service that must be set, by path such as `logging.driver`: names, or names with a pattern for each value."
      ),
      patterns("restart", \.restart, "The restart policies of which the service must have one."),
      Setting("read-only", .boolean, "Whether the root file system must be read-only.") {
        $0.readOnly = $1.scalar?.boolean
      },
      patterns("user", \.users, "The users of which the service must name one, as `user` writes them."),
      Setting("health-check", .boolean, "Whether the service must state a health check, or must not.") {
        $0.healthCheck = $1.scalar?.boolean
      },
      Setting(
        "health-check-interval",
        .record([
          .init("min", .value(.duration), "The minimum."), .init("max", .value(.duration), "The maximum."),
        ]), "The bounds of the health check's interval, which is 30s unless it is set."
      ) { $0.healthCheckInterval = Bounds(minimum: seconds($1["min"]), maximum: seconds($1["max"])) },
      Setting("severity", .value(.severity), "The severity of its findings.") {
        $0.severity = $1.text.flatMap(Severity.init)
      },
      .text("reason", \.reason, "Why it is required; findings show it."),
    ]

  init(_ node: Node) {
    self.init()
    take(node)
    span = node.span
  }

  private static func seconds(_ node: Node?) -> Double? {
    node?.text.flatMap { Duration(compose: $0) }.map { $0 / .seconds(1) }
  }

  private static func patterns(
    _ name: String, _ path: Setting<ServiceRequirement>.Path<[ValuePattern]>, _ meaning: String
  ) -> Setting<ServiceRequirement> {
    Setting(name, .patterns, meaning) { root, node in
      root[keyPath: path] = node.texts.compactMap(ValuePattern.init)
    }
  }

  private static func named(
    _ name: String, _ path: Setting<ServiceRequirement>.Path<[Named]>, _ meaning: String
  ) -> Setting<ServiceRequirement> {
    Setting(name, .either([.texts, .map(.value(.pattern), keys: .text)]), meaning) { root, node in
      root[keyPath: path] =
        (node.items ?? []).compactMap(\.text).map { Named(name: $0, value: nil) }
        + (node.mapping?.pairs ?? []).map {
          Named(name: $0.key, value: $0.value.text.flatMap(ValuePattern.init))
        }
    }
  }
}

extension PolicyForm {
  static let duration = PolicyForm(
    expectation: "a duration such as 30s or 1m30s",
    schema: #""type": "string", "pattern": "^([0-9.]+(ns|us|ms|s|m|h|d|w))+$""#
  ) { Duration(compose: $0.text) != nil }
}
