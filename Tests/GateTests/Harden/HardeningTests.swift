import Compose
import Findings
import Gate
import Images
import Policies
import Rules
import TestSupport
import Testing

/// What of a service's least privilege is derived from its image, and what is left because it cannot be known.
struct HardeningTests {
  /// A server that runs as a plain user, on a system with login tools.
  private static let app = """
    User: 1000:1000
    Cmd: ["/app/server"]
    WorkingDir: /app
    layer: ADD rootfs.tar /
      drwxrwxrwt 0:0 /tmp
      drwxr-xr-x 0:0 /app
      -rwxr-xr-x 0:0 /app/server
      elf
      drwx------ 1000:1000 /home/app
      -rw-r--r-- 1000:1000 /home/app/.profile 100
      -rw-r--r-- 0:0 /etc/passwd
        | root:x:0:0:root:/root:/bin/sh
        | app:x:1000:1000::/home/app:/bin/sh
    """

  private func harden(
    _ compose: String, _ images: String..., policy: Policy = .standard
  ) throws -> ComposeHardening {
    try ComposeHardening(
      Options(files: ["c.yaml"]), reader: FileReader(["c.yaml": compose]), policy: policy,
      images: HardeningCase.images(images))
  }

  private func items(_ hardening: ComposeHardening, _ service: String, _ key: String) -> [String] {
    hardening.steps.filter { $0.service == service }.flatMap(\.parts).flatMap { part -> [String] in
      switch part.value {
      case .items(key, let items): items
      case .text([key], let text): [text]
      case .items, .text, .loopback, .internalNetwork, .newNetwork, .joins, .leaves: []
      }
    }
  }

  private func reason(_ hardening: ComposeHardening, _ subject: String, _ setting: String) -> String? {
    hardening.open.first { $0.subject == subject && $0.setting == setting }?.reason
  }

