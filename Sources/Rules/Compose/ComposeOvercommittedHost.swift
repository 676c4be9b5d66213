import Compose
import Findings
import Policies

extension Rule {
  static let composeOvercommittedHost = Rule(
    id: "compose-overcommitted-host",
    summary: "The services promise more of the host than it has.",
    why: """
      Each limit looks right by itself; together they promise what is not there. When all services are busy at once, \
      the kernel ends some of them for want of memory, and all of them wait for CPU.
      """,
    fix:
      "Lower limits or replicas, move services to another host, or say in the policy how much may be promised twice.",
    severity: .high, confidence: .certain,
    references: [.cwe(770)],
    triggering: [
      .compose(
        "replicas count, and so do other projects of the host",
        """
        # policy:
        host: {cpus: 2, memory: 4g}
        # file: compose.yaml
        services:
          api:
            image: api:1
            deploy:
              replicas: 2
              resources: {limits: {cpus: ▶"0.75", memory: ▶1536m}}
        # project: more/compose.yaml
        services:
          watch:
            image: watch:1
            mem_limit: 1.5g
            cpus: 1
        """)
    ],
    silent: [
      .compose(
        "what fits, what the policy lets be promised twice, and global services",
        """
        # policy:
        host: {cpus: 2, memory: 4g, pids: 1000, overcommit: {cpu: 2}}
        # file: compose.yaml
        services:
          api:
            image: api:1
            cpus: 3
            mem_limit: 2g
          agent:
            image: agent:1
            deploy: {mode: global, replicas: 9, resources: {limits: {memory: 1g}}}
          off:
            image: api:1
            mem_limit: 8g
            scale: 0
        """)
    ],
    check: .host { projects, policy in
      guard let budget = Budget(projects, policy), let table = HostBudget(projects, policy) else { return [] }
      return zip(budget.resources, table.resources).compactMap { resource, row in
        guard row.isExceeded else { return nil }
        let takers = budget.takers.filter { $0.limits[resource.limit] != nil }.sorted {
          let (left, right) = ($0.limits[resource.limit]?.amount ?? 0, $1.limits[resource.limit]?.amount ?? 0)
          return (right, $0.project, $0.service.name) < (left, $1.project, $1.service.name)
        }
        guard let largest = takers.first, let place = largest.limits[resource.limit] else { return nil }
        let allowed =
          row.overcommit == 1 ? "" : ", of which the policy lets \(Int(row.overcommit * 100))% be promised"
        let lower = row.unlimited.isEmpty ? "" : " Services without a limit come on top."
        let others = takers.dropFirst().prefix(Match.listedPlaces).compactMap { taker in
          taker.limits[resource.limit].map { limit in
            HostMatch.Elsewhere(
              project: taker.project, key: limit.key,
              message: "\(taker.service.name) is promised \(row.text(limit.amount))")
          }
        }
        return HostMatch(
          project: largest.project,
          Match(
            .compose(key: place.key),
            "\(Phrase.count(takers.count, "service")) together are promised \(row.text(row.promised))\(resource.title), \(row.percent) of the host's \(row.text(row.available))\(allowed); \(largest.service.name) takes most with \(row.text(place.amount)).\(lower)",
            subject: resource.name, severity: resource.limit == .memory ? .high : .medium),
          elsewhere: others)
      }
    })
}

extension Budget.Resource {
  /// The thing in words, after an amount.
  var title: String {
    switch limit {
    case .cpus: " CPUs"
    case .pids: " processes"
    case .memory, .reservedMemory, .reservedCPUs, .sharedMemory, .logs, .replicas: " of memory"
    }
  }
}
