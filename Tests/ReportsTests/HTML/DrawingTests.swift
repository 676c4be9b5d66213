import Testing

@testable import Reports

struct TreemapTests {
  private let area = Treemap.Rectangle(x: 10, y: 20, width: 600, height: 400)

  @Test func areasAreInProportionInsideAndApart() {
    let sizes = [60.0, 40, 30, 20, 20, 10, 5, 5, 5, 3, 1, 1]
    let tiles = Treemap.squarify(sizes, in: area)
    let scale = area.width * area.height / sizes.reduce(0, +)
    for (size, tile) in zip(sizes, tiles) {
      #expect(abs(tile.width * tile.height - size * scale) < 0.001)
      #expect(tile.x >= area.x - 0.001 && tile.x + tile.width <= area.x + area.width + 0.001)
      #expect(tile.y >= area.y - 0.001 && tile.y + tile.height <= area.y + area.height + 0.001)
      #expect(max(tile.width / tile.height, tile.height / tile.width) < 4, "far from a square")
    }
    for (index, first) in tiles.enumerated() {
      for second in tiles[(index + 1)...] {
        let across = min(first.x + first.width, second.x + second.width) - max(first.x, second.x)
        let down = min(first.y + first.height, second.y + second.height) - max(first.y, second.y)
        #expect(across < 0.001 || down < 0.001, "\(first) and \(second) overlap")
      }
    }
  }

  @Test func nothingAndLessTakeNoPlace() {
    #expect(Treemap.squarify([], in: area).isEmpty)
    #expect(Treemap.squarify([0, -1], in: area).allSatisfy { $0.width * $0.height == 0 })
    let tiles = Treemap.squarify([5, 0], in: area)
    #expect(tiles[0] == area)
    #expect(tiles[1].width * tiles[1].height == 0)
  }

  @Test func directoriesLieInTheirParentsAndTheRestBesideThem() throws {
    let tiles = DirectoryChart(image: HTMLSamples.image("srv"), id: "x").tiles
    #expect(tiles.map(\.name) == ["/srv", "inner", "others", "others"])
    #expect(tiles.map(\.bytes) == [700, 500, 200, 100])
    #expect(tiles[1].area.x >= tiles[0].area.x && tiles[1].area.width < tiles[0].area.width)
    #expect(tiles[3].tip == "All else in /: 100 B in 1 file")
  }
}

struct NetworkLayoutTests {
  private func node(_ name: String, _ kind: NetworkSummary.Node.Kind = .service) -> NetworkSummary.Node {
    .init(id: name, kind: kind, title: name)
  }

  private func summary(_ nodes: [NetworkSummary.Node], _ links: [(String, String)]) -> NetworkSummary {
    NetworkSummary(nodes: nodes, links: links.map { .init(from: $0.0, to: $0.1, title: "") })
  }

  private var system: NetworkSummary {
    summary(
      [
        node("outside", .outside), node("api"), node("db"), node("web"), node("back", .internalNetwork),
        node("front", .network), node("lonely"), node("apart", .network), node("batch"),
      ],
      [
        ("outside", "web"), ("web", "front"), ("api", "front"), ("api", "back"), ("db", "back"),
        ("batch", "apart"),
      ])
  }

