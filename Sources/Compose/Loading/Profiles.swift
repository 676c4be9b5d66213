/// Which services the active profiles switch on.
///
/// Only who asks for the run may leave services out. `COMPOSE_PROFILES` stands in a file of the project: it says what
/// runs together, and never what is looked at, because any profile may be switched on.
struct Profiles {
  private let active: Set<String>
  /// Whether somebody said what is active: the caller, or `COMPOSE_PROFILES`.
  let isChosen: Bool

  /// Takes the names given, or those of `COMPOSE_PROFILES`; where nobody chose, none is active.
  init(_ given: [String]?, variables: Variables) {
    // Names are trimmed as Compose trims them.
    let named = variables["COMPOSE_PROFILES"]?.text.split(separator: ",").map {
      String($0.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }.filter { !$0.isEmpty }
    isChosen = given != nil || named?.isEmpty == false
    active = Set(given ?? named ?? [])
  }

  /// A service without profiles always runs.
  func include(_ profiles: [String]) -> Bool {
    profiles.isEmpty || active.contains("*") || !active.isDisjoint(with: profiles)
  }
}
