import Findings

/// A service that another one waits for.
package struct Dependency: Sendable {
  /// What is waited for.
  package enum Condition: String, Sendable {
    case started = "service_started"
    case healthy = "service_healthy"
    case completed = "service_completed_successfully"
  }

  package var service: String
  package var condition: Condition
  /// Whether the project cannot start without it.
  package var isRequired: Bool
  /// The symbolic place.
  package var key: Key
}
