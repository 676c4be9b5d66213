import ArchiveIO
import Secrets

/// A document about an image that ships beside it: provenance, a bill of materials, a signature's payload (in-toto
/// Attestation Framework; BuildKit, Attestation Storage).
package struct Attestation: Sendable {
  /// What reports call one.
  static let word = "attestation"

  /// What it states, by its predicate's type, such as `https://slsa.dev/provenance/v1`; else its media type. With the
  /// digest of its subject where that image is not in the archive.
  package internal(set) var name: String
  let content: Content
  /// The build arguments in it, as `NAME=value`.
  package var buildArguments: [String] = []

  enum Content: Sendable {
    /// The document, taken out of its envelope.
    case json(ByteView)
    /// Bytes of any other form: plain text, a packed archive.
    case other(ByteView)
    /// What was found in the files of an archive that could only be read forward.
    case searched([FileSecrets])
  }
}

/// What an archive holds besides images: a signature, an attestation, a chart.
package struct Artifact: Sendable, Hashable {
  /// What it is: the types of its predicates, else its own type or those of its parts.
  package var types: [String] = []
  /// What it is about: the platform of an image of the archive, else a digest; nil where it does not say.
  package var subject: String?

  /// Types of one artifact that are named.
  private static let typesShown = 3
  /// Letters of a type that are shown: real ones have half as many.
  private static let lettersShown = 120

  /// What it is and what it is about, as it reads in a list.
  package var title: String {
    let named = types.prefix(Artifact.typesShown).map { String($0.prefix(Artifact.lettersShown)) }
    let more = types.count > named.count ? ["\(types.count - named.count) more"] : []
    let what = named.isEmpty ? "of no stated type" : (named + more).joined(separator: " and ")
    return subject.map { "\(what) of \($0)" } ?? what
  }
}
