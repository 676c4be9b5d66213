import ArchiveIO
import Findings
import Foundation
import Images
import Policies
import Rules
import TestSupport
import Testing

@testable import Gate

/// What is said of an image of which not all was read: nothing that the rest could refute.
struct WholeImageTests {
  private func image(_ listing: String) throws -> ImageFacts {
    try image(try ImageListing(listing).builder.archive())
  }

  private func image(_ archive: [UInt8]) throws -> ImageFacts {
    try #require(try ImageLoader().load(ByteView(copying: archive), source: "app").images.first)
  }

  /// The image with a second layer of which something is wrong.
  private func partly(absent: Int? = nil, damaged: Int? = nil, unlisted: Int = 0) throws -> ImageFacts {
    var layers = [
      LayoutBuilder.Layer([TarWriter.Member("etc/passwd", content: "root:x:0:0:root:/root:/bin/sh\n")]),
      LayoutBuilder.Layer([TarWriter.Member("b", content: "b")]),
    ]
    if let absent { layers[absent].isPresent = false }
    if let damaged { layers[damaged].blob = Array("this is no tar".utf8) }
    var builder = LayoutBuilder(layers)
    builder.config["config"] =
      ["User": "app", "Cmd": ["nginx"], "Healthcheck": ["Test": ["CMD", "/check"]] as LayoutBuilder.Object]
      as LayoutBuilder.Object
    builder.unlistedLayers = unlisted
    return try image(try builder.archive())
  }

  private let listing = """
    User: app
    Cmd: ["nginx", "-g", "daemon off;"]
    Healthcheck: ["CMD", "/check"]
    layer: COPY . /
      -rw-r--r-- 0:0 /etc/passwd
        | root:x:0:0:root:/root:/bin/sh
      -rwsr-xr-x 0:0 /usr/bin/own 10
    """

  private func judged(_ image: ImageFacts, _ policy: Policy = .standard) -> (
    found: Set<String>, open: Set<String>
  ) {
    let judge = RuleRunner(rules: Rule.image, policy: policy)
    return (Set(judge.findings(image).map(\.rule)), Set(judge.unchecked(image).map(\.what)))
  }

  private static let claims: Set<String> = [
    "image-missing-program", "image-unknown-user", "image-broken-health-check",
  ]

  @Test func `a claim that something is not there is made of a whole image`() throws {
    let image = try image(listing)
    #expect(image.isWhole)
    let (found, open) = judged(image)
    #expect(found.isSuperset(of: Self.claims))
    #expect(open.isEmpty)
  }

  /// The archive lacks a layer, has one that is no tar, or has fewer than the config lists.
  @Test(arguments: ["absent", "damaged", "unlisted"]) func `it is left open where a layer was not read`(
    _ kind: String
  ) throws {
    let image = try partly(
      absent: kind == "absent" ? 1 : nil, damaged: kind == "damaged" ? 1 : nil,
      unlisted: kind == "unlisted" ? 1 : 0)
    #expect(!image.isWhole)
    let (found, open) = judged(image)
    #expect(found.isDisjoint(with: Self.claims))
    #expect(open == Self.claims)
    #expect(!image.incomplete.isEmpty)
  }

  @Test func `who is in a damaged passwd is left open, and what is in the image is judged`() throws {
    let damaged = try image(
      listing + "\n  -rw-r--r-- 0:0 /etc/passwd\n    | root:x:0:0:root:/root:/bin/sh\n    | ap")
    #expect(damaged.isWhole)
    #expect(damaged.gap(in: [.users]) != nil)
    let (found, open) = judged(damaged)
    #expect(found.contains("image-missing-program"))
    #expect(open == ["image-unknown-user"])
  }

  @Test func `what a policy asks for is left open where it may be in a layer that was not read`() throws {
    let policy = try ImageListing(
      "policy: image: {required-programs: [curl], required-packages: [a], required-labels: {a: b}}"
    ).policy
    let whole = try image(listing)
    let asked: Set = ["image-absent-program", "image-missing-package"]
    #expect(judged(whole, policy).found.isSuperset(of: asked))
    let cut = try partly(absent: 1)
    #expect(!cut.isWhole)
    let (found, open) = judged(cut, policy)
    #expect(found.isDisjoint(with: asked))
    #expect(open.isSuperset(of: asked))
    // The config was read, so that what it lacks is not there.
    #expect(found.contains("image-missing-label"))
  }

  @Test func `every rule that claims an absence says what it needs`() {
    let names = ["missing", "absent", "unknown", "broken"]
    let decidedByConfig: Set = ["image-missing-tag"]
    for rule in Rule.image where names.contains(where: rule.id.contains) && !decidedByConfig.contains(rule.id)
    {
      #expect(!rule.needs.isEmpty, "\(rule.id)")
    }
    #expect(Rule.named("cross-broken-command")?.needs == [.tree])
  }
}
