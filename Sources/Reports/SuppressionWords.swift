import Findings

extension Finding.Suppression {
  /// What reports say of it beside its kind: why, who answers for it, where it is tracked and when it ends.
  var words: String {
    let terms = [
      until.map { "until \($0)" }, owner.map { "owner \($0)" }, ticket.map { "ticket \($0)" },
    ].compactMap(\.self).joined(separator: ", ")
    if reason.isEmpty { return terms }
    return terms.isEmpty ? reason : "\(reason) (\(terms))"
  }
}
