import ArchiveIO
import Compose
import Gate
import Images
import Reports
import TestSupport
import Testing

/// What the report says of images and projects beside the findings.
struct SummaryTests {
  @Test func aLayerSaysWhatLaterOnesHideAndAnImageWhereItsBytesAre() throws {
    let listing = try ImageListing(
      """
      layer: COPY a /
        -rw-r--r-- 0:0 /srv/app/big 6000
        -rw-r--r-- 0:0 /srv/app/old 500
        -rw-r--r-- 0:0 /etc/small 10
      layer: RUN rm /srv/app/old
        delete /srv/app/old
      """)
    let scratch = try ScratchDirectory()
    var check = Check()
    check.images = [try scratch.write(try listing.builder.archive(), to: "image.tar")]
    check.looksForSecrets = false
    let image = try #require(check.run().images.first)
    #expect(image.layers.map(\.hiddenBytes) == [500, 0])
    let directories = try #require(image.directories)
    #expect(directories.map(\.path) == ["/srv", "/etc"])
    #expect(directories.map(\.bytes) == [6000, 10])
    #expect(directories[0].children == [DirectorySummary(path: "/srv/app", bytes: 6000, files: 1)])
  }

  private func network(_ text: String) throws -> NetworkSummary {
    let check = ComposeCheck(rules: [], reader: FileReader(["compose.yaml": text]))
    let result = check.run(Options(files: ["compose.yaml"]))
    return try #require(result.summary?.network)
  }

  @Test func aProjectSaysWhoCanReachWhom() throws {
    let network = try network(
      """
      services:
        web:
          image: example.org/web:1
          ports: ["8080:80", "127.0.0.1:9000:9000"]
          networks: [front, back]
        db:
          image: example.org/postgres:16
          networks: [back]
      networks:
        front: {}
        back: {internal: true}
      """)
    #expect(
      network.nodes.map { "\($0.id) \($0.kind.rawValue)" } == [
        "outside outside", "host host", "service db service", "service web service",
        "network back internalNetwork", "network front network",
      ])
    #expect(
      Set(network.links.map { "\($0.from) > \($0.to) \($0.title)" }) == [
        "outside > service web 8080->80", "host > service web 127.0.0.1:9000->9000",
        "service web > network front ", "service web > network back ", "service db > network back ",
      ])
  }

  @Test func withoutPortsThereIsNoOutside() throws {
    let network = try network("services: {a: {image: 'example.org/a:1'}}")
    #expect(network.nodes.map(\.id) == ["service a", "network default"])
  }
}
