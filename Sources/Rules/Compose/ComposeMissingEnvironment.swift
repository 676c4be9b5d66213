import Compose
import Findings
import Policies

extension Rule {
  static let composeMissingEnvironment = Rule(
    id: "compose-missing-environment",
    summary: "No project has a service of an environment that the policy requires.",
    why: """
      An environment that exists for staging but was never defined for production is built by hand, under \
      pressure.
      """,
    fix: "Define services for the environment, or pass the project that has them to the command.",
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
        "environments selected by name, file and project",
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
      let environments = policy.compose.environments
      let present = environments.filter { environment in
        projects.contains { project in
          project.services.contains { environment.holds($0, of: project, among: environments) }
        }
      }
      return environments.filter { $0.isRequired && !present.contains($0) }.map { environment in
        let others = present.map(\.name)
        let seen = others.isEmpty ? "" : " The services belong to \(Phrase.list(others))."
        return HostMatch(
          project: 0,
          Match(
            .compose(key: first.top),
            "The policy requires the environment \(environment.name), but no service belongs to it.\(seen)",
            subject: environment.name))
      }
    })
}
