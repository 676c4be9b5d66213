import Compose
import Findings
import Policies

extension Rule {
  static let composeMissingSetting = Rule(
    id: "compose-missing-setting",
    summary: "A service lacks a setting that the policy requires, or gives it another value.",
    why: """
      The policy agrees on settings that services of a kind share: labels that say who owns them, a restart \
      policy, a user. A service without them escapes what the team relies on.
      """,
    fix: "Set the key as the policy requires, or change `compose.required-settings` of the policy.",
    severity: .medium, confidence: .certain,
    references: [.cwe(1059)],
    triggering: [
      .compose(
        "settings that are missing, each at its service",
        """
        # policy:
        compose:
          required-settings:
            - {role: app, labels: [owner], restart: [always, unless-stopped], read-only: true, environment: [LOG_LEVEL]}
            - {service: "db*", user: "/^[1-9]/", health-check-interval: {max: 30s}, keys: [logging.driver]}
        # file: compose.yaml
        services:
          ▶api:
            image: api:1
            labels: {imgcheck.role: app}
          ▶db:
            image: postgres:16
        """),
      .compose(
        "settings with another value, each at the value",
        """
        # policy:
        compose:
          required-settings:
            - labels: {owner: "team-*"}
              restart: unless-stopped
              read-only: true
              user: "/^[1-9]/"
              environment: {LOG_LEVEL: "{info,warn}"}
              health-check-interval: {min: 5s, max: 30s}
              keys: {logging.driver: local}
              reason: agreed on
        # file: compose.yaml
        services:
          api:
            image: api:1
            labels: {owner: ▶nobody}
            restart: ▶always
            read_only: ▶false
            user: ▶"0"
            environment: {LOG_LEVEL: ▶debug}
            healthcheck: {test: [CMD, /app, health], interval: ▶5m}
            logging: {driver: ▶syslog}
        """),
    ],
    silent: [
      .compose(
        "settings as they are required, others than those of the policy's services, and values known only at run time",
        """
        # policy:
        compose:
          required-settings:
            - service: api
              labels: {owner: "team-*"}
              restart: [unless-stopped, any]
              read-only: true
              user: "/^[1-9]/"
              environment: [LOG_LEVEL]
              health-check-interval: {max: 30s}
              keys: {logging.driver: local, init: true}
            - {role: app, health-check: true}
        # file: compose.yaml
        services:
          api:
            image: api:1
            labels: {owner: team-a, imgcheck.role: app}
            deploy: {restart_policy: {condition: any}}
            read_only: true
            user: ${APP_USER}
            environment: {LOG_LEVEL: info}
            healthcheck: {test: [CMD, /app, health]}
            logging: {driver: local}
            init: true
          other:
            image: other:1
        """)
    ],
    check: .service { service, project, policy in
      guard service.hasContainers else { return [] }
      return policy.compose.requiredSettings.filter { $0.selector.fits(service, in: project) }
        .flatMap { RequiredSettings($0, of: service).matches }
    })
}
