import Compose
import Findings
import Gate
import Images
import Policies
import Rules
import TestSupport
import Testing

/// Which data stores get an internal network of their own, who joins it, and what is left because it is not known.
struct NetworkSplitTests {
  private func harden(_ files: [String: String]) throws -> ComposeHardening {
    try HardeningCase.hold(
      Options(files: ["c.yaml"]), { files[$0].map { Array($0.utf8) } }, ImageMatching([]), "split")
  }

  private func harden(_ services: String, _ rest: String = "") throws -> ComposeHardening {
    try harden(["c.yaml": "services:\n" + services + "\n" + rest])
  }

  /// The networks of each service when the override file is read too, and those that are internal.
  private func networks(_ hardening: ComposeHardening, _ files: [String: String]) throws -> [String: [String]]
  {
    var files = files
    files["o.yaml"] = hardening.override
    let project = try Project.load(Options(files: ["c.yaml", "o.yaml"]), reader: FileReader(files))
    #expect(project.problems(.refused).isEmpty)
    let named = project.services.map { ($0.name, $0.networks.map(\.network).sorted()) }
    let inside = project.networks.filter(\.isInternal).map(\.name).sorted()
    return Dictionary(named + [("internal", inside)]) { first, _ in first }
  }

  private func reason(_ hardening: ComposeHardening, _ store: String) -> String? {
    hardening.open.first { $0.subject == store && $0.setting == "networks" }?.reason
  }

  private static let shop = """
    services:
      proxy:
        image: nginx:1.27
        ports: ["80:80"]
        volumes: ["./nginx.conf:/etc/nginx/nginx.conf:ro"]
        depends_on: [web]
      web:
        image: shop/web:1
        environment: {DATABASE_URL: "postgres://u:${PASSWORD}@db/app"}
      cron:
        image: shop/web:1
        command: ["run", "--store=db"]
      db:
        image: postgres:16
        environment: {POSTGRES_PASSWORD: "${PASSWORD}"}

    """
  private static let conf = "http { upstream app { server web:80; } }"