  @Test func columnsAreLinksFromOutside() {
    #expect(
      NetworkColumns(system).columns == [
        ["outside"], ["web", "lonely", "batch"], ["front", "apart"], ["api"], ["back"], ["db"],
      ])
  }

  @Test func withoutTheOutsideServicesStandBeforeTheirNetworks() {
    let network = summary([node("net", .network), node("a"), node("b")], [("a", "net"), ("b", "net")])
    #expect(NetworkColumns(network).columns == [["a", "b"], ["net"]])
  }

  private var zoned: NetworkSummary {
    var network = system
    network.zones = [.init(name: "edge", members: ["web", "front"]), .init(name: "data", members: ["db"])]
    return network
  }

  @Test func everyNodeHasABoxOfItsOwnInsideTheDrawing() {
    for network in [system, zoned] {
      let layout = NetworkLayout(network)
      #expect(Set(layout.boxes.flatMap(\.ids)) == Set(network.nodes.map(\.id)))
      for (index, first) in layout.boxes.enumerated() {
        #expect(first.x >= 0 && first.x + first.width <= layout.width)
        #expect(first.y >= 0 && first.y + first.height <= layout.height)
        for second in layout.boxes[(index + 1)...] {
          let across = min(first.x + first.width, second.x + second.width) - max(first.x, second.x)
          let down = min(first.y + first.height, second.y + second.height) - max(first.y, second.y)
          #expect(across <= 0 || down <= 0, "\(first.ids) and \(second.ids) overlap")
        }
      }
    }
  }

  @Test func membersOfAZoneStandInItsBand() throws {
    let layout = NetworkLayout(zoned)
    #expect(layout.bands.map(\.name) == ["", "edge", "data"])
    for zone in zoned.zones {
      let band = try #require(layout.bands.first { $0.name == zone.name })
      for box in layout.boxes {
        let isInside = box.y >= band.y && box.y + box.height <= band.y + band.height
        #expect(isInside == zone.members.contains(box.ids[0]), "\(box.ids) and \(zone.name)")
      }
    }
  }

  @Test func manyServicesOnTheSameNetworksShareABox() {
    let names = (0..<20).map { "worker \($0)" }
    var network = summary(
      [node("outside", .outside), node("web"), node("net", .network)] + names.map { node($0) },
      [("outside", "web"), ("web", "net")] + names.map { ($0, "net") })
    #expect(NetworkLayout(network).boxes.map(\.ids.count).sorted() == [1, 1, 1, 20])
    // The way that is forbidden is seen.
    network.forbidden = [.init(nodes: ["outside", "web", "net", "worker 3"], message: "No.")]
    #expect(NetworkLayout(network).box(of: "worker 3")?.ids == ["worker 3"])
    #expect(NetworkLayout(network).boxes.map(\.ids.count).sorted() == [1, 1, 1, 1, 19])
    let page = NetworkChart(network, id: "x").markup.html
    #expect(page.ranges(of: "class=\"link forbidden\"").count == 3)
    #expect(names.allSatisfy { page.contains(">\($0)<") })
  }

  @Test func linksToNothingTwinsAndCirclesDoNoHarm() {
    let network = summary(
      [node("a"), node("a"), node("b")], [("a", "b"), ("b", "a"), ("a", "a"), ("a", "gone"), ("gone", "b")])
    #expect(NetworkLayout(network).boxes.map(\.ids) == [["a"], ["b"]])
    #expect(NetworkLayout(summary([], [])).boxes.isEmpty)
    #expect(NetworkChart(network, id: "x").markup.html.contains("a → b"))
  }

  @Test func aDrawingOfVeryManyIsLeftOutAndTheTableIsNot() {
    let nodes = (0..<400).map { node("service \($0)") }
    let page = NetworkChart(summary(nodes, [("service 1", "service 2")]), id: "x").markup.html
    #expect(!page.contains("<svg") && page.contains("A drawing of 400 nodes"))
    #expect(page.contains("<table"))
  }
}

struct AmountTests {
  @Test func numbersAreShort() {
    #expect(
      [0, 1, 0.5, 0.25, 0.05, 12.345, -1.5].map(Amount.decimal) == [
        "0", "1", "0.5", "0.25", "0.05", "12.35", "-1.5",
      ])
    #expect([0, 0.004, 0.5, 1, 1.754].map(Amount.percent) == ["0 %", "<1 %", "50 %", "100 %", "175 %"])
    #expect([Double.nan, .infinity].map(Amount.decimal) == ["0", "0"])
    #expect(Amount.bytes(8_589_934_592) == "8.6 GB")
    #expect(Amount.bytes(.infinity) == "0 B")
    #expect(Drawing.number(-0.0001) == "0" && Drawing.number(33.333333) == "33.333")
  }
}
