import Compose
import Findings

extension Rule {
  static let composeDevelopmentMode = Rule(
    id: "compose-development-mode",
    summary: "A service runs in development mode.",
    why: """
      In development mode, frameworks show source code, settings and consoles to anyone who triggers an error, \
      and skip hardening and optimisation. Development servers are built for one user and warn against production themselves.
      """,
    fix: """
      Set production mode and start the server that the framework recommends for production. Keep the \
      developers' settings in a file of their own, such as `compose.dev.yaml`.
      """,
    severity: .medium, confidence: .firm,
    references: [.cwe(489)],
    triggering: [
      .compose(
        "variables of frameworks",
        """
        services:
          web:
            image: web:1
            environment:
              NODE_ENV: ▶development
              DJANGO_SETTINGS_MODULE: ▶shop.settings.dev
          api:
            image: api:1
            environment:
              - FLASK_DEBUG=▶1
          shop:
            image: shop:1
            environment: {DEBUG: ▶"True", ALLOWED_HOSTS: "*"}
          worker:
            image: shop:1
            command: gunicorn shop.wsgi
            environment: [DEBUG=▶1]
        """),
      .compose(
        "development servers, in each form of a command",
        """
        services:
          django:
            image: django:1
            command: ▶python manage.py runserver 0.0.0.0:8000
          node:
            image: node:22.1
            ▶command: [npm, run, dev]
          api:
            image: api:1
            command: ▶sh -c "migrate && exec uvicorn app:app --reload"
          flask:
            image: flask:1
            command: ▶flask run --host 0.0.0.0
          rails:
            image: rails:1
            command: ▶bundle exec rails server -e development
          front:
            image: front:1
            command: ▶npx vite --host
          login:
            image: quay.io/keycloak/keycloak:25.0
            command: ▶start-dev
          keys:
            image: hashicorp/vault:1.17
            command: ▶server -dev
          vault:
            image: ▶hashicorp/vault:1.17
        """),
      .compose(
        "a file of the environment",
        """
        services:
          web:
            image: web:1
            env_file: ▶settings.env
          own:
            image: web:1
            env_file: settings.env
            environment: {NODE_ENV: production}
        # file: settings.env
        NODE_ENV=development
        """),
      .compose(
        "a plain DEBUG as Python writes it, and other frameworks",
        """
        services:
          shop:
            image: shop:1
            environment: {DEBUG: ▶"True", DJANGO_SETTINGS_MODULE: ▶shop.settings_dev}
          php:
            image: shop:1
            environment: {APP_ENV: ▶local, XDEBUG_MODE: ▶"develop,debug"}
        """),
    ],
    silent: [
      .compose(
        "production, and what only sounds alike",
        """
        services:
          web:
            image: web:1
            environment: {NODE_ENV: production, LOG_LEVEL: debug, APP_DEBUG: "false"}
            command: [gunicorn, "shop.wsgi"]
          jobs:
            image: web:1
            command: python manage.py migrate
          node:
            image: node:22.1
            command: npm run start
            environment: {DEBUG: "app:*"}
          other:
            image: node:22.1
            command: node server.js
            environment: {DEBUG: "1"}
          third:
            image: node:22.1
            command: node server.js
            environment: {DEBUG: "True"}
          rails:
            image: rails:1
            command: rails server
          front:
            image: front:1
            command: npx vite preview --host
          database:
            image: flask:1
            command: flask db upgrade
          keys:
            image: hashicorp/vault:1.17
            command: server -config=/vault/config
        """),
      .compose(
        "a file for developers",
        """
        # file: compose.yaml
        services:
          web:
            image: web:1
        # file: compose.dev.yaml
        services:
          web:
            environment: {NODE_ENV: development}
            command: npm run dev
        """),
    ],
    check: .service { service, project, _ in
      let command = ServiceCommand(service)
      let names = service.environment.map(\.name)
      var matches: [Match] = service.environment.compactMap { variable in
        guard let value = variable.value,
          DevelopmentModes.isOn(variable.name, value)
            || DevelopmentModes.isPlainDebug(
              variable.name, value, beside: names, starting: command?.words ?? []),
          !project.isForDevelopers(variable.key)
        else { return nil }
        return Match(
          .compose(key: variable.key),
          "\(variable.name)=\(value)\(variable.fileClause) runs service \(service.name) in development mode.",
          subject: variable.name)
      }
      if let command, let found = DevelopmentServers.find(in: service.impliedProgram + command.words),
        case .compose(let key) = command.place, !project.isForDevelopers(key)
      {
        matches.append(
          Match(command.place, "Service \(service.name) starts \(found).", subject: found))
      }
      if let image = service.image, startsVaultForDevelopers(service), !project.isForDevelopers(image.key) {
        matches.append(
          Match(
            image.place,
            "Service \(service.name) starts Vault's development server, as its image does without a command.",
            subject: "Vault's development server"))
      }
      return matches
    })

  /// Whether a service leaves the command to Vault's image, whose own is the development server.
  private static func startsVaultForDevelopers(_ service: Service) -> Bool {
    guard let image = service.image, !image.isUnknown, !service.section.has("build"),
      ["hashicorp/vault", "openbao/openbao", "vault", "library/vault"].contains(image.value.repository)
    else { return false }
    return !service.section.has("command") && !service.section.has("entrypoint")
  }
}
