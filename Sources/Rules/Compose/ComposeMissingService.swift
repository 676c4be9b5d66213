import Compose
import Findings
import Policies

extension Rule {
  static let composeMissingService = Rule(
    id: "compose-missing-service",
    summary: "A service that the policy requires is missing from all projects.",
    why: "The policy says that this service must run, and no project starts it.",
    fix: "Add the service, pass the project that has it to the command, or correct the policy.",
    severity: .medium, confidence: .certain,
    references: [.cwe(1059)],
    triggering: [
      .compose(
        "a service missing everywhere, and one missing from its environment",
        """
        # policy:
        compose:
          required-services: [backup, "*-proxy"]
          environments:
            production: {services: "*-production", required-services: "api-*"}
        # file: compose.yaml
        ▶services:
          api-staging:
            image: api:1
          web-production:
            image: web:1
          front-proxy:
            image: nginx:1
        """)
    ],
    silent: [
      .compose(
        "the service in any of the projects",
        """
        # policy:
        compose:
          required-services: [backup, more/watch]
          environments:
            production: {services: "*-production", required-services: "api-*"}
            preview: {services: "*-preview", required-services: "api-*"}
        # file: compose.yaml
        services:
          api-production:
            image: api:1
        # project: more/compose.yaml
        name: more
        services:
          watch:
            image: watch:1
          backup:
            image: backup:1
        """),
      .compose(
        "settings in a file after the one that the environment names",
        """
        # policy:
        compose:
          environments:
            production: {files: "**/compose.yaml", required: true, required-services: [api]}
        # file: compose.yaml
        services:
          api:
            image: api:1
        # file: compose.hardened.yaml
        services:
          api:
            read_only: true
        """),
    ],
    check: .host { projects, policy in
      guard let first = projects.first else { return [] }
      let all = projects.flatMap { project in project.services.map { (project: project, service: $0) } }
      var missing = policy.compose.requiredServices.filter { glob in
        !all.contains { [glob].fit($0.service, in: $0.project) }
      }.map { (glob: $0, part: "") }
      for environment in policy.compose.environments {
        let own = all.filter {
          environment.holds($0.service, of: $0.project, among: policy.compose.environments)
        }
        // An environment that is not there at all is reported as such where it must be.
        if own.isEmpty { continue }
        missing += environment.required.filter { glob in
          !own.contains { [glob].fit($0.service, in: $0.project) }
        }.map { (glob: $0, part: " in the environment \(environment.name)") }
      }
      return missing.map { glob, part in
        HostMatch(
          project: 0,
          Match(
            .compose(key: first.top),
            "The policy requires service \(glob.text)\(part), but no project has it.",
            subject: glob.text + part))
      }
    })
}

extension Project {
  /// The place of all services; of a project without any, its first key.
  var top: Key {
    let pairs = root.mapping?.pairs ?? []
    let pair = pairs.first { $0.key == "services" } ?? pairs.first
    return pair.map { Key("").below($0) } ?? "services"
  }
}
