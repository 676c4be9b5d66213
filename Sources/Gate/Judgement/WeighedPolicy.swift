import Policies

/// A policy beside the one that holds, by which a run judges a second time.
package enum WeighedPolicy: Sendable {
  /// Nobody vouches for it, because the checkout brings it: it may ask for more, and what it leaves out counts all the
  /// same.
  case proposal(Policy)
  /// It would hold but for a configuration that the caller named. It decides nothing, and shows what that one allows.
  case replaced(Policy)

  var policy: Policy {
    switch self {
    case .proposal(var policy):
      policy.compose.isOfCheckout = true
      return policy
    case .replaced(let policy): return policy
    }
  }

  /// The policy that may ask for more; nil where there is none.
  package var proposal: Policy? {
    switch self {
    case .proposal: policy
    case .replaced: nil
    }
  }
}
