import Compose
import Findings
import Gate
import Policies
import Reports
import Rules
import TestSupport
import Testing

/// A project's network held against the zones of a policy.
struct ZoneTests {
  private static let zones = """
    version: 1
    zones:
      edge: {services: nginx, networks: internet, from-outside: true, reaches: [frontend, app]}
      frontend: {services: frontend}
      app: {services: [api, arq-worker, clamav], reaches: [data]}
      data: {roles: [data-store, cache, object-store], networks: database}

    """

  private func policy(_ text: String = zones) throws -> Policy {
    let loader = PolicyLoader(
      reader: FileReader(["p.yaml": text]), builtIn: [:], rules: Rule.all.map(\.id))
    return try loader.load(["p.yaml"]).policy
  }

  private func pazpaz(_ policy: Policy, _ variant: String = "") -> ComposeCheck.Result {
    ComposeCheck(policy: policy).run(
      Options(files: [TestData.path("systems/pazpaz/\(variant)compose.yaml")]))
  }

  private func check(_ text: String, _ policy: String) throws -> [String] {
    ComposeCheck(policy: try self.policy("version: 1\n" + policy), reader: FileReader(["compose.yaml": text]))
      .run(
        Options(files: ["compose.yaml"])
      ).findings.filter { ["path", "zone"].contains($0.rule.split(separator: "-").last ?? "") }.map {
        "\($0.rule) \($0.location.key ?? "")"
      }
  }

  @Test func oneEntryOnTheWrongNetworkIsOneFindingWithTheWholeWay() throws {
    let result = pazpaz(try policy())
    let paths = result.findings.filter { $0.rule == "compose-forbidden-path" }
    let path = try #require(paths.first)
    #expect(paths.count == 1)
    #expect(path.location.key == "services.nginx.networks.database")
    #expect(path.severity == .high)
    #expect(path.message.contains("shares network database with db, minio and redis of zone data"))
    #expect(
      path.steps?.map(\.message) == [
        "the outside reaches nginx through its published port 80->80", "nginx is on network database",
        "db is on network database",
      ])
    #expect(path.steps?.allSatisfy { $0.location.line != nil } == true)
  }

  @Test func aMissingInternalIsOneFindingAtTheNetworkThatCanBeRepaired() throws {
    let result = pazpaz(try policy())
    let egress = result.findings.filter { $0.rule == "compose-egress-from-closed-zone" }
    #expect(egress.map(\.location.key) == ["networks.database"])
    // Cutting a way out is no safe repair, so the report does not carry it.
    #expect(egress.first?.edits == nil)
    let repairs = try ComposeRepairs(
      Options(files: [TestData.path("systems/pazpaz/compose.yaml")]),
      wish: .init(rules: ["compose-egress-from-closed-zone"], isUnsafe: true), policy: try policy())
    // The published port of api would not answer any more: that would be a new finding.
    #expect(repairs.changes.isEmpty && repairs.left.count == 1)
    #expect(repairs.left.first?.reason.contains("compose-inert-port") == true)
  }

  /// One cause is told once: where zones judge, the general rules are silent.
  @Test func generalRulesGiveWayToZones() throws {
    let result = pazpaz(try policy())
    let rules = Set(result.findings.map(\.rule))
    #expect(
      rules.isDisjoint(with: [
        "compose-edge-beside-data-store", "compose-data-store-egress", "compose-open-port",
      ]))
    #expect(
      result.findings.filter { $0.rule == "compose-port-into-closed-zone" }.map(\.location.key) == [
        "services.api.ports[0]"
      ])
    #expect(Set(pazpaz(.standard).findings.map(\.rule)).contains("compose-edge-beside-data-store"))
  }

  @Test func theRepairedProjectKeepsToItsZones() throws {
    let result = pazpaz(try policy(), "fixed/")
    #expect(result.findings.map { "\($0.rule): \($0.message)" } == [])
  }

  @Test func theSummaryHoldsZonesAndForbiddenWays() throws {
    let network = try #require(pazpaz(try policy()).summary?.network)
    #expect(network.zones.map(\.name) == ["edge", "frontend", "app", "data"])
    #expect(
      network.zones.last?.members == ["service db", "service minio", "service redis", "network database"])
    #expect(
      network.forbidden.map(\.nodes) == [
        ["outside", "service nginx", "network database", "service db"], ["outside", "service api"],
        ["service api", "network database", "outside"],
      ])
  }

  @Test func aServiceMayBeInTheZoneOfItsNetworks() throws {
    let text = """
      services:
        proxy: {image: "p:1", ports: ["80:80"], networks: [front, back]}
        api: {image: "a:1", networks: [back, store]}
        db: {image: "d:1", networks: [store]}
        odd: {image: "o:1", networks: [front, store]}
      networks:
        front:
        back:
        store: {internal: true}
      """
    let zones = """
      zones:
        front: {networks: front, from-outside: true, reaches: [back]}
        back: {networks: back, reaches: [store], outside: true}
        store: {networks: store}
      """
    #expect(try check(text, zones) == ["compose-forbidden-path services.odd.networks.store"])
  }

  @Test func whoSharesANamespaceOrTheHostsNetworkMeetsToo() throws {
    let text = """
      services:
        a: {image: "a:1"}
        side: {image: "s:1", network_mode: "service:a"}
        h1: {image: "h:1", network_mode: host}
        h2: {image: "h:1", network_mode: host}
      """
    let zones = """
      zones:
        one: {services: [a, h1], from-outside: true}
        two: {services: [side, h2], from-outside: true}
      """
    #expect(
      try check(text, zones) == [
        "compose-forbidden-path services.side.network_mode",
        "compose-forbidden-path services.h2.network_mode",
      ])
  }

  @Test func isolatedMembersOfANetworkDoNotMeet() throws {
    let text = """
      services:
        a: {image: "a:1"}
        b: {image: "b:1"}
      networks:
        default: {driver_opts: {com.docker.network.bridge.enable_icc: "false"}}
      """
    #expect(
      try check(text, "zones: {one: {services: a, outside: true}, two: {services: b, outside: true}}\n") == []
    )
  }

  @Test func drawingsShowZonesAndMarkWhatIsWrong() throws {
    let policy = try policy()
    let project = try Project.load(
      Options(files: [TestData.path("systems/pazpaz/compose.yaml")]), reader: .disk)
    let plain = NetworkSummary(project, .standard).dot(title: project.name)
    let network = NetworkSummary(project, policy)
    let dot = network.dot(title: project.name)
    #expect(!plain.contains("penwidth") && !plain.contains("cluster"))
    #expect(dot.contains("label=\"data\"") && dot.contains("penwidth=3"))
    #expect(network.mermaid.contains("subgraph z3[\"data\"]") && network.mermaid.contains("linkStyle"))
    let svg = network.svg(title: project.name)
    #expect(svg.contains(">data</text>") && svg.contains("link forbidden"))
    let zones = try #require(ZoneCheck(project, policy)).text
    #expect(zones.contains("zone data (reaches nothing): db, minio, redis, network database\n"))
    #expect(zones.contains("forbidden: Service nginx of zone edge"))
  }
}
