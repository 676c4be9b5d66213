import Compose
import Findings

extension Rule {
  /// A key for examples, in pieces as `examplePassword` is.
  private static let exampleKey = String(repeating: "0123456789abcdef", count: 2)

  static let composeLiteralCredential = Rule(
    id: "compose-literal-credential",
    summary: "The compose file contains a credential in plain text.",
    why: """
      Anybody who can read the repository has the credential, and `docker inspect` and process lists show it. \
      A default in `${NAME:-value}` is a credential too: it applies wherever the variable is not set.
      """,
    fix: """
      Use a Compose secret with the image's `*_FILE` variable, or a variable without a default, and change the \
      credential.
      """,
    severity: .high, confidence: .firm,
    references: [.cis("4.10"), .cwe(798), .nist("4.1.4")],
    triggering: [
      .compose(
        "credentials in environment, build arguments, labels, commands, configs and health checks",
        """
        services:
          app:
            build:
              context: .
              args:
                NPM_TOKEN: ▶abcdef0123456789
            environment:
              DB_PASSWORD: ▶hunter2hunter2
              DATABASE_URL: ▶postgres://app:\(examplePassword)@db/app
              JWT_SECRET: ▶${JWT_SECRET:-hunter2hunter2}
              MYAPIKEY: ▶abcdef0123456789
              QUEUE_URL: ▶amqp://${QUEUE_USER}:\(examplePassword)@queue/app
              API_TOKEN: ▶prefix-${TOKEN}
              MAIL_PASSWORD: ▶hunter2hunter2${SUFFIX}
              SENTRY_DSN: ▶https://\(exampleKey)@sentry.example.com/1
            labels:
              example.api-key: ▶abcdef0123456789
          cache:
            image: redis:7
            command: ▶redis-server --requirepass hunter2hunter2
            healthcheck:
              test:
                - CMD
                - redis-cli
                - -a
                - ▶hunter2hunter2
                - ping
          sql:
            image: mysql:8
            healthcheck:
              test: [CMD-SHELL, ▶"mysqladmin ping -u root -p\(examplePassword)"]
          docs:
            image: mongo:7
            healthcheck: {test: ▶mongosh -u app -p hunter2hunter2 --eval ping}
          web:
            image: web:1
            healthcheck: {test: ▶"curl -fsu app:hunter2hunter2 localhost"}
          api:
            image: api:1
            healthcheck:
              test: [CMD, curl, -H, ▶"X-Api-Key: \(exampleKey)", localhost]
          page:
            image: api:1
            healthcheck: {test: ▶"curl -f http://localhost/health?token=hunter2hunter2"}
          pg:
            image: postgres:16
            healthcheck: {test: ▶PGPASSWORD=\(examplePassword) psql -c ""}
        configs:
          settings:
            content: ▶|
              api_password=hunter2hunter2
        """)
    ],
    silent: [
      .compose(
        "variables, secret files, and settings about credentials",
        """
        services:
          app:
            image: app:1
            environment:
              DB_PASSWORD: ${DB_PASSWORD}
              MAIL_PASSWORD: "$MAIL_PASSWORD"
              API_TOKEN: prefix-${TOKEN:?}
              DB_PASSWORD_FILE: /run/secrets/db
              PASSWORD_MIN_LENGTH: 12
              TOKEN_TTL: 3600
              SECRET_NAME: database
              ALLOW_EMPTY_PASSWORD: "no"
              DATABASE_URL: postgres://app:${DB_PASSWORD}@db/app
              QUEUE_URL: amqp://${QUEUE_USER:-app}:${QUEUE_PASSWORD}@queue/app
              SENTRY_DSN: https://${SENTRY_KEY}@sentry.example.com/1
              EMPTY_SECRET: ""
              API_KEY: <your key>
            command: app --password-file /run/secrets/db --token=$$TOKEN
            healthcheck: {test: 'mysqladmin ping -p$$MYSQL_PASSWORD'}
          listed:
            image: app:1
            environment:
              - N8N_ENCRYPTION_KEY=${ENCRYPTION_KEY}
              - "MYSQL_ROOT_PASSWORD=${MYSQL_ROOT_PASSWORD}"
          web:
            image: web:1
            command: 'curl -H "Authorization: Bearer $$TOKEN" http://localhost/health?token=$$TOKEN'
            healthcheck: {test: [CMD-SHELL, 'PGPASSWORD=$$PASSWORD psql && curl -u "app:$$TOKEN" -p x localhost']}
        """)
    ],
    check: .compose { project, _ in
      let written =
        project.services.flatMap {
          WrittenCredentials.all(of: $0) + WrittenCredentials.besideVariables(of: $0, in: project)
        }
        + WrittenCredentials.all(of: project.configs)
      return written.map { match in
        var match = match
        match.facts = [Fact(.secret, match.place)]
        return match
      }
    })
}
