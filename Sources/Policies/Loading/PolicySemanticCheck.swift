import Compose
import Findings

/// What has the right shape in a policy and yet makes no sense: a least that is above the most, a zone that is not
/// there.
struct PolicySemanticCheck {
  /// Whether all was read that the policy extends; else a zone may be there.
  let isWhole: Bool

  func problems(in root: Node) -> [PolicyProblem] {
    Self.bounds(root) + (isWhole ? Self.zones(root) : [])
  }

  private static func bounds(_ root: Node) -> [PolicyProblem] {
    let limits = root["compose"]?["limits"]?.items ?? []
    return limits.flatMap { $0.mapping?.pairs ?? [] }.compactMap { pair in
      guard let minimum = pair.value["min"], let maximum = pair.value["max"],
        let least = amount(minimum), let most = amount(maximum), least > most
      else { return nil }
      return PolicyProblem(
        "the minimum of \"\(pair.key)\", \(minimum.text ?? ""), is above its maximum, \(maximum.text ?? "")",
        at: minimum.span)
    }
  }

  private static func amount(_ node: Node) -> Double? {
    node.scalar?.number ?? node.text.flatMap(PolicySize.bytes).map(Double.init)
  }

  private static func zones(_ root: Node) -> [PolicyProblem] {
    let pairs = root["zones"]?.mapping?.pairs ?? []
    let names = pairs.map(\.key)
    return pairs.flatMap { $0.value["reaches"]?.items ?? [] }.compactMap { item in
      guard let name = item.text, !names.contains(name) else { return nil }
      let hint =
        NearestName.of(name, among: names).map { "did you mean \"\($0)\"?" }
        ?? "choose \(names.joined(separator: ", "))"
      return PolicyProblem("zone \"\(name)\" does not exist; \(hint)", at: item.span)
    }
  }
}
