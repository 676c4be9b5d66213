/// What a finding is about, so that rules that see the same thing are reported as one finding.
///
/// A rule names the fact and where it shows; the gate adds which image or project that is.
package struct Fact: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// A secret at a place.
    case secret
    /// A secret by its value, wherever it stands.
    case secretValue
    /// A file that is a private key.
    case keyFile
    /// Who the image runs as.
    case user
    case healthCheck
    case tag
    case port
    case volume
    /// A package, at the list that names it.
    case package
  }

  package let kind: Kind
  /// Where it shows; nil for the image as a whole.
  package let place: SymbolicLocation?
  /// Which of several at one place: a variable, an option, a port; nil where nothing says.
  package let name: String?
  /// The image or project.
  package var scope = ""

  package init(_ kind: Kind, _ place: SymbolicLocation? = nil, name: String? = nil) {
    self.kind = kind
    self.place = place
    self.name = name
  }

  /// The fact in an image, or where the place is one of a compose file, in a project.
  package func scoped(image: @autoclosure () -> String, project: @autoclosure () -> String) -> Fact {
    var fact = self
    if case .compose = place { fact.scope = project() } else { fact.scope = image() }
    return fact
  }

  /// The fact at its place, whichever of several it is.
  package var withoutName: Fact {
    var fact = Fact(kind, place)
    fact.scope = scope
    return fact
  }
}
