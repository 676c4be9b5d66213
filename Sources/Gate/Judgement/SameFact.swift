import Findings
import Images

/// Tells what several rules say of one thing as one finding: the strongest of them, with the places of all.
///
/// This is the only step in which one finding gives way to another. It comes after all rules, and after those that are off
/// and those that an exception allows are gone; so none of these hides what another rule found.
struct SameFact {
  private var clusters: [Cluster] = []
  private var positions: [Fact: [Int]] = [:]
  private var positionsByPlace: [Fact: [Int]] = [:]

  /// Findings about one fact, by their positions.
  fileprivate struct Cluster {
    var members: [Int]
    var rules: Set<String>
    /// The value, where the fact is a secret that was recognised by it.
    var hash: String?
  }

  /// The findings without repetition.
  static func merged(_ findings: [Finding]) -> [Finding] {
    var merged = findings
    merge(&merged)
    return merged
  }

  /// Takes repetition out of findings, which keep their order: each stands where the strongest of its own stood.
  static func merge(_ findings: inout [Finding]) {
    let (changed, gone) = changes(findings)
    for (index, finding) in changed { findings[index] = finding }
    findings.removeSubranges(gone)
  }

  /// The findings that become others, by their positions, and the positions of those that go.
  private static func changes(
    _ findings: [Finding]
  ) -> (changed: [(index: Int, finding: Finding)], gone: RangeSet<Int>) {
    var same = SameFact()
    let told = findings.indices.pieces.sideBySide { piece in
      piece.compactMap { Told(findings[$0], at: $0) }
    }.flatMap(\.self)
    // Most are alone with their facts; those that are not are held against each other.
    var tellers: [Int: Int] = [:]
    for hash in told.lazy.flatMap(\.hashes) { tellers[hash, default: 0] += 1 }
    let concerned = told.filter { $0.hashes.contains { tellers[$0, default: 0] > 1 } }.map(\.index)
    // Values tell secrets apart better than names; so those that have one come first.
    for index in concerned where findings[index].secretHash != nil { same.add(findings[index], index) }
    for index in concerned where findings[index].secretHash == nil { same.add(findings[index], index) }
    var changed = told.map { (index: $0.index, finding: $0.plain) }
    var gone: [Int] = []
    for cluster in same.clusters where cluster.members.count > 1 {
      let merged = merged(cluster.members.map { (position: $0, finding: findings[$0]) })
      gone += cluster.members.filter { $0 != merged.position }
      changed.append((merged.position, merged.finding.withoutFacts))
    }
    return (changed, RangeSet(gone.sorted(), within: findings))
  }

  /// A finding that says what it is about.
  private struct Told: Sendable {
    let index: Int
    /// The finding as one that says no more.
    let plain: Finding
    /// A hash of each fact, equal for facts that could be one.
    let hashes: [Int]

    init?(_ finding: Finding, at index: Int) {
      let facts = finding.facts
      guard !(facts.isEmpty && finding.overrides.isEmpty) else { return nil }
      (self.index, plain) = (index, finding.withoutFacts)
      hashes = facts.map { $0.withoutName.hashValue }
    }
  }

  private mutating func add(_ finding: Finding, _ index: Int) {
    let candidates = finding.facts.flatMap { fact in
      positions[fact, default: []]
        + (fact.name == nil ? positionsByPlace[fact, default: []] : positions[fact.withoutName, default: []])
    }
    let position = candidates.first { clusters[$0].takes(finding) } ?? clusters.count
    if position == clusters.count { clusters.append(Cluster(members: [], rules: [])) }
    clusters[position].members.append(index)
    clusters[position].rules.insert(finding.rule)
    clusters[position].hash = clusters[position].hash ?? finding.secretHash
    for fact in finding.facts {
      positions[fact, default: []].append(position)
      if fact.name != nil, fact.place != nil {
        positionsByPlace[fact.withoutName, default: []].append(position)
      }
    }
  }

  /// The strongest finding with what the others add; of equals the one that knows more.
  private static func merged(
    _ members: [(position: Int, finding: Finding)]
  ) -> (position: Int, finding: Finding) {
    let overridden = Set(members.flatMap(\.finding.overrides))
    let weighed = members.filter { !overridden.contains($0.finding.rule) }
    let first = weighed.isEmpty ? members[0] : weighed[0]
    let strongest = weighed.reduce(first) {
      weight($0.finding).lexicographicallyPrecedes(weight($1.finding)) ? $1 : $0
    }
    var finding = strongest.finding
    var related = finding.related
    var places = Set([finding.location] + related.map(\.location))
    for (position, other) in members where position != strongest.position {
      let own = Finding.Related(location: other.location, message: other.message)
      for place in [own] + other.related where places.insert(place.location).inserted {
        related.append(place)
      }
      finding.bytes = max(finding.bytes, other.bytes)
      finding.edits = finding.edits ?? other.edits
      finding.secretHash = finding.secretHash ?? other.secretHash
    }
    finding.related = related
    let others = Set(members.map(\.finding.rule)).subtracting([finding.rule])
    finding.alsoRules = others.isEmpty ? nil : others.sorted()
    return (strongest.position, finding)
  }

  private static func weight(_ finding: Finding) -> [Int] {
    let knowledge =
      if finding.rule.hasPrefix("secret-generic-") { 0 } else if finding.secretHash != nil {
        2
      } else if finding.rule
        .hasPrefix("cross-")
      { 3 } else { 1 }
    return [finding.severity.rank, knowledge, finding.confidence.rank]
  }
}

extension SameFact.Cluster {
  /// Two findings of one rule are two things, and so are two values.
  fileprivate func takes(_ finding: Finding) -> Bool {
    !rules.contains(finding.rule) && (hash == nil || finding.secretHash == nil || hash == finding.secretHash)
  }
}
