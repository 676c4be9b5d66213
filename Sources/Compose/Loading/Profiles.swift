/// Which services the active profiles switch on.
struct Profiles {
  private let active: Set<String>

  init(active: Set<String>) {
    self.active = active
  }

  /// Takes the names given, or those of `COMPOSE_PROFILES`; nil when nobody chose, and then all services are
  /// looked at, because any of them may be switched on.
  init?(_ given: [String]?, variables: Variables) {
    if let given {
      active = Set(given)
    } else if let names = variables["COMPOSE_PROFILES"]?.text {
      active = Set(names.split(separator: ",").map(String.init))
    } else {
      return nil
    }
  }

  /// A service without profiles always runs.
  func include(_ profiles: [String]) -> Bool {
    profiles.isEmpty || active.contains("*") || !active.isDisjoint(with: profiles)
  }
}