  @Test func aPlainUserGetsEverything() throws {
    let text = "services:\n  web:\n    image: app:1\n"
    let hardening = try harden(text, "image: app:1\n" + Self.app)
    #expect(items(hardening, "web", "user") == [])
    #expect(items(hardening, "web", "read_only") == ["true"])
    #expect(
      items(hardening, "web", "tmpfs") == ["/home/app:uid=1000,gid=1000,mode=700", "/tmp:mode=1777"])
    #expect(items(hardening, "web", "cap_drop") == ["ALL"] && items(hardening, "web", "cap_add") == [])
    #expect(items(hardening, "web", "security_opt") == ["no-new-privileges:true"])
    #expect(items(hardening, "web", "pids_limit").count == 1)
    #expect(hardening.open.map(\.setting) == ["mem_limit"])
    let patch = hardening.patch
    #expect(patch.left == [] && patch.changes.count == 1)
    let lines = try #require(patch.changes.first).newText.split(separator: "\n")
    for (line, next) in zip(lines, lines.dropFirst()) where next.contains("read_only") {
      #expect(line.hasPrefix("    # User 1000 may write only to /home/app and /tmp"))
    }
    #expect(lines.contains("    read_only: true") && lines.contains("      - ALL"))
  }

  @Test func aSecondRunFindsNothingToTighten() throws {
    let text = "services:\n  web:\n    image: app:1\n  other: {image: 'app:1'}\n"
    let first = try harden(text, "image: app:1\n" + Self.app)
    let patched = try #require(first.patch.changes.first).newText
    #expect(try harden(patched, "image: app:1\n" + Self.app).steps.isEmpty)
  }

  @Test(arguments: [
    ("-rw-rw-rw- 0:0 /srv/state 5", "the file /srv/state"),
    ("-rw-r--r-- 1000:1000 /home/app/data 5", "/home/app/data"),
    ("-rwxr-xr-x 1000:1000 /home/app/bin", nil),
  ]) func contentWhereTheUserWritesIsNeverHidden(entry: String, named: String?) throws {
    let image =
      "image: app:1\n"
      + Self.app.replacing("  drwxrwxrwt 0:0 /tmp", with: "  \(entry)\n  drwxrwxrwt 0:0 /tmp")
    let hardening = try harden("services: {web: {image: 'app:1'}}\n", image)
    let reason = reason(hardening, "web", "read_only")
    if let named { #expect(reason?.contains(named) == true, "\(reason ?? "none")") }
    #expect((reason == nil) == (named == nil))
    #expect(items(hardening, "web", "read_only").isEmpty == (named != nil))
  }

  @Test func mountsKeepWhatTheUserWritesOutOfMemory() throws {
    let text = """
      services:
        web:
          image: app:1
          volumes: ["home:/home/app"]
          tmpfs: [/tmp]
      volumes: {home: {}}
      """
    let hardening = try harden(text, "image: app:1\n" + Self.app)
    #expect(items(hardening, "web", "read_only") == ["true"] && items(hardening, "web", "tmpfs") == [])
  }

  @Test func theOwnerOfTheDataBecomesTheUser() throws {
    let image = """
      image: redis:1
      Cmd: ["redis-server", "--maxmemory", "256mb"]
      Volumes: /data
      WorkingDir: /data
      layer: ADD rootfs.tar /
        drwxrwxrwt 0:0 /tmp
        drwxr-xr-x 101:102 /data
        -rwxr-xr-x 0:0 /usr/bin/redis-server
        elf
        -rw-r--r-- 0:0 /etc/passwd
          | root:x:0:0:root:/root:/bin/sh
          | redis:x:101:102::/data:/bin/false
      """
    let hardening = try harden("services:\n  cache:\n    image: redis:1\n", image)
    #expect(items(hardening, "cache", "user") == ["101:102"])
    #expect(items(hardening, "cache", "cap_drop") == ["ALL"] && items(hardening, "cache", "cap_add") == [])
    #expect(items(hardening, "cache", "tmpfs") == ["/tmp:mode=1777"])
    let memory = try #require(items(hardening, "cache", "mem_limit").first.flatMap { ByteSize($0) })
    #expect(memory.bytes > 256 << 20)
  }

  @Test func ofAKnownProgramItIsKnownThatItDoesNotWriteItsConfiguration() throws {
    let image = """
      image: db:1
      User: 100:100
      Cmd: ["postgres"]
      Volumes: /data
      layer: ADD rootfs.tar /
        drwxrwxrwt 0:0 /tmp
        drwxr-xr-x 100:100 /etc/postgresql
        -rw-r--r-- 100:100 /etc/postgresql/main.conf 10
        drwxrwxr-x 100:100 /var/run/postgresql
        drwx------ 100:100 /data
        -rwxr-xr-x 0:0 /usr/bin/real
        elf
        lrwxrwxrwx 0:0 /usr/bin/NAME -> real
      """
    let known = try harden(
      "services:\n  db:\n    image: db:1\n", image.replacing("NAME", with: "postgres"))
    #expect(
      items(known, "db", "tmpfs") == ["/tmp:mode=1777", "/var/run/postgresql:uid=100,gid=100,mode=775"])
    let mounted = try harden(
      "services:\n  db:\n    image: db:1\n    tmpfs: [/tmp]\n", image.replacing("NAME", with: "postgres"))
    #expect(items(mounted, "db", "tmpfs") == ["/var/run/postgresql:uid=100,gid=100,mode=775"])
    let other = try harden(
      "services:\n  db:\n    image: db:1\n    command: [other]\n", image.replacing("NAME", with: "other"))
    #expect(reason(other, "db", "read_only")?.contains("/etc/postgresql/main.conf") == true)
  }

  @Test func anEntryPointThatStepsDownKeepsWhatItNeeds() throws {
    let image = """
      image: db:1
      Entrypoint: ["docker-entrypoint.sh"]
      Cmd: ["postgres"]
      Volumes: /var/lib/postgresql/data
      layer: ADD rootfs.tar /
        -rwxr-xr-x 0:0 /usr/local/bin/docker-entrypoint.sh 10
        -rwxr-xr-x 0:0 /usr/local/bin/gosu 10
        -rwxr-xr-x 0:0 /usr/bin/postgres
        elf
      """
    let hardening = try harden("services:\n  db:\n    image: db:1\n", image)
    #expect(items(hardening, "db", "cap_drop") == ["ALL"])
    #expect(items(hardening, "db", "cap_add") == ImageHabits.stepDown)
    #expect(reason(hardening, "db", "user")?.contains("gosu") == true)
  }

  @Test func aWebServerThatStartsAsRootGetsThePortOnlyWhereItIsLow() throws {
    func image(_ port: Int) -> String {
      """
      image: web:1
      ExposedPorts: \(port)/tcp
      Cmd: ["nginx", "-g", "daemon off;"]
      layer: ADD rootfs.tar /
        drwxrwxrwt 0:0 /tmp
        drwxr-xr-x 0:0 /run
        drwxr-xr-x 0:0 /var/lib/nginx
        -rwxr-xr-x 0:0 /usr/sbin/nginx
        elf
      """
    }
    let low = try harden("services:\n  web:\n    image: web:1\n", image(80))
    let needed = ["CHOWN", "DAC_OVERRIDE", "NET_BIND_SERVICE", "SETGID", "SETUID"]
    #expect(items(low, "web", "cap_add") == needed)
    #expect(items(low, "web", "tmpfs") == ["/tmp:mode=1777", "/var/lib/nginx:mode=755", "/run:mode=755"])
    let high = try harden("services:\n  web:\n    image: web:1\n", image(8080))
    #expect(items(high, "web", "cap_add") == needed.filter { $0 != "NET_BIND_SERVICE" })
  }

  @Test func whatTheFileOfTheProgramBearsIsAddedAgain() throws {
    let image = "image: app:1\n" + Self.app.replacing("  elf", with: "  elf\n  capability 400")
    let hardening = try harden("services:\n  web:\n    image: app:1\n", image)
    #expect(items(hardening, "web", "cap_add") == ["NET_BIND_SERVICE"])
    #expect(reason(hardening, "web", "security_opt")?.contains("/app/server") == true)
  }

  @Test func anUnknownProgramOfRootIsLeftAlone() throws {
    let image = """
      image: app:1
      Cmd: ["/start.sh"]
      layer: COPY . /
        -rwxr-xr-x 0:0 /start.sh 10
        -rwsr-xr-x 0:0 /usr/bin/sudo 10
      """
    let hardening = try harden("services:\n  web:\n    image: app:1\n", image)
    #expect(hardening.steps.map(\.setting) == ["pids_limit"])
    #expect(
      hardening.open.map(\.setting) == ["user", "security_opt", "read_only", "cap_drop", "mem_limit"])
    #expect(reason(hardening, "web", "security_opt")?.contains("/usr/bin/sudo") == true)
    #expect(reason(hardening, "web", "cap_drop")?.contains("start.sh") == true)
  }

  @Test(arguments: [
    ("command: \"${START}\"", "read_only"), ("user: \"${ID}\"", "read_only"),
    ("post_start: [{command: x, user: root}]", "cap_drop"), ("read_only: false", "read_only"),
    ("privileged: true", "cap_drop"), ("security_opt: [\"no-new-privileges:false\"]", "security_opt"),
  ]) func whatOnlyTheRunTimeOrTheAuthorDecidesIsLeftAlone(line: String, setting: String) throws {
    let hardening = try harden(
      "services:\n  web:\n    image: app:1\n    \(line)\n", "image: app:1\n" + Self.app)
    #expect(!hardening.steps.contains { $0.setting == setting })
    #expect(reason(hardening, "web", setting) != nil)
  }

  @Test func portsBehindAProxyAreBoundToTheLoopback() throws {
    let text = """
      services:
        proxy:
          image: traefik:3
          ports: ["80:80"]
          depends_on: [web]
        web:
          image: app:1
          ports: ["8080:8080", "127.0.0.1:9090:9090", "5353:5353/udp"]
        names:
          image: app:1
          ports: ["53:53/udp"]
          labels: {imgcheck.role: app}
        alone:
          image: app:1
          ports: ["8081:8081"]
          networks: [other]
      networks: {other: {}}
      """
    let hardening = try harden(text, "image: app:1\n" + Self.app)
    #expect(hardening.steps.filter { $0.setting == "ports" }.map(\.service) == ["web"])
    #expect(reason(hardening, "alone", "ports") != nil && hardening.withoutImage == ["proxy"])
    #expect(reason(hardening, "names", "ports") == "proxy may not forward what is not TCP")
    #expect(hardening.override.contains("ports: !override\n      - \"127.0.0.1:8080:8080\"\n"))
    #expect(hardening.override.contains("      - \"5353:5353/udp\"\n"))
    #expect(try #require(hardening.patch.changes.first).newText.contains("[\"127.0.0.1:8080:8080\", "))
  }

  @Test func anEnvironmentThatAPolicyNamesByItsFileKeepsItsServices() throws {
    var environment = ComposeEnvironment()
    environment.name = "production"
    environment.files = [Glob("c.yaml")]
    environment.required = [Glob("web")]
    environment.isRequired = true
    var policy = Policy.standard
    policy.compose.environments = [environment]
    let text = "services:\n  web:\n    image: app:1\n"
    let hardening = try harden(text, "image: app:1\n" + Self.app, policy: policy)
    #expect(items(hardening, "web", "read_only") == ["true"])
    #expect(hardening.tightenedServices == ["web"] && hardening.tightenedNetworks.isEmpty)
  }

  @Test func aNetworkOfDataBecomesInternalWhereTheOthersHaveAnother() throws {
    func text(_ networks: String) -> String {
      """
      services:
        web: {image: "app:1", networks: \(networks)}
        db: {image: "postgres:16", networks: [data]}
      networks:
        data:
        front: {}
      """
    }
    let both = try harden(text("[data, front]"), "image: app:1\n" + Self.app)
    #expect(both.steps.filter { $0.setting == "internal" }.map(\.network) == ["data"])
    #expect(both.tightenedNetworks == ["data"] && both.tightenedServices == ["web"])
    #expect(both.override.contains("networks:\n  data:\n    # db keeps data"))
    #expect(try #require(both.patch.changes.first).newText.contains("    internal: true"))
    let one = try harden(
      text("[data]").replacing("postgres:16\"", with: "postgres:16\", ports: [\"5432\"]"),
      "image: app:1\n" + Self.app)
    #expect(one.steps.allSatisfy { $0.network == nil })
    #expect(reason(one, "db", "networks")?.contains("publishes a port") == true)
  }

  @Test func whatAnAliasSharesIsOnlyInTheOverrideFile() throws {
    let text = """
      x-drop: &drop [NET_RAW]
      services:
        web: {image: "app:1", cap_drop: *drop}
      """
    let hardening = try harden(text, "image: app:1\n" + Self.app)
    #expect(hardening.steps.contains { $0.setting == "cap_drop" })
    #expect(hardening.patch.left.map(\.setting) == ["cap_drop"])
    #expect(hardening.override.contains("cap_drop:\n      - ALL\n"))
  }
}
