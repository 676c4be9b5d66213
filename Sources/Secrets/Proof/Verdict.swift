/// What a check says of a candidate.
package enum Verdict: Sendable, Hashable {
  /// The bytes themselves show that it is the thing: why.
  case proven(String)
  /// Nothing speaks for or against it.
  case open
  /// A check that real ones pass was failed: why. It stays, at a low severity.
  case doubtful(String)
  /// It is public or no longer valid, so that it does no harm: why.
  case harmless(String)
  /// It is real, but a passphrase protects it: why.
  case locked(String)
  /// It is not the thing.
  case rejected
}
