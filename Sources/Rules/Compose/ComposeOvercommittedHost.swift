import Compose
import Findings
import Policies

extension Rule {
  static let composeOvercommittedHost = Rule(
    id: "compose-overcommitted-host",
    summary: "The limits of all services together exceed what the host has.",
    why: """
      Each limit looks right by itself, but together they promise more than the host has. When all services \
      are busy at once, the kernel kills some of them for lack of memory, and all of them wait for CPU.
      """,
    fix: "Lower limits or replicas, move services to another host, or raise `host.overcommit` in the policy.",
    severity: .high, confidence: .certain,
    references: [.cwe(770)],
    triggering: [
      .compose(
        "limits that count once per replica, in several projects",
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
        "limits that fit, an overcommit that the policy allows, and global services",
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
        let consumers = budget.consumers.filter { $0.limits[resource.limit] != nil }.sorted {
          let (left, right) = ($0.limits[resource.limit]?.amount ?? 0, $1.limits[resource.limit]?.amount ?? 0)
          return (right, $0.project, $0.service.name) < (left, $1.project, $1.service.name)
        }
        guard let largest = consumers.first, let place = largest.limits[resource.limit] else { return nil }
        let allowed =
          row.overcommit == 1 ? "" : " (the policy allows \(Int(row.overcommit * 100))%)"
        let lower = row.unlimited.isEmpty ? "" : " Services without a limit add to this."
        let others = consumers.dropFirst().prefix(Match.listedPlaces).compactMap { taker in
          taker.limits[resource.limit].map { limit in
            HostMatch.Elsewhere(
              project: taker.project, key: limit.key,
              message: "\(taker.service.name) may use \(row.text(limit.amount))")
          }
        }
        return HostMatch(
          project: largest.project,
          Match(
            .compose(key: place.key),
            "\(Phrase.count(consumers.count, "service")) together may use \(row.text(row.promised))\(resource.title), \(row.percent) of the host's \(row.text(row.available))\(allowed); \(largest.service.name) has the largest share with \(row.text(place.amount)).\(lower)"
              + Match.unlisted(consumers.count - 1, "services"),
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
    case .memory, .reservedMemory, .reservedCPUs, .sharedMemory, .logs, .replicas, .memoryRatio, .cpuRatio:
      " of memory"
    }
  }
}
