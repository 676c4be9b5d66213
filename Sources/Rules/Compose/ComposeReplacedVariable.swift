import Compose
import Findings

extension Rule {
  static let composeReplacedVariable = Rule(
    id: "compose-replaced-variable",
    summary: "Compose replaces a variable that a command expects from its container.",
    why: """
      Compose fills in `$NAME` and `${NAME}` when it reads the file, from its own environment. Where that has no \
      such variable, the command gets nothing, although the container has a value.
      """,
    fix: "Write `$$NAME`, so that the shell in the container fills it in.",
    severity: .low, confidence: .firm,
    references: [
      .page(
        title: "Compose: interpolation",
        url: "https://docs.docker.com/reference/compose-file/interpolation/")
    ],
    triggering: [
      .compose(
        "a health check and a command",
        """
        services:
          db:
            image: postgres:16
            environment: {POSTGRES_USER: app}
            healthcheck:
              test: [CMD-SHELL, ▶"pg_isready -U ${POSTGRES_USER}"]
          cache:
            image: redis:7
            environment: [CACHE_SIZE=64mb]
            command: ▶sh -c "redis-server --maxmemory $CACHE_SIZE"
          web:
            image: web:1
            environment: {PORT: 8080}
            healthcheck:
              test: [CMD, curl, -f, ▶"http://localhost:$PORT/"]
        """)
    ],
    silent: [
      .compose(
        "a dollar that stays, a default, and a variable that the container does not have",
        """
        services:
          db:
            image: postgres:16
            environment: {POSTGRES_USER: app}
            healthcheck:
              test: [CMD-SHELL, "pg_isready -U $${POSTGRES_USER}"]
          cache:
            image: redis:7
            environment: [CACHE_SIZE=64mb]
            command: sh -c "redis-server --maxmemory ${CACHE_SIZE:-64mb} --port $PORT"
          other:
            image: other:1
            environment: {USER_NAME: "${USER_NAME}"}
            command: run $USER_NAME
        """)
    ],
    check: .service { service, _, _ in
      let fields = [
        service.section.field("healthcheck", "test"), service.section.field("command"),
        service.section.field("entrypoint"),
      ]
      return fields.compactMap(\.self).flatMap { field -> [Match] in
        let texts = field.value.items.map { items in
          items.enumerated().map { (field.key.item($0, $1), $1) }
        }
        return (texts ?? [(field.key, field.value)]).compactMap { key, node in
          let lost = node.variables.first { variable in
            variable.origin == .unset
              && service.environment.contains {
                // A value that is itself filled in is Compose's to know.
                $0.name == variable.name && $0.value?.isEmpty == false && $0.variables.isEmpty
              }
          }
          guard let lost else { return nil }
          return Match(
            .compose(key: key),
            "Compose replaces $\(lost.name) with nothing before service \(service.name), which has the variable, sees it.",
            subject: lost.name, fix: runsWithoutShell(field) ? shellFix(lost.name) : nil)
        }
      }
    })

  /// Whether no shell reads the words of a list.
  private static func runsWithoutShell(_ field: Field<Node>) -> Bool {
    guard let items = field.value.items else { return false }
    return items.first?.text != "CMD-SHELL" && !items.contains { $0.text == "-c" }
  }

  private static func shellFix(_ name: String) -> String {
    "Start a shell that fills the variable in, and write `$$\(name)`: `[CMD-SHELL, \"...\"]` in a health check, `[sh, -c, \"exec ...\"]` in a command."
  }
}
