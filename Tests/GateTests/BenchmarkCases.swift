import TestSupport

/// What shows that a control of the CIS benchmark can be answered each way that it can: inputs as `PackRun` reads them.
///
/// A control whose rules can only speak against it has no `passes`, one that artifacts tell nothing of has only `open`;
/// the pack says why (`undecidable`).
struct BenchmarkCase: Sendable {
  /// Inputs that the control refuses, each by itself.
  var fails: [String] = []
  var passes: [String] = []
  /// Inputs that were given and cannot tell.
  var open: [String] = []

  static let all: [String: BenchmarkCase] = images.merging(services) { first, _ in first }

  /// A service with what a control is about, the same in each answer.
  private static func service(_ lines: String...) -> String {
    "# compose\nservices:\n  app:\n    image: app:1.0\n" + lines.map { "    \($0)\n" }.joined()
  }

  private static func image(_ lines: String...) -> String {
    "# image\nimage: app:1.0\n" + lines.map { "\($0)\n" }.joined()
  }

  /// A layer that a container's owner committed.
  private static let committed = "layer: bash\n  -rwxr-xr-x 0:0 /srv/app 10"
  private static let copied = "layer: COPY app /srv/app # buildkit\n  -rwxr-xr-x 0:0 /srv/app 10"
  private static let windows = "platform: windows/amd64\n" + copied
  private static let exported = "# image\nimage: app:1.0\n" + copied + "\n# cut"

