import Compose
import Gate
import Policies
import Reports
import Testing

/// The drawings of a project's network, which Reports makes of one summary.
struct NetworkDrawingTests {
  private let shop = """
    services:
      agent: {image: z:1, network_mode: host}
      lan: {image: l:1, networks: [vlan]}
      side: {image: x:1, network_mode: "service:web"}
      store: {image: postgres:16, networks: [inner]}
      web: {image: nginx:1, networks: [outer, inner], ports: ["80:80", "127.0.0.1:9000:9000"]}
    networks: {outer: {}, inner: {internal: true}, vlan: {driver: macvlan}}
    """

  private func load(_ text: String) throws -> Project {
    try Project.load(Options(files: ["c.yaml"]), reader: FileReader(["c.yaml": text]))
  }

  @Test func everyDrawingNamesEveryServiceAndIsTheSameEachTime() throws {
    let project = try load(shop)
    let drawings: [(NetworkSummary) -> String] = [{ $0.dot(title: "p") }, \.mermaid, { $0.svg(title: "p") }]
    for drawing in drawings {
      let text = drawing(NetworkSummary(project, .standard))
      for service in project.services { #expect(text.contains(service.name)) }
      #expect(text == drawing(NetworkSummary(project, .standard)))
    }
    let network = NetworkSummary(project, .standard)
    #expect(network.dot(title: "p").contains("outside -- s4 [label=\"80->80\", dir=forward"))
    #expect(network.dot(title: "p").contains("host -- s4 [label=\"127.0.0.1:9000->9000\"];"))
    #expect(network.dot(title: "p").contains("s3 [label=\"store\", shape=cylinder];"))
    #expect(network.dot(title: "p").contains("outside -- s0 [label=\"host network\", dir=forward"))
    #expect(network.dot(title: "p").contains("outside -- s1 [label=\"address on vlan\", dir=forward"))
    #expect(network.dot(title: "p").contains("s2 -- s4 [label=\"same namespace\"];"))
    #expect(network.mermaid.contains("outside ==>|\"80-#62;80\"| s4"))
    #expect(network.svg(title: "p").hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\""))
  }

  @Test func namesCannotBreakOutOfADrawing() throws {
    let project = try load("name: p\nservices: {'a\"]<script>': {image: a:1, ports: ['1:1']}}\n")
    let network = NetworkSummary(project, .standard)
    let title = "a\"]<script>"
    #expect(!network.svg(title: title).contains("<script>"))
    #expect(network.dot(title: title).contains("graph \"a\\\"]<script>\""))
    #expect(network.dot(title: title).contains("[label=\"a\\\"]<script>\""))
    #expect(!network.mermaid.contains("<script>"))
  }
}
