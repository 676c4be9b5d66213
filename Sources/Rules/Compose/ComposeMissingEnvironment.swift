import Compose
import Findings
import Policies

extension Rule {
  static let composeMissingEnvironment = Rule(
    id: "compose-missing-environment",
    summary: "An environment that the policy requires has no service in any of the projects.",
    why:
      "What is tested in staging and never defined for production is built by hand when it is needed, under pressure.",
    fix: "Define the environment's services, or give the command the project that has them.",
    severity: .medium, confidence: .certain,
    references: [.cwe(1059)],
    triggering: [
      .compose(
        "staging without production",
        """
        # policy:
        compose:
          environments:
            production: {services: "*-production", files: "**/compose.production.yaml", required: true}
            staging: {services: "*-staging", required: true}
        # file: compose.yaml
        ▶services:
          api-dev:
            image: api:1
          api-staging:
            image: api:1
        """)
    ],
    silent: [
      .compose(
        "by names, by a file, by a project",
        """
        # policy:
        compose:
          environments:
            production: {services: "*-production", required: true}
            staging: {projects: staging, required: true}
            preview: {services: "*-preview"}
        # file: compose.yaml
        services:
          api-production:
            image: api:1
        # project: staging/compose.yaml
        services:
          api:
            image: api:1
        """)
    ],
    check: .host { projects, policy in
      guard let first = projects.first else { return [] }
      return policy.compose.environments.filter(\.isRequired).filter { environment in
        !projects.contains { project in project.services.contains { environment.holds($0, of: project) } }
      }.map { environment in
        let others = policy.compose.environments.filter { other in
          projects.contains { project in project.services.contains { other.holds($0, of: project) } }
        }.map(\.name)
        let seen = others.isEmpty ? "" : " There is \(Phrase.list(others))."
        return HostMatch(
          project: 0,
          Match(
            .compose(key: first.top),
            "No service belongs to the environment \(environment.name), which the policy requires.\(seen)",
            subject: environment.name))
      }
    })
}
