/// Why bytes could not be read as what they claim to be.
///
/// It never names the file or the member: who opened it adds that. It names the place inside, and what was found.
package enum ArchiveError: Codable, Error, Sendable, Hashable, CustomStringConvertible {
  /// The operating system refused: the call and its reason.
  case system(operation: String, reason: String)
  /// The bytes are not well-formed; `offset` counts bytes of the given form from its start.
  case damaged(form: String, offset: Int64, detail: String)
  /// A limit that protects this machine was reached.
  case limit(what: String, allowed: String)
  /// The bytes are of another kind than the reader takes.
  case unrecognized(expected: String, found: String)

  package var description: String {
    switch self {
    case .system(let operation, let reason): "\(operation): \(reason)"
    case .damaged(let form, let offset, let detail): "damaged \(form) at byte \(offset): \(detail)"
    case .limit(let what, let allowed): "\(what) exceeds the limit of \(allowed)"
    case .unrecognized(let expected, let found): "not \(expected): \(found)"
    }
  }
}