  @Test func aStoreGetsANetworkWithItsClientsAndTheProxyStaysOutside() throws {
    let files = ["c.yaml": Self.shop, "nginx.conf": Self.conf]
    let hardening = try harden(files)
    #expect(hardening.steps.map(\.setting) == ["networks"] && reason(hardening, "db") == nil)
    #expect(
      try networks(hardening, files) == [
        "proxy": ["default"], "web": ["db-internal", "default"], "cron": ["db-internal", "default"],
        "db": ["db-internal"], "internal": ["db-internal"],
      ])
    let patched = try #require(hardening.patch.changes.first).newText
    #expect(hardening.patch.left == [])
    #expect(
      patched.hasSuffix(
        """
            networks:
              - db-internal
        # Only cron and web connect to db, which opens no connections to the outside.
        networks:
          db-internal:
            internal: true

        """))
    #expect(!hardening.override.contains("!override"))
  }

  @Test func whereItIsNotKnownWhoConnectsNothingIsCut() throws {
    let files = ["c.yaml": Self.shop, "nginx.conf": Self.conf]
    let front = Self.shop + "  front:\n    image: shop/front:1\n"
    let unknown = try harden(["c.yaml": front, "nginx.conf": Self.conf])
    #expect(reason(unknown, "db")?.hasPrefix("whether front connects to it does not show") == true)
    #expect(try networks(unknown, ["c.yaml": front])["front"] == ["db-internal", "default"])
    // Without its file a proxy may go anywhere.
    let unread = try harden(["c.yaml": Self.shop])
    #expect(try networks(unread, files)["proxy"] == ["db-internal", "default"])
    let named = try harden(["c.yaml": Self.shop, "nginx.conf": "stream { upstream s { server db:5432; } }"])
    #expect(try networks(named, files)["proxy"] == ["db-internal", "default"] && reason(named, "db") == nil)
  }

  @Test(arguments: [
    ("image: nginx:1.27", false), ("image: registry.example.org/nginx:1.27", true),
    ("image: shop/nginx:1", true),
    ("image: nginx:1.27\n    volumes: [\"conf:/etc/nginx/conf.d\", \"./certs:/etc/ssl/shop\"]", true),
    ("image: nginx:1.27\n    volumes: [\"./certs:/etc/ssl/shop\", \"pages:/usr/share/nginx/html\"]", false),
    ("image: nginx:1.27\n    configs: [{source: conf, target: /etc/nginx/nginx.conf}]", true),
    ("image: nginx:1.27\n    volumes_from: [web]", true),
    ("image: nginx:1.27\n    env_file: [{path: other.env, required: false}]", true),
    ("image: nginx:1.27\n    environment: {UPSTREAM: \"${UPSTREAM}\"}", true),
    ("image: jc21/nginx-proxy-manager:2", true), ("build: .", true),
  ]) func aProxyIsKeptOutOnlyIfAllThatLeadsItIsKnown(proxy: String, joins: Bool) throws {
    let files = [
      "c.yaml": """
      services:
        proxy:
          ports: ["80:80"]
          \(proxy)
        web: {image: "app:1", depends_on: [db]}
        db: {image: "postgres:16"}
      volumes: {conf: {}, pages: {}}
      configs: {conf: {file: ./absent.conf}}

      """
    ]
    let networks = try networks(harden(files), files)
    #expect(networks["proxy"] == (joins ? ["db-internal", "default"] : ["default"]))
  }

  @Test(arguments: [
    ("ports: [\"127.0.0.1:5432:5432\"]", "publishes a port"),
    ("build: ./db", "built from source"),
    ("environment: {BACKUP_URL: \"https://backup.example.org/x\"}", "backup.example.org"),
    ("environment: {REPLICA_HOST: \"${OTHER}\"}", "REPLICA_HOST is known only at run time"),
    ("environment: {NEO4J_PLUGINS: \"[apoc]\"}", "plugins"),
    ("command: [postgres, -c, \"archive_command=cp %p /backup\"]", "archive_command"),
    ("command: sh -c \"apt-get install x && postgres\"", "apt-get"),
    ("command: postgres -c primary_conninfo=${PRIMARY}", "command is known only at run time"),
    ("command: [redis-server, --replicaof, cache.example.org]", "cache.example.org"),
    ("networks: {default: {ipv4_address: 10.0.0.9}}", "address"),
    ("labels: {traefik.enable: \"true\"}", "proxy"),
    ("extra_hosts: {other: 10.0.0.1}", "extra_hosts"),
  ]) func aStoreThatNeedsItsNetworkKeepsIt(line: String, reason: String) throws {
    let hardening = try harden(
      "  web: {image: app:1, depends_on: [db]}\n  db:\n    image: postgres:16\n    \(line)")
    #expect(hardening.steps.isEmpty)
    #expect(self.reason(hardening, "db")?.contains(reason) == true, "\(hardening.open)")
  }

  @Test(arguments: [
    "environment: {POSTGRES_DB: app.main, TZ: Europe/Berlin, PGDATA: /data}",
    "environment: {KAFKA_ADVERTISED_LISTENERS: \"PLAIN://db:9092,HOST://localhost:29092\"}",
    "command: redis-server --requirepass ${REDIS_PASSWORD}",
    "command: sh -c \"postgres -c shared_buffers=1GB\"", "labels: {traefik.enable: \"false\"}",
  ]) func whatAStoreIsGivenForItselfKeepsNothing(line: String) throws {
    let hardening = try harden(
      "  web: {image: app:1, depends_on: [db]}\n  db:\n    image: postgres:16\n    \(line)")
    #expect(hardening.steps.map(\.setting) == ["networks"], "\(hardening.open)")
  }

  @Test func theNamesOfAStoreGoWithIt() throws {
    let files = [
      "c.yaml": """
      services:
        web:
          image: app:1
          environment: [URL=redis://memory]
          networks: [front, back]
        cache:
          image: redis:7
          networks:
            back:   # beside the others
              aliases: [memory]
            more:
        proxy: {image: "traefik:3", ports: ["80:80"], networks: [front, back]}
      networks: {front: , back: , more: {internal: true}}

      """
    ]
    let hardening = try harden(files)
    #expect(
      hardening.override.contains(
        """
            networks: !override
              more:
              cache-internal:
                aliases:
                  - memory

        """))
    let patched = try #require(hardening.patch.changes.first).newText
    #expect(patched.contains("      cache-internal:   # beside the others\n        aliases: [memory]\n"))
    #expect(patched.contains("networks: [front, back, cache-internal]"))
    #expect(patched.contains("more: {internal: true}, cache-internal: {internal: true}}"))
    let networks = try networks(hardening, files)
    #expect(networks["cache"] == ["cache-internal", "more"] && networks["proxy"] == ["back", "front"])
  }

  @Test func storesWithTheSameClientsShareANetworkAndThoseThatUseOthersReachThem() throws {
    let files = [
      "c.yaml": """
      services:
        app: {image: "app:1", environment: {A: "kafka:9092", B: "postgres://db", C: "redis://cache"}}
        db: {image: "postgres:16"}
        cache: {image: "redis:7"}
        kafka: {image: "kafka:3", environment: {KAFKA_ZOOKEEPER_CONNECT: "zoo:2181"}}
        zoo: {image: "zookeeper:3"}
        proxy: {image: "traefik:3", ports: ["80:80"]}

      """
    ]
    let networks = try networks(harden(files), files)
    #expect(networks["db"] == ["cache-db-internal"] && networks["cache"] == ["cache-db-internal"])
    #expect(networks["zoo"] == networks["zoo"]?.filter { networks["kafka"]?.contains($0) == true })
    #expect(networks["kafka"]?.contains { networks["app"]?.contains($0) == true } == true)
    #expect(networks["kafka"]?.contains("default") == false && networks["proxy"] == ["default"])
    #expect(Set(networks["zoo"] ?? []).isDisjoint(with: networks["db"] ?? []))
  }

  @Test func whatSharesANamespaceIsJudgedWithItsOwner() throws {
    let files = [
      "c.yaml": """
      services:
        proxy: {image: "nginx:1", ports: ["80:80"]}
        app: {image: "app:1", network_mode: "service:proxy", environment: {URL: "redis://cache"}}
        cache: {image: "redis:7"}

      """
    ]
    #expect(try networks(harden(files), files)["proxy"] == ["cache-internal", "default"])
    let guest = try harden("  cache: {image: redis:7}\n  app: {image: app:1, network_mode: 'service:cache'}")
    #expect(guest.steps.isEmpty)
  }

  @Test func aProxyThatChoosesAmongNetworksKeepsItsWay() throws {
    let services = """
        proxy: {image: "traefik:3", ports: ["80:80"], command: [--providers.docker]}
        app: {image: "app:1", depends_on: [db], labels: {traefik.enable: "true", LABEL}}
        db: {image: "postgres:16"}
      """
    let blind = try harden(services.replacing("LABEL", with: "x: y"))
    #expect(blind.steps.isEmpty && reason(blind, "db")?.contains("traefik.docker.network") == true)
    let told = try harden(services.replacing("LABEL", with: "traefik.docker.network: shop_default"))
    #expect(told.steps.map(\.setting) == ["networks"])
  }

  @Test func servicesOfOtherProfilesAreNotForgotten() throws {
    let files = [
      "c.yaml": """
      services:
        app: {image: "app:1", depends_on: [db]}
        admin: {image: "adminer:4", profiles: [tools]}
        db: {image: "postgres:16"}

      """
    ]
    var options = Options(files: ["c.yaml"])
    options.profiles = []
    let hardening = try ComposeHardening(options, reader: FileReader(files), images: ImageMatching([]))
    #expect(hardening.steps.isEmpty)
    #expect(reason(hardening, "db")?.contains("admin") == true)
    #expect(try networks(harden(files), files)["admin"] == ["db-internal", "default"])
  }

  @Test(arguments: [
    "  db: {image: postgres:16}", "  web: {image: app:1}\n  other: {image: app:2}",
    "  web: {image: app:1, networks: [a]}\n  db: {image: postgres:16, networks: [b]}",
    "  web: {image: app:1, depends_on: [db], networks: [a]}\n  db: {image: postgres:16, networks: [a]}",
  ]) func whereNobodyIsKeptOutNothingChanges(services: String) throws {
    let hardening = try harden(services, "networks: {a: {internal: true}, b: {internal: true}}")
    #expect(!hardening.steps.contains { $0.setting == "networks" } && reason(hardening, "db") == nil)
  }
}
