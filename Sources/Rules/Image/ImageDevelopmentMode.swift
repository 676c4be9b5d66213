import Findings
import Images

extension Rule {
  static let imageDevelopmentMode = Rule(
    id: "image-development-mode",
    summary: "A variable turns on development mode, or the container starts a development server.",
    why: """
      In development mode, frameworks show source code, settings and consoles to anyone who triggers an error, \
      and skip hardening and optimisation. Development servers are built for one user and warn against production themselves.
      """,
    fix: """
      Set production mode in the Dockerfile, for example ENV NODE_ENV=production, start the server that the \
      framework recommends for production, and override both only where developers run the image.
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
        """),
      .image(
        "a plain DEBUG beside a framework that reads it",
        """
        ▶ Env: DEBUG=True
        Cmd: ["gunicorn", "shop.wsgi"]
        """),
      .image(
        "a development server",
        """
        ▶ Cmd: ["python", "manage.py", "runserver", "0.0.0.0:8000"]
        """),
      .image(
        "Rails, whose mode no variable sets",
        """
        ▶ Cmd: ["bundle", "exec", "rails", "server"]
        layer: ADD rootfs.tar /
          -rwxr-xr-x 0:0 /usr/bin/bundle 10
        """),
    ],
    silent: [
      .image(
        "production",
        """
        Env: NODE_ENV=production
        Env: FLASK_DEBUG=0
        Env: APP_DEBUG=false
        Env: RAILS_ENV=production
        Cmd: ["bundle", "exec", "rails", "server"]
        Env: DJANGO_SETTINGS_MODULE=shop.settings.production
        """),
      .image(
        "other variables",
        """
        Env: DEBIAN_FRONTEND=noninteractive
        Env: LOG_LEVEL=debug
        Env: ENVIRONMENT=development
        """),
      .image(
        "a DEBUG that says what is logged, and one that nobody is known to read",
        """
        Env: DEBUG=1
        Env: DEBUG=app:*
        Cmd: ["node", "server.js"]
        """),
    ],
    check: .image { image, _ in
      let names = image.config.execution.environment.map { String($0.prefix { $0 != "=" }) }
      let command = image.mainCommand
      let words = (command?.words ?? []).flatMap { $0.contains(" ") ? ShellWords.split($0) : [$0] }
      var matches: [Match] = image.config.execution.environment.enumerated().compactMap { index, variable in
        let parts = variable.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2,
          DevelopmentModes.isOn(parts[0], parts[1])
            || DevelopmentModes.isPlainDebug(parts[0], parts[1], beside: names, starting: words)
        else { return nil }
        return Match(
          .config("Env[\(index)]"), "\(variable) turns on development mode.", subject: parts[0]
        )
      }
      if let command, let found = DevelopmentServers.find(in: words, with: Set(names)) {
        matches.append(
          Match(
            .config(command.field.rawValue), "\(command.field.rawValue) starts \(found).", subject: found))
      }
      return matches
    })
}
