import Compose
import Findings
import Policies

extension Rule {
  static let composeWrongMountedFile = Rule(
    id: "compose-wrong-mounted-file",
    summary:
      "A mounted configuration file breaks a requirement of the policy, or a required one is not mounted.",
    why: """
      The file that a service mounts decides how its program runs, whatever the image has. A setting that the \
      policy forbids is in force as soon as the service starts.
      """,
    fix: "Change the mounted file as the message says, or change `compose.mounted-files` of the policy.",
    severity: .medium, confidence: .certain,
    references: [.cwe(1188)],
    triggering: [
      .compose(
        "files that lack or have a line, a file in a mounted directory, and one that is not mounted",
        """
        # policy:
        compose:
          mounted-files:
            - {path: /etc/nginx/nginx.conf, lacks: "server_tokens +on", contains: "^ssl_protocols TLSv1[.]3"}
            - {service: db, path: /etc/postgresql/pg_hba.conf, lacks: "trust$", reason: passwords are required}
            - {service: cache, path: /etc/redis.conf, required: true}
        # file: nginx.conf
        http {
        server_tokens  on;
        # file: postgres/pg_hba.conf
        host all all 0.0.0.0/0 trust
        # file: compose.yaml
        services:
          web:
            image: nginx:1
            volumes: [▶"./nginx.conf:/etc/nginx/nginx.conf:ro"]
          db:
            image: postgres:16
            volumes: [▶"./postgres:/etc/postgresql"]
          ▶cache:
            image: redis:7
        """),
      .compose(
        "a config that stands in the compose file",
        """
        # policy:
        compose:
          mounted-files: [{path: "/etc/*.conf", lacks: "^debug"}]
        # file: compose.yaml
        services:
          app:
            image: app:1
            configs: [▶{source: app, target: /etc/app.conf}]
        configs:
          app: {content: "debug = true"}
        """),
    ],
    silent: [
      .compose(
        "files as they must be, other services and paths, and a file in a volume",
        """
        # policy:
        compose:
          mounted-files:
            - {role: edge, path: /etc/nginx/nginx.conf, lacks: "server_tokens on", contains: "^ssl_protocols TLSv1[.]3", required: true}
            - {path: /etc/app.conf, lacks: "^debug"}
        # file: nginx.conf
        server_tokens off;
        ssl_protocols TLSv1.3;
        # file: other.conf
        debug
        # file: compose.yaml
        services:
          web:
            image: nginx:1
            labels: {imgcheck.role: edge}
            volumes: ["./nginx.conf:/etc/nginx/nginx.conf:ro"]
          app:
            image: app:1
            volumes: ["etc:/etc", "./other.conf:/etc/other.conf"]
        volumes: {etc: }
        """)
    ],
    check: .service { service, project, policy in
      policy.compose.mountedFiles.flatMap { MountedFileFaults($0, of: service, in: project).matches }
    })
}
