import Compose
import Findings

extension Rule {
  static let composeIgnoredKey = Rule(
    id: "compose-ignored-key",
    summary: "A key has no effect under Swarm.",
    why: """
      `docker stack deploy` reads the file and leaves these keys out without stopping; a protection that stands \
      in the file is then not there.
      """,
    fix:
      "State limits and restarts under `deploy`, and set the protection where Swarm takes it from: the engine.",
    severity: .medium, confidence: .certain,
    references: [
      .page(
        title: "docker stack deploy: limitations",
        url: "https://docs.docker.com/reference/compose-file/legacy-versions/")
    ],
    examples: [
      .compose(
        "protections that Swarm ignores",
        """
        # target: swarm
        services:
          app:
            image: app:1
            ▶security_opt: ["no-new-privileges:true"]
            mem_limit: ▶512m
        """),
      .compose(
        "the same file under Compose",
        """
        services:
          app:
            image: app:1
            security_opt: ["no-new-privileges:true"]
            mem_limit: 512m
        """),
    ],
    check: .service { service, project, _ in
      guard project.target == .swarm else { return [] }
      let protections = ["security_opt", "mem_limit", "cpus", "pids_limit", "cgroup_parent", "userns_mode"]
      let others = [
        "build", "container_name", "depends_on", "restart", "links", "tmpfs", "network_mode", "devices",
      ]
      return (protections + others).compactMap { key in
        guard let field = service.section.field(key) else { return nil }
        return Match(
          field.place, "Swarm ignores \(key) of service \(service.name).", subject: key,
          severity: protections.contains(key) ? nil : .low)
      }
    })
}
