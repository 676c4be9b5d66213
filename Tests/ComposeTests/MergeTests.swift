import Compose
import Findings
import Testing

struct MergeTests {
  /// Merges two bodies of a service `a`.
  private func merge(_ base: String, _ over: String) throws -> Project {
    func file(_ body: String) -> String {
      let lines = body.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)\n" }
      return "services:\n  a:\n" + lines.joined()
    }
    return try load(
      ["base.yaml": file("image: a:1\n" + base), "over.yaml": file(over)], ["base.yaml", "over.yaml"])
  }

  private func texts(_ project: Project, _ key: String) throws -> [String] {
    try #require(project.service("a")).section.texts(key).map(\.value)
  }

  @Test func scalarsAreReplacedAndRememberWhatTheyReplaced() throws {
    let project = try merge("user: one", "user: two")
    #expect(try project.text("a", "user") == "two")
    let site = try #require(project.site(of: "services.a.user"))
    #expect(site.span.description == "over.yaml:3:11")
    #expect(site.related.map(\.span.description) == ["base.yaml:4:5", "base.yaml:4:11"])
    #expect(try project.place("services.a") == "over.yaml:2:3")
  }

  @Test(arguments: ["command", "entrypoint"]) func commandsAreReplacedWhole(key: String) throws {
    #expect(try texts(try merge("\(key): [a, b]", "\(key): [c]"), key) == ["c"])
    #expect(try texts(try merge("\(key): [a, b]", "\(key): c"), key) == ["c"])
  }

  @Test func healthChecksMergeButTheirTestIsReplaced() throws {
    let project = try merge(
      "healthcheck: {test: [CMD, a], retries: 2}", "healthcheck: {test: [CMD, b]}")
    let check = try #require(project.services[0].healthCheck)
    #expect(check.test == .command(["b"]))
    #expect(check.section.integer("retries")?.value == 2)
  }

  @Test(arguments: ["environment", "labels", "annotations", "sysctls"])
  func listsAndMappingsOfKeysMergeByKey(key: String) throws {
    let project = try merge("\(key): [A=1, B=1]", "\(key): {B: 2, C: 3}")
    let entries = try #require(project.service("a")).section.entries(key)
    #expect(entries.map { "\($0.name)=\($0.field.value.text ?? "")" } == ["A=1", "B=2", "C=3"])
  }

  @Test(arguments: ["cap_add", "cap_drop", "dns", "expose", "profiles", "tmpfs", "dns_search"])
  func listsOfNamesHoldEachOnce(key: String) throws {
    #expect(try texts(try merge("\(key): [a, b]", "\(key): [b, c]"), key) == ["a", "b", "c"])
  }

  @Test func equalEntriesOfOneFileAreOne() throws {
    let project = try load(
      """
      services:
        a:
          image: a:1
          ports: ["9080:80", {target: 80, published: 9080}, "9080:81"]
          links: [b, b]
          networks: {n: {link_local_ips: [169.254.8.8, 169.254.8.8], aliases: [x, x]}}
        b: {image: b:1}
      networks: {n: }
      """)
    let service = try #require(project.service("a"))
    #expect(service.ports.map(\.target.ports) == [80...80, 81...81])
    #expect(try texts(project, "links") == ["b"])
    #expect(service.section.texts("networks", "n", "link_local_ips").map(\.value) == ["169.254.8.8"])
    #expect(service.section.texts("networks", "n", "aliases").map(\.value) == ["x"])
  }

  @Test func attachmentsAppendTheirNames() throws {
    let project = try merge(
      "networks: {default: {aliases: [x], link_local_ips: [169.254.8.8]}}",
      "networks: {default: {aliases: [y], link_local_ips: [169.254.8.9, 169.254.8.8]}}")
    let section = try #require(project.service("a")).section
    #expect(section.texts("networks", "default", "aliases").map(\.value) == ["x", "y"])
    #expect(
      section.texts("networks", "default", "link_local_ips").map(\.value) == ["169.254.8.8", "169.254.8.9"])
  }

  @Test func hostsOfEveryFormMergeAsAList() throws {
    let project = try merge(
      "extra_hosts: {db: [10.0.0.1, \"[::1]\"], web: 10.0.0.2}",
      "extra_hosts: [\"db:10.0.0.1\", \"db=10.0.0.3\"]")
    #expect(project.said(.refused) == [])
    #expect(try texts(project, "extra_hosts") == ["db=10.0.0.1", "db=::1", "web=10.0.0.2", "db=10.0.0.3"])
  }

  @Test func addressPoolsMergeBySubnetKeyByKey() throws {
    let base = "services: {a: {image: a}}\nnetworks:\n  n:\n    ipam:\n      config:\n"
    let project = try load(
      [
        "base.yaml": base
          + "      - {subnet: 10.1.0.0/16, gateway: 10.1.0.1, aux_addresses: {host1: 10.1.0.5}}\n",
        "over.yaml": base
          + "      - {subnet: 10.1.0.0/16, ip_range: 10.1.8.0/24, aux_addresses: {host3: 10.1.0.7}}\n"
          + "      - {subnet: 10.2.0.0/16}\n",
      ], ["base.yaml", "over.yaml"])
    let pools = try #require(project.network("n")).section.sections("ipam", "config")
    #expect(pools.map { $0.text("subnet")?.value } == ["10.1.0.0/16", "10.2.0.0/16"])
    #expect(pools[0].text("gateway")?.value == "10.1.0.1")
    #expect(pools[0].text("ip_range")?.value == "10.1.8.0/24")
    #expect(pools[0].entries("aux_addresses").map(\.name) == ["host1", "host3"])
  }

  @Test func securityOptionsAreAppended() throws {
    let project = try merge("security_opt: [a]", "security_opt: [a, b]")
    #expect(try texts(project, "security_opt") == ["a", "a", "b"])
  }

  @Test func portsAreUniqueByAddressPortsAndProtocol() throws {
    let project = try merge(
      "ports: [\"80:80\", \"127.0.0.1:81:81\"]",
      "ports: [\"80:80/tcp\", {target: 80, published: 80, host_ip: 0.0.0.0}, \"80:80/udp\", \"81:81\"]")
    let ports = project.services[0].ports
    #expect(
      ports.map { "\($0.address ?? "")-\($0.target)/\($0.transport)" } == [
        "0.0.0.0-80/tcp", "127.0.0.1-81/tcp", "-80/udp", "-81/tcp",
      ])
  }

  @Test func mountsAndDevicesAreUniqueByTarget() throws {
    let project = try merge(
      "volumes: [\"./a:/x:ro\", \"./b:/y\"]\ndevices: [/dev/a, /dev/b:/dev/c]",
      "volumes: [\"./c:/x\"]\ndevices: [/dev/z:/dev/a]")
    #expect(project.services[0].mounts.map(\.source) == ["./c", "./b"])
    #expect(project.services[0].mounts.map(\.isReadOnly) == [false, false])
    let devices = project.services[0].section.sections("devices")
    #expect(devices.map { $0.text("source")?.value } == ["/dev/z", "/dev/b"])
  }

  @Test func secretsAreUniqueByWhereTheyLand() throws {
    let project = try merge("secrets: [x, y]", "secrets: [{source: z, target: x}]")
    #expect(project.services[0].section.sections("secrets").map { $0.text("source")?.value } == ["z", "y"])
  }

  @Test func dependenciesAndNetworksMergeByName() throws {
    let project = try merge(
      "depends_on: [b]\nnetworks: [n]",
      "depends_on: {b: {condition: service_healthy}}\nnetworks: {m: {aliases: [q]}}")
    #expect(project.services[0].dependencies.map(\.condition) == [.healthy])
    #expect(project.services[0].networks.map(\.network) == ["n", "m"])
  }

  @Test func loggingMergesOnlyForOneDriver() throws {
    let same = try merge("logging: {driver: x, options: {a: b}}", "logging: {options: {c: d}}")
    #expect(same.services[0].section.entries("logging", "options").map(\.name) == ["a", "c"])
    let other = try merge("logging: {driver: x, options: {a: b}}", "logging: {driver: y}")
    #expect(other.services[0].section.entries("logging", "options").isEmpty)
  }

  @Test func buildsMergeInEitherForm() throws {
    let project = try merge("build: ./dir", "build: {dockerfile: D, args: [A=1]}")
    #expect(project.services[0].section.text("build", "context")?.value == "./dir")
    #expect(project.services[0].section.text("build", "dockerfile")?.value == "D")
  }

  @Test func ulimitsAreReplaced() throws {
    let project = try merge("ulimits: {nofile: {soft: 1, hard: 2}}", "ulimits: {nofile: 9, nproc: 3}")
    #expect(project.services[0].section.integer("ulimits", "nofile")?.value == 9)
    #expect(project.services[0].section.integer("ulimits", "nproc")?.value == 3)
  }

  @Test func nothingKeepsWhatWasThere() throws {
    #expect(try merge("user: one", "user:").text("a", "user") == "one")
  }

  @Test func whatOneFileLacksAnotherMayBring() throws {
    let base = """
      ports: ["80:80"]
      environment: {A: b}
      provider: {type: x}
      depends_on: {d: {condition: service_started, required: false}}
      """
    let empty = """
      ports:
      environment:
      provider: {options: {a: b}}
      depends_on: {d: {restart: true}}
      """
    for (first, second) in [(base, empty), (empty, base)] {
      let project = try merge(first, second)
      #expect(project.said(.refused) == [])
      #expect(project.services[0].ports.count == 1)
    }
    let extending = try load("services:\n  b: {image: b, ports: [80]}\n  a:\n    extends: b\n    ports:\n")
    #expect(extending.said(.refused) == [])
    let service = try load(
      ["a.yaml": "services:\n  a: {image: a}\n", "b.yaml": "services:\n  a:\n"], ["a.yaml", "b.yaml"])
    #expect(service.said(.refused) == [])
  }

  @Test func whatNoFileBringsIsRefused() throws {
    #expect(
      try merge("user: u", "ports:").said(.refused) == ["3:11 services.a.ports must be a list; it is empty"])
    // A list is not merged entry by entry.
    #expect(
      try merge("devices: [{source: /dev/a}]", "devices: [{target: /dev/b}]").said(.refused).contains {
        $0.hasSuffix("needs the key \"source\"")
      })
  }

  @Test func resetTakesAwayAndOverrideReplaces() throws {
    let project = try merge(
      "user: one\nports: [\"80:80\"]\nenvironment: {A: 1, B: 2}\nlabels: {x: y}",
      "user: !reset null\nports: !override [\"81:81\"]\nenvironment: {A: !reset null}\nlabels: !reset {}")
    #expect(try project.text("a", "user") == nil)
    #expect(project.services[0].ports.map(\.target.ports) == [81...81])
    #expect(project.services[0].environment.map(\.name) == ["B"])
    #expect(project.services[0].section.field("labels") == nil)
  }

  @Test func anotherFormCannotOverride() throws {
    let project = try merge("healthcheck: {test: [CMD, a]}", "healthcheck: [b]")
    #expect(project.said(.refused).contains { $0.contains("services.a.healthcheck cannot be overridden") })
  }

  @Test func overrideFilesAreFoundOnlyWhenNoFileIsNamed() throws {
    let files = [
      "docker-compose.yml": "services: {a: {image: old}}", "compose.yaml": "services: {a: {image: base}}",
      "compose.override.yaml": "services: {a: {user: over}}", "other.yaml": "services: {a: {image: other}}",
    ]
    #expect(try load(files).files == ["compose.yaml", "compose.override.yaml"])
    #expect(try load(files, ["compose.yaml"]).text("a", "user") == nil)
    let chosen = try load(files) { $0.environment = ["COMPOSE_FILE": "compose.yaml:other.yaml"] }
    #expect(try chosen.text("a", "image") == "other")
    let separated = try load(files) {
      $0.environment = ["COMPOSE_FILE": "compose.yaml,other.yaml", "COMPOSE_PATH_SEPARATOR": ","]
    }
    #expect(separated.files == ["compose.yaml", "other.yaml"])
    let above = try load(["p/compose.yml": "services: {a: {image: up}}"]) {
      $0.directory = "p/q"
      $0.parents = ["p"]
    }
    #expect(above.files == ["p/compose.yml"])
    #expect(throws: LoadError.nothingFound(directory: "this directory")) { try load([:]) }
  }
}
