/// What a check says of a candidate.
package enum Verdict: Sendable, Hashable {
  /// The bytes themselves show that it is the thing: why.
  case proven(String)
  /// Nothing speaks for or against it.
  case open
  /// A check that real ones pass was failed: why. It stays, at a low severity.
  case doubtful(String)
  /// It is real but does no harm as it is, or less: why.
  case harmless(String)
  /// It is not the thing.
  case rejected
}
