import Compose
import Findings
import Policies

extension Rule {
  static let composeUnboundedBudget = Rule(
    id: "compose-unbounded-budget",
    summary: "The host's budget is unbounded because some services have no limit.",
    why: """
      The policy says what the host has. A service without a limit can take all of it, whatever the limits of \
      the others add up to.
      """,
    fix: "Set a limit for each resource under `host` in the policy, for every service.",
    severity: .low, confidence: .certain,
    references: [.cwe(770)],
    triggering: [
      .compose(
        "one of two services without a limit",
        """
        # policy:
        host: {cpus: 2, memory: 4g}
        # file: compose.yaml
        services:
          api:
            image: api:1
            mem_limit: 1g
            cpus: 1
          ▶worker:
            image: worker:1
            cpus: 1
        """)
    ],
    silent: [
      .compose(
        "a limit for every resource that the policy counts",
        """
        # policy:
        host: {memory: 4g}
        # file: compose.yaml
        services:
          api:
            image: api:1
            mem_limit: 1g
            depends_on: {seed: {condition: service_completed_successfully}}
          seed:
            image: api:1
        """)
    ],
    check: .host { projects, policy in
      guard let budget = Budget(projects, policy) else { return [] }
      let groups = budget.resources.map { (resource: $0, consumers: budget.unlimited($0)) }.filter {
        !$0.consumers.isEmpty
      }
      let all = groups.flatMap(\.consumers)
      guard let first = all.first(where: { $0.service.profiles.isEmpty }) ?? all.first else { return [] }
      // What has no limit of one thing has often none of the others.
      let lists = groups.map { Phrase.list($0.consumers.map(\.service.name)) }
      let parts = lists.enumerated().filter { lists.firstIndex(of: $0.element) == $0.offset }.map { _, list in
        let names = zip(groups, lists).filter { $1 == list }.map(\.0.resource.name)
        return "\(names.joined(separator: " and ")): \(list)"
      }
      var seen: Set<String> = ["\(first.service.key) \(first.project)"]
      let others = all.filter { seen.insert("\($0.service.key) \($0.project)").inserted }
      return [
        HostMatch(
          project: first.project,
          Match(
            first.service.place,
            "The services can take more than the host has, because some have no limit (\(parts.joined(separator: "; ")))."
              + Match.unlisted(others.count, "services")
          ),
          elsewhere: others.prefix(Match.listedPlaces).map {
            .init(project: $0.project, key: $0.service.key, message: "\($0.service.name) has no limit either")
          })
      ]
    })
}
