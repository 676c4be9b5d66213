import Compose
import Findings

extension Rule {
  static let composeNoPassword = Rule(
    id: "compose-no-password",
    summary: "A service's server has no password, or its image's published one.",
    why: """
      Such a server lets in whoever reaches it: every service on its networks, and with a published port anybody \
      who finds it. The severity is high where the service can be reached from outside, and a note where all its \
      networks are internal.
      """,
    fix: """
      Set the password from a secret: `--requirepass` or a configuration for Redis, \
      `MONGO_INITDB_ROOT_PASSWORD_FILE`, `MINIO_ROOT_PASSWORD_FILE`, `GF_SECURITY_ADMIN_PASSWORD__FILE`, or the setting that the image's documentation names.
      """,
    severity: .low, confidence: .firm,
    references: [.cwe(306), .cwe(1392)],
    triggering: [
      .compose(
        "servers of several kinds",
        """
        services:
          ▶cache:
            image: redis:7
            command: [redis-server, --appendonly, "yes"]
          ▶db:
            image: mongo:7
            ports: ["27017:27017"]
          ▶files:
            image: minio/minio:RELEASE.2024-08-03T04-33-23Z
            command: server /data
          ▶charts:
            image: grafana/grafana:11.2.0
          ▶search:
            image: elasticsearch:7.17.10
            environment: [discovery.type=single-node]
          ▶logs:
            image: opensearchproject/opensearch:2.11.1
          ▶metrics:
            image: influxdb:1.8
        """),
      .compose(
        "a variable that the official image does not read, and an empty one",
        """
        services:
          ▶cache:
            image: redis:7
            environment: {REDIS_PASSWORD: "${REDIS_PASSWORD}"}
            volumes: ["./data:/var/lib/redis"]
          ▶db:
            image: mongo:7
            environment: {MONGO_INITDB_ROOT_USERNAME: "", MONGO_INITDB_ROOT_PASSWORD: ""}
        """),
    ],
    silent: [
      .compose(
        "passwords from variables, options, files and scripts",
        """
        services:
          cache:
            image: redis:7
            command: redis-server --requirepass $$REDIS_PASSWORD
          other:
            image: valkey/valkey:8
            volumes: ["./valkey.conf:/etc/valkey.conf:ro"]
            command: [valkey-server, /etc/valkey.conf]
          scripted:
            image: redis:7
            command: [sh, /start.sh]
          db:
            image: mongo:7
            environment: {MONGO_INITDB_ROOT_USERNAME: app, MONGO_INITDB_ROOT_PASSWORD_FILE: /run/secrets/db}
          files:
            image: minio/minio:RELEASE.2024-08-03T04-33-23Z
            environment: {MINIO_ROOT_USER: app, MINIO_ROOT_PASSWORD: "${MINIO_PASSWORD}"}
          charts:
            image: grafana/grafana:11.2.0
            environment: {GF_SECURITY_ADMIN_PASSWORD: "${GRAFANA_PASSWORD}"}
          search:
            image: elasticsearch:8.15.0
          guarded:
            image: elasticsearch:7.17.10
            environment: [xpack.security.enabled=true]
          logs:
            image: opensearchproject/opensearch:2.19.0
          metrics:
            image: influxdb:2.7
          job:
            image: redis:7
            restart: "no"
            command: redis-cli ping
          client:
            image: redis:7
            command: redis-cli -h cache monitor
          strict:
            image: bitnami/redis:7.2
          own:
            image: registry.example/redis:7
            environment: {REDIS_PASSWORD: "${REDIS_PASSWORD}"}
          unread:
            image: mongo:7
            env_file: not-there.env
        """)
    ],
    check: .service { service, project, _ in
      guard service.hasContainers, !service.isJob, let need = PasswordNeed.unmet(by: service, in: project)
      else { return [] }
      let severity: Severity =
        switch Exposure(of: service, in: project) {
        case .outside: .high
        case .project: .low
        case .closed: .note
        }
      return [
        Match(
          service.place, "Service \(service.name) sets no password, so it \(need.otherwise).",
          severity: severity)
      ]
    })
}
