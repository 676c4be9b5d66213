import Compose
import Findings
import Policies

extension Rule {
  static let composeRepeatedRole = Rule(
    id: "compose-repeated-role",
    summary: "Several services have a role that the policy allows once.",
    why: """
      Tools that do the same work take memory and CPU several times, and each of them must be kept up to date.
      """,
    fix: "Keep one of the services, or list the others in `compose.one-per-role` under `except`.",
    severity: .low, confidence: .firm,
    references: [.cwe(1041)],
    triggering: [
      .compose(
        "two monitoring tools in two projects",
        """
        # policy:
        compose:
          one-per-role: [{role: monitoring, except: "*-agent"}, edge]
        # file: compose.yaml
        services:
          netdata:
            image: netdata/netdata:1
          beszel-agent:
            image: henrygd/beszel-agent:1
        # project: more/compose.yaml
        services:
          ▶glances:
            image: nicolargo/glances:4
        """)
    ],
    silent: [
      .compose(
        "one tool with its agent, and roles that may repeat",
        """
        # policy:
        roles: {probe: worker}
        compose:
          one-per-role: [{role: monitoring, except: "*-agent"}]
        # file: compose.yaml
        services:
          beszel:
            image: henrygd/beszel:1
          beszel-agent:
            image: henrygd/beszel-agent:1
          probe:
            image: louislam/uptime-kuma:1
          db:
            image: postgres:16
          other-db:
            image: mysql:9
        """)
    ],
    check: .host { projects, policy in
      policy.compose.uniqueRoles.compactMap { unique -> HostMatch? in
        let holders = projects.enumerated().flatMap { position, project in
          project.services.filter {
            project.role(of: $0) == unique.role && !unique.exceptions.fit($0, in: project)
          }.map { (project: position, service: $0) }
        }
        guard let role = unique.role, holders.count > 1 else { return nil }
        let second = holders[1]
        return HostMatch(
          project: second.project,
          Match(
            second.service.place,
            "\(Phrase.count(holders.count, "service")) have the role \(role.rawValue) (\(Phrase.list(holders.map(\.service.name), most: 8))), but the policy allows one."
              + Match.unlisted(holders.count - 1, "services"),
            subject: role.rawValue),
          elsewhere: holders.enumerated().filter { $0.offset != 1 }.prefix(Match.listedPlaces).map {
            .init(
              project: $0.element.project, key: $0.element.service.key,
              message: "\($0.element.service.name) has the role too")
          })
      }
    })
}
