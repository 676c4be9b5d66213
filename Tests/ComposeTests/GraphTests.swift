import Compose
import Testing

struct GraphTests {
  private let zones = """
    services:
      proxy: {image: nginx:1, networks: [front], ports: ["80:80", "127.0.0.1:9000:9000"]}
      api: {image: app:1, networks: [front, back]}
      db: {image: postgres:16, networks: [back], ports: ["5432:5432"]}
      side: {image: x:1, network_mode: "service:api"}
      alone: {image: y:1, network_mode: none}
      agent: {image: z:1, network_mode: host}
      lan: {image: l:1, networks: [vlan]}
    networks:
      front:
      back: {internal: true}
      vlan: {driver: macvlan}
    """

  @Test func edgesHopsAndWhatCannotBeReached() throws {
    let graph = try load(zones).graph
    #expect(graph.edges.map(\.service) == ["agent", "lan", "proxy"])
    let paths = graph.pathsFromOutside
    #expect(paths["db"] == ["proxy", "api", "db"])
    #expect(paths["side"] == ["proxy", "side"])
    #expect(paths["alone"] == nil)
  }

  @Test func aPortOnInternalNetworksAnswersNobodyExceptUnderSwarm() throws {
    let graph = try load(zones).graph
    #expect(graph.member("db")?.publications.map(\.isInert) == [true])
    let swarm = try load(["c.yaml": zones], ["c.yaml"]) { $0.target = .swarm }
    #expect(swarm.graph.edges.map(\.service).contains("db"))
  }

  @Test func egressNeedsANetworkThatIsNotInternal() throws {
    let graph = try load(zones).graph
    let open = graph.members.filter { graph.hasEgress($0) }.map(\.service)
    #expect(open == ["agent", "api", "lan", "proxy", "side"])
  }

  @Test func aBridgeMaySetItsOwnAddressAndSeparateItsMembers() throws {
    let graph = try load(
      """
      services:
        a: {image: a:1, ports: ["80:80"]}
        b: {image: b:1}
      networks:
        default:
          driver_opts:
            com.docker.network.bridge.host_binding_ipv4: 127.0.0.1
            com.docker.network.bridge.enable_icc: "false"
      """
    ).graph
    #expect(graph.edges.isEmpty)
    let members = (try #require(graph.member("a")), try #require(graph.member("b")))
    #expect(!graph.areNeighbours(members.0, members.1))
  }

  @Test func theTextNamesEveryServiceWithTheWayToIt() throws {
    let project = try load(zones)
    for service in project.services { #expect(project.graph.text.contains(service.name)) }
    #expect(project.graph.text.contains("reached   outside -> proxy -> api -> db"))
  }
}
