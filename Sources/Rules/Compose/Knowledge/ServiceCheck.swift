import Compose
import Findings
import Policies

extension Rule.Check {
  /// A check that looks at one service at a time.
  static func service(_ check: @escaping @Sendable (Service, Project, Policy) -> [Match]) -> Rule.Check {
    .compose { project, policy in project.services.flatMap { check($0, project, policy) } }
  }
}

extension Field {
  /// The field's place.
  var place: Place { .compose(key: key) }
}

extension Service {
  /// The service's own place, for what it does not say.
  var place: Place { .compose(key: key) }

  /// Whether the containers are Compose's own: a provider's service has none.
  package var hasContainers: Bool { section.field("provider") == nil }

  /// The values of `security_opt` split at the first `:` or `=`.
  package var securityOptions: [(name: String, value: String, field: Field<String>)] {
    section.texts("security_opt").map { field in
      let parts = field.value.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == ":" || $0 == "=" }
      return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "", field)
    }
  }
}
