import Compose
import Findings

extension Rule {
  static let crossPasswordOff = Rule(
    id: "cross-password-off",
    summary: "The image of a service is set to accept connections without a password.",
    why: """
      The file does not show it, so whoever reads it believes that a password is asked for. Every service on its network, and \
      whoever takes over one of them, can read and change all data.
      """,
    fix: """
      Remove the setting from the image, or set it otherwise in the service, and set a password from a secret.
      """,
    severity: .medium, confidence: .certain,
    references: [.cwe(306)],
    triggering: [
      .cross(
        "a variable and an option of the image, and a role for what the image lets in",
        """
        # compose: compose.yaml
        services:
          ▶db:
            image: db:1
          ▶search:
            image: search:1
            environment: {cluster.name: shop}
          board:
            image: board:1
            environment: {GF_AUTH_ANONYMOUS_ORG_ROLE: ▶Admin}
        # image: db:1
        Env: POSTGRES_HOST_AUTH_METHOD=trust
        Entrypoint: ["docker-entrypoint.sh"]
        Cmd: ["postgres"]
        layer: ADD rootfs.tar /
          -rwxr-xr-x 0:0 /usr/bin/docker-entrypoint.sh 10
        # image: search:1
        Entrypoint: ["elasticsearch"]
        Cmd: ["-Expack.security.enabled=false"]
        layer: ADD rootfs.tar /
          -rwxr-xr-x 0:0 /usr/bin/elasticsearch 10
        # image: board:1
        Env: GF_AUTH_ANONYMOUS_ENABLED=true
        Entrypoint: ["grafana"]
        layer: ADD rootfs.tar /
          -rwxr-xr-x 0:0 /usr/bin/grafana 10
        """)
    ],
    silent: [
      .cross(
        "services that set it otherwise, say it themselves, or leave it to the run",
        """
        # compose: compose.yaml
        services:
          db:
            image: db:1
            environment: {POSTGRES_HOST_AUTH_METHOD: scram-sha-256}
          open:
            image: db:1
            environment: {POSTGRES_HOST_AUTH_METHOD: trust}
          given:
            image: db:1
            environment: [POSTGRES_HOST_AUTH_METHOD]
          search:
            image: search:1
            command: [-Expack.security.enabled=true]
        # image: db:1
        Env: POSTGRES_HOST_AUTH_METHOD=trust
        Entrypoint: ["docker-entrypoint.sh"]
        Cmd: ["postgres"]
        layer: ADD rootfs.tar /
          -rwxr-xr-x 0:0 /usr/bin/docker-entrypoint.sh 10
        # image: search:1
        Entrypoint: ["elasticsearch"]
        Cmd: ["-Expack.security.enabled=false"]
        layer: ADD rootfs.tar /
          -rwxr-xr-x 0:0 /usr/bin/elasticsearch 10
        """)
    ],
    check: .pair { facts, _ in
      PasswordSwitch.added(by: facts).map { off in
        Match(
          off.place,
          "With \(facts.imageName), \(off.written) lets anybody use service \(facts.service.name) without a password.",
          subject: off.subject, severity: off.severity(facts.service, in: facts.project))
      }
    })
}
