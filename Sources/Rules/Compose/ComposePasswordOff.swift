import Compose
import Findings

extension Rule {
  static let composePasswordOff = Rule(
    id: "compose-password-off",
    summary: "A service is set to accept connections without a password.",
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
          d:
            image: postgres:16
            environment: {POSTGRES_INITDB_ARGS: ▶--auth=trust}
          e:
            image: edoburu/pgbouncer:v1.23.1-p3
            environment: {AUTH_TYPE: ▶any}
          f:
            image: grafana/grafana:11.2.0
            environment:
              GF_AUTH_ANONYMOUS_ENABLED: "true"
              GF_AUTH_ANONYMOUS_ORG_ROLE: ▶Admin
        """),
      .compose(
        "options of commands",
        """
        services:
          cache:
            image: redis:7
            command: ▶redis-server --protected-mode no
          proxy:
            image: traefik:v3.1
            ▶command: [--providers.docker, --api.insecure=true]
          notebook:
            image: jupyter/base-notebook:2024-01-01
            command: ▶start-notebook.py --ServerApp.token=''
          lab:
            image: jupyter/base-notebook:2024-01-01
            command: ▶jupyter lab --LabApp.token ''
          empty:
            image: redis:7
            ▶command: [redis-server, --requirepass, ""]
          search:
            image: elasticsearch:8.15.0
            command: ▶elasticsearch -E xpack.security.enabled=false
          editor:
            image: codercom/code-server:4.91.1
            command: ▶--auth none
          sql:
            image: mysql:8.4
            command: ▶--skip-grant-tables
        """),
      .compose(
        "a file of the environment, and settings under other names",
        """
        services:
          db:
            image: postgres:16
            env_file: ▶db.env
          pool:
            image: bitnami/pgbouncer:1.23.1
            environment: {PGBOUNCER_AUTH_TYPE: ▶any}
          proxy:
            image: traefik:v3.1
            environment: {TRAEFIK_API_INSECURE: ▶"true"}
        # file: db.env
        POSTGRES_HOST_AUTH_METHOD=trust
        """),
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
          d:
            image: grafana/grafana:11.2.0
            environment: {GF_AUTH_ANONYMOUS_ENABLED: "true", GF_AUTH_ANONYMOUS_ORG_ROLE: Viewer}
          e:
            image: app:1
            environment: {AUTH_TYPE: any}
            command: [--api.insecure=false, --ServerApp.token=$$TOKEN]
          f:
            image: redis:7
            command: redis-server --protected-mode no --requirepass $$REDIS_PASSWORD
          g:
            image: postgres:16
            env_file: db.env
            environment: {POSTGRES_HOST_AUTH_METHOD: scram-sha-256, POSTGRES_INITDB_ARGS: --auth-local=trust}
        # file: db.env
        POSTGRES_HOST_AUTH_METHOD=trust
        """)
    ],
    check: .service { service, project, _ in
      PasswordSwitch.all(of: service).map { off in
        Match(
          off.place, "\(off.written) lets anybody use service \(service.name) without a password.",
          subject: off.subject, severity: off.severity(service, in: project))
      }
    })
}
