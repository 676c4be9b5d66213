import Findings
import Images

extension Rule {
  static let imageDevelopmentMode = Rule(
    id: "image-development-mode",
    summary: "An environment variable turns on development mode.",
    why: """
      In development mode, frameworks show source code, settings and consoles to anyone who triggers an error, \
      and skip hardening and optimisation.
      """,
    fix: """
      Set production mode in the Dockerfile, for example ENV NODE_ENV=production, and override it only where \
      developers run the image.
      """,
    severity: .medium, confidence: .firm,
    references: [.cwe(489)],
    triggering: [
      .image(
        "frameworks",
        """
        ▶ Env: NODE_ENV=development
        ▶ Env: FLASK_DEBUG=1
        ▶ Env: RAILS_ENV=development
        ▶ Env: ASPNETCORE_ENVIRONMENT=Development
        ▶ Env: APP_DEBUG=true
        ▶ Env: DJANGO_SETTINGS_MODULE=shop.settings.dev
        """)
    ],
    silent: [
      .image(
        "production",
        """
        Env: NODE_ENV=production
        Env: FLASK_DEBUG=0
        Env: APP_DEBUG=false
        Env: RAILS_ENV=production
        Env: DJANGO_SETTINGS_MODULE=shop.settings.production
        """),
      .image(
        "other variables",
        """
        Env: DEBIAN_FRONTEND=noninteractive
        Env: LOG_LEVEL=debug
        Env: ENVIRONMENT=development
        """),
    ],
    check: .image { image, _ in
      image.config.execution.environment.enumerated().compactMap { index, variable in
        let parts = variable.split(separator: "=", maxSplits: 1)
        guard parts.count == 2, DevelopmentModes.isOn(String(parts[0]), String(parts[1])) else { return nil }
        return Match(
          .config("Env[\(index)]"), "\(variable) turns on development mode.", subject: String(parts[0])
        )
      }
    })
}
