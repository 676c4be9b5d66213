import Compose
import Findings

extension Rule {
  static let composePasswordOff = Rule(
    id: "compose-password-off",
    summary: "A data store accepts connections without a password.",
    why: "Every service on its network, and whoever takes over one of them, can read and change all data.",
    fix: "Remove the setting, and set a password from a secret.",
    severity: .medium, confidence: .certain,
    references: [.cwe(306)],
    triggering: [
      .compose(
        "settings of several data stores",
        """
        services:
          a:
            image: postgres:16
            environment:
              POSTGRES_HOST_AUTH_METHOD: ▶trust
          b:
            image: mysql:8
            environment:
              - MYSQL_ALLOW_EMPTY_PASSWORD=▶yes
          c:
            image: elasticsearch:8.15.0
            environment:
              - xpack.security.enabled=▶false
        """)
    ],
    silent: [
      .compose(
        "passwords",
        """
        services:
          a:
            image: postgres:16
            environment: {POSTGRES_PASSWORD_FILE: /run/secrets/db, POSTGRES_HOST_AUTH_METHOD: scram-sha-256}
          c:
            image: elasticsearch:8.15.0
            environment: {xpack.security.enabled: true}
        """)
    ],
    check: .service { service, _, _ in
      service.environment.compactMap { variable in
        guard let values = passwordSwitches[variable.name], variable.origin == .environment,
          let value = variable.value?.lowercased(), values.contains(value)
        else { return nil }
        return Match(
          .compose(key: variable.key),
          "\(variable.name) lets anybody use service \(service.name) without a password.",
          subject: variable.name)
      }
    })

  /// Variables that ask for no password, with the values by which they do.
  private static let passwordSwitches: [String: Set<String>] = [
    "POSTGRES_HOST_AUTH_METHOD": ["trust"], "MYSQL_ALLOW_EMPTY_PASSWORD": ["yes", "true", "1"],
    "MARIADB_ALLOW_EMPTY_ROOT_PASSWORD": ["yes", "true", "1"],
    "ALLOW_EMPTY_PASSWORD": ["yes", "true", "1"],
    "ALLOW_ANONYMOUS_LOGIN": ["yes", "true", "1"], "ALLOW_PLAINTEXT_LISTENER": ["yes", "true", "1"],
    "xpack.security.enabled": ["false"], "plugins.security.disabled": ["true"],
    "DISABLE_SECURITY_PLUGIN": ["true"], "NEO4J_AUTH": ["none"],
    "AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED": ["true"],
  ]
}
