import Findings

/// Joins runs of imgcheck into one, as `SARIFReport` would have written it: all rules, all results, the worst
/// results first and no more of them than a service keeps.
struct SARIFRunJoin {
  private(set) var run: JSON

  init(_ first: JSON, _ rest: [JSON]) {
    let runs = [first] + rest
    let rules = Self.distinct(runs.flatMap { $0["tool"]?["driver"]?["rules"]?.elements ?? [] }) { $0["id"] }
    let driver = first["tool"]?["driver"]?.with("rules", .list(rules.map(Self.withoutTaxonIndex)))
    let results = Self.results(runs, rules)
    run = first.with("tool", first["tool"]?.with("driver", driver))
      .with("taxonomies", Self.taxonomies(runs))
      .with("results", .list(Array(results.prefix(SARIFReport.maximumResults))))
      .with("invocations", [Self.invocation(runs, left: results.count - SARIFReport.maximumResults)])
  }

  /// Each result once, with its rule's index among all rules.
  private static func results(_ runs: [JSON], _ rules: [JSON]) -> [JSON] {
    var indexes: [String: Int] = [:]
    for (index, rule) in rules.enumerated() { if let id = rule["id"]?.string { indexes[id] = index } }
    let all = runs.flatMap { $0["results"]?.elements ?? [] }.map { result in
      result.with("ruleIndex", result["ruleId"]?.string.flatMap { indexes[$0] }.map { .number($0) })
    }
    let ranked = distinct(all) { $0 }.enumerated().sorted { left, right in
      let (a, b) = (rank(left.element), rank(right.element))
      return a == b ? left.offset < right.offset : a > b
    }
    return ranked.map(\.element)
  }

  private static func rank(_ result: JSON) -> Int {
    result["properties"]?["severity"]?.string.flatMap { Severity(rawValue: $0) }?.rank ?? 0
  }

  /// The taxa of all runs; a rule names them by id.
  private static func taxonomies(_ runs: [JSON]) -> JSON {
    let all = runs.flatMap { $0["taxonomies"]?.elements ?? [] }
    let named = distinct(all) { $0["name"] }
    return .list(
      named.map { taxonomy in
        let same = all.filter { $0["name"] == taxonomy["name"] }
        return taxonomy.with(
          "taxa", .list(distinct(same.flatMap { $0["taxa"]?.elements ?? [] }) { $0["id"] }))
      })
  }

  /// A rule whose relationships name their taxa by id alone, since the places in the list have changed.
  private static func withoutTaxonIndex(_ rule: JSON) -> JSON {
    guard let relationships = rule["relationships"]?.elements else { return rule }
    return rule.with(
      "relationships",
      .list(
        relationships.map { relationship in
          guard case .object(var target) = relationship["target"] else { return relationship }
          target["index"] = nil
          return relationship.with("target", .object(target))
        }))
  }

  /// The worst exit status and everything that the runs had to say.
  private static func invocation(_ runs: [JSON], left: Int) -> JSON {
    let all = runs.flatMap { $0["invocations"]?.elements ?? [] }
    let code =
      all.compactMap {
        $0["exitCode"].flatMap { code -> Int? in
          guard case .number(let number) = code else { return nil }
          return number
        }
      }.max() ?? 0
    var notifications = all.flatMap { $0["toolExecutionNotifications"]?.elements ?? [] }
    if left > 0 { notifications.append(SARIFReport.notListed(left)) }
    let settings = all.flatMap { $0["toolConfigurationNotifications"]?.elements ?? [] }
    return SARIFReport.invocation(
      exitCode: code, execution: distinct(notifications) { $0 }, configuration: distinct(settings) { $0 })
  }

  private static func distinct<Key: Hashable>(_ values: [JSON], by key: (JSON) -> Key) -> [JSON] {
    var seen: Set<Key> = []
    return values.filter { seen.insert(key($0)).inserted }
  }
}