  private static let images: [String: BenchmarkCase] = [
    "4.1": BenchmarkCase(
      fails: [image(copied), image("User: root", copied), service(#"user: "0""#)],
      passes: [image("User: 10001", copied), service(#"user: "10001:10001""#)],
      open: [
        service(), service("user: app"), service("user: ${WHO}"), image("User: 10001", windows), exported,
      ]),
    "4.2": BenchmarkCase(
      fails: [
        image("Labels: org.opencontainers.image.base.name=docker.io/library/alpine:3.12")
          + "# policy\nimage: {base-images: [\"registry.example/**\"]}",
        image("Labels: org.opencontainers.image.base.name=docker.io/library/alpine:3.12")
          + "# policy\nimage: {forbidden-base-images: [\"alpine:*\"]}",
        image(copied) + "# policy\nimage: {base-images: [\"registry.example/**\"]}",
      ],
      passes: [
        image("Labels: org.opencontainers.image.base.name=registry.example/base:1")
          + "# policy\nimage: {base-images: [\"registry.example/**\"]}"
      ],
      open: [image(copied) + "# policy\nimage: {forbidden-base-images: [\"alpine:*\"]}"]),
    "4.3": BenchmarkCase(
      fails: [
        image("layer: RUN apt-get install -y --no-install-recommends gcc\n  package dpkg gcc-12 12.2.0-14"),
        image("layer: RUN apt-get update && apt-get install -y app\n  package dpkg app 1"),
      ],
      passes: [
        image("layer: ADD rootfs.tar /\n  package dpkg apt 2.6.1\n  package dpkg libc6 2.36"),
        image(
          "layer: RUN ./run\n  package dpkg libc6 2.36\n  -rw-r--r-- 0:0 /var/log/app.log 100KB\n"
            + "  -rw-r--r-- 0:0 /srv/.gitlab-ci.yml 10"),
      ],
      open: [exported, image(windows)]),
    "4.4": BenchmarkCase(
      fails: [
        image("created: 2024-01-01T00:00:00Z", copied)
          + "# today: 2026-01-01\n# policy\nimage: {max-age: 90d}"
      ],
      open: [
        image(copied),
        image("created: 2025-12-31T00:00:00Z", copied)
          + "# today: 2026-01-01\n# policy\nimage: {max-age: 90d}",
      ]),
    "4.5": BenchmarkCase(open: [image(copied)]),
    "4.6": BenchmarkCase(
      fails: [
        image(#"Entrypoint: ["/srv/app"]"#, copied),
        image(#"Entrypoint: ["/srv/app"]"#, #"Healthcheck: ["NONE"]"#, copied),
      ],
      passes: [
        image(#"Entrypoint: ["/srv/app"]"#, #"Healthcheck: ["CMD", "/srv/app", "--check"]"#, copied)
      ],
      open: [
        image(copied), exported,
        image(#"Entrypoint: ["/srv/app"]"#, copied)
          + service("healthcheck: {test: [CMD, /srv/app, --check]}"),
      ]),
    "4.7": BenchmarkCase(
      fails: [image("history: RUN /bin/sh -c apt-get update", copied)],
      passes: [image("history: RUN /bin/sh -c apt-get update && apt-get install -y app", copied)],
      open: [image(committed), image("layer:\n  -rwxr-xr-x 0:0 /srv/app 10"), exported]),
    "4.8": BenchmarkCase(
      fails: [
        image("layer: COPY h /h\n  -rwsr-xr-x 0:0 /usr/local/bin/h 10"),
        image("layer: ADD rootfs.tar /\n  -rwsr-xr-x 0:0 /bin/su 100"),
      ],
      passes: [image(copied)],
      open: [exported, image(windows)]),
    "4.9": BenchmarkCase(
      fails: [image("history: ADD server.js /srv/app/ # buildkit", copied)],
      passes: [image("history: ADD app.tar.gz /srv # buildkit", copied)],
      open: [image(committed), image("layer: bazel build //app\n  -rwxr-xr-x 0:0 /srv/app 10"), exported]),
    "4.10": BenchmarkCase(
      fails: [
        image("Env: DB_PASSWORD=postgres", copied),
        image("layer: COPY k /k\n  -rw------- 0:0 /root/.pgpass\n    | db:5432:app:app:Tr0u·gmPq5w"),
      ],
      passes: [image("Env: DB_HOST=db", copied)],
      open: [image(committed), exported]),
    "4.11": BenchmarkCase(
      fails: [image("history: RUN /bin/sh -c apk add --allow-untrusted app.apk", copied)],
      passes: [image("history: RUN /bin/sh -c apk add app", copied)],
      open: [image(committed), image("layer:\n  -rwxr-xr-x 0:0 /srv/app 10"), exported]),
    "4.12": BenchmarkCase(
      fails: [image(copied, "diffID: sha256:" + String(repeating: "0", count: 64))],
      open: [image(copied), exported]),
    "5.7": BenchmarkCase(
      fails: [
        image("ExposedPorts: 22/tcp", copied), image("layer: RUN i\n  package dpkg openssh-server 9.2"),
      ],
      passes: [image(copied), image(copied) + service()],
      open: [image(copied) + "# compose\nservices:\n  other:\n    image: other:1.0", exported]),
  ]

  private static let services: [String: BenchmarkCase] = [
    "5.1": BenchmarkCase(open: [service()]),
    "5.2": BenchmarkCase(
      fails: [service("security_opt: [apparmor:unconfined]"), service("privileged: true")],
      passes: [service("security_opt: [apparmor:docker-default]")],
      open: [service(), service("security_opt: [\"apparmor:${PROFILE}\"]")]),
    "5.3": BenchmarkCase(
      fails: [service("security_opt: [label:disable]"), service("privileged: true")],
      passes: [service("security_opt: [\"label=type:svirt_apache_t\"]")],
      open: [service(), service("security_opt: [\"label:${LABEL}\"]")]),
    "5.4": BenchmarkCase(
      fails: [
        service(), service("cap_drop: [ALL]", "cap_add: [SYS_ADMIN]"),
        service("cap_drop: [ALL]", "privileged: true"),
      ],
      passes: [service("cap_drop: [ALL]", "cap_add: [NET_BIND_SERVICE]")],
      open: [service("cap_drop: [ALL]", "cap_add: [\"${CAPABILITY}\"]")]),
    "5.5": BenchmarkCase(
      fails: [service("privileged: true"), service("post_start: [{command: /x, privileged: true}]")],
      passes: [service()],
      open: [service("privileged: ${PRIVILEGED}")]),
    "5.6": BenchmarkCase(
      fails: [service("volumes: [\"/etc:/host/etc\"]")],
      passes: [service("volumes: [\"data:/var/lib/app\"]") + "volumes: {data: }"],
      open: [service("volumes: [\"${WHERE}:/data\"]")]),
    "5.8": BenchmarkCase(
      fails: [service("ports: [\"127.0.0.1:25:2525\"]"), service("ports: [\"80:8080\"]")],
      passes: [service("ports: [\"127.0.0.1:8080:80\"]")],
      open: [service("ports: [\"127.0.0.1:${PORT}:80\"]"), service("network_mode: host")]),
    "5.9": BenchmarkCase(
      fails: [service("ports: [\"8080:8080\"]") + "# policy\ncompose: {allowed-ports: [{ports: [443]}]}"],
      passes: [
        service("ports: [\"443:8443\"]") + "# policy\ncompose: {allowed-ports: [{ports: [443]}]}",
        service("ports: [\"8080:8080\"]") + image("ExposedPorts: 8080/tcp", copied),
      ],
      open: [
        service("ports: [\"8080:8080\"]"), service("ports: [\"8080:8080\"]") + image(copied),
        service("ports: [\"8080:9090\"]") + image("ExposedPorts: 8080/tcp", copied),
        service("ports: [\"${PORT}:8080\"]") + image("ExposedPorts: 8080/tcp", copied),
        service("network_mode: host"),
      ]),
    "5.10": BenchmarkCase(
      fails: [service("network_mode: host")],
      passes: [service()],
      open: [service("network_mode: ${MODE}"), service("network_mode: \"container:other\"")]),
    "5.11": BenchmarkCase(
      fails: [service(), service("mem_limit: 0"), service("mem_limit: 1g", "memswap_limit: -1")],
      passes: [service("mem_limit: 512m"), service("deploy: {resources: {limits: {memory: 1g}}}")],
      open: [
        service("mem_limit: ${MEMORY}"), service("deploy: {resources: {limits: {memory: \"${LIMIT}\"}}}"),
      ]),
    "5.12": BenchmarkCase(
      fails: [service(), service("cpus: 0")],
      passes: [service("cpus: 0.5")],
      open: [service("cpus: ${CPUS}"), service("deploy: {resources: {limits: {cpus: \"${LIMIT}\"}}}")]),
    "5.13": BenchmarkCase(
      fails: [service(), service("read_only: false")],
      passes: [service("read_only: true")],
      open: [service("read_only: ${READ_ONLY}")]),
    "5.14": BenchmarkCase(
      fails: [
        service("ports: [\"8080:8080\"]"), service("ports: [\"0.0.0.0:80:80\"]"),
        "# compose\nservices:\n  proxy:\n    image: nginx:1.27\n    ports: [\"443:443\"]",
      ],
      passes: [service("ports: [\"127.0.0.1:8080:8080\"]")],
      open: [service("ports: [\"${BIND}:8080:8080\"]"), service("network_mode: host")]),
    "5.15": BenchmarkCase(
      fails: [
        service(), service("restart: always"), service("restart: unless-stopped"),
        service("restart: on-failure"),
        service("restart: on-failure:10"),
        service("restart: on-failure:5", "deploy: {restart_policy: {condition: any}}"),
      ],
      passes: [service("restart: on-failure:5"), service("restart: \"no\"")],
      open: [service("restart: ${RESTART}")]),
    "5.16": BenchmarkCase(
      fails: [service("pid: host")], passes: [service("ipc: host")], open: [service("pid: ${PID}")]),
    "5.17": BenchmarkCase(
      fails: [service("ipc: host")], passes: [service("pid: host")], open: [service("ipc: ${IPC}")]),
    "5.18": BenchmarkCase(
      fails: [
        service("devices: [\"/dev/sda:/dev/sda\"]"), service("device_cgroup_rules: [\"a *:* rwm\"]"),
        service("privileged: true"),
      ],
      passes: [service()],
      open: [
        service("devices: [\"/dev/dri:/dev/dri\"]"), service("devices: [\"${DEVICE}:/dev/x\"]"),
        service("deploy: {resources: {reservations: {devices: [{capabilities: [gpu]}]}}}"),
      ]),
    "5.19": BenchmarkCase(
      fails: [service("ulimits: {nofile: -1}"), service("ulimits: {nproc: {soft: 100, hard: -1}}")],
      passes: [service("ulimits: {nofile: 4096, memlock: -1}"), service()],
      open: [service("ulimits: {nofile: \"${FILES}\"}")]),
    "5.20": BenchmarkCase(
      fails: [service("volumes: [\"/srv/a:/a:rshared\"]")],
      passes: [service("volumes: [\"/srv/a:/a:ro\"]")],
      open: [service("volumes: [\"/srv/a:/a:${MODE}\"]")]),
    "5.21": BenchmarkCase(
      fails: [service("uts: host")], passes: [service("pid: host")], open: [service("uts: ${UTS}")]),
    "5.22": BenchmarkCase(
      fails: [service("security_opt: [seccomp:unconfined]"), service("privileged: true")],
      passes: [service()],
      open: [service("security_opt: [\"seccomp:${PROFILE}\"]"), "# target: swarm\n" + service()]),
    "5.23": BenchmarkCase(open: [service()]),
    "5.24": BenchmarkCase(open: [service()]),
    "5.25": BenchmarkCase(
      fails: [service("cgroup_parent: /system")], passes: [service()],
      open: [service("cgroup_parent: ${GROUP}")]),
    "5.26": BenchmarkCase(
      fails: [
        service(), service("security_opt: [\"no-new-privileges:false\"]"), service("privileged: true"),
      ],
      passes: [service("security_opt: [\"no-new-privileges:true\"]")],
      open: [service("security_opt: [\"${OPTION}\"]"), "# target: swarm\n" + service()]),
    "5.27": BenchmarkCase(
      fails: [
        service("healthcheck: {disable: true}"),
        service() + image(#"Entrypoint: ["/srv/app"]"#, copied),
      ],
      passes: [
        service("healthcheck: {test: [CMD, /srv/app, --check]}"),
        service()
          + image(#"Entrypoint: ["/srv/app"]"#, #"Healthcheck: ["CMD", "/srv/app", "--check"]"#, copied),
      ],
      open: [service(), service("healthcheck: {test: [CMD, \"${CHECK}\"]}")]),
    "5.28": BenchmarkCase(
      fails: [
        "# compose\nservices:\n  app:\n    image: app:latest", "# compose\nservices:\n  app:\n    image: app",
      ],
      open: [service(), "# compose\nservices:\n  app:\n    image: nginx:1.18.0"]),
    "5.29": BenchmarkCase(
      fails: [service(), service("pids_limit: -1")],
      passes: [service("pids_limit: 100")],
      open: [service("pids_limit: ${PIDS}"), service("deploy: {resources: {limits: {pids: \"${LIMIT}\"}}}")]),
    "5.30": BenchmarkCase(
      fails: [service("network_mode: bridge")],
      passes: [service()],
      open: [service("network_mode: ${MODE}")]),
    "5.31": BenchmarkCase(
      fails: [service("userns_mode: host")], passes: [service("pid: host")],
      open: [service("userns_mode: ${USERS}")]),
    "5.32": BenchmarkCase(
      fails: [service("volumes: [\"/var/run/docker.sock:/var/run/docker.sock\"]")],
      passes: [service("volumes: [\"data:/data\"]") + "volumes: {data: }"],
      open: [service("volumes: [\"${SOCKET}:/var/run/docker.sock\"]")]),
  ]
}
