import ArchiveIO
import Findings
import Images
import Policies
import TestSupport
import Testing

@testable import Rules

/// Base images that a policy lists by their content.
struct BaseDigestTests {
  private static let layers = """
    image: app:1.0
    layer: ADD file:0123456789abcdef in /
      -rw-r--r-- 0:0 /etc/os-release 40
    history: CMD ["bash"]
    layer: COPY app /srv/app
      -rwxr-xr-x 0:0 /srv/app 10
    """

  private func image(_ more: String = "") throws -> ImageFacts {
    let listing = try ImageListing(Self.layers.replacing("image: app:1.0\n", with: "image: app:1.0\n" + more))
    let images = try ImageLoader().load(ByteView(copying: try listing.builder.archive()), source: "app")
      .images
    return try #require(images.first)
  }

  private func matches(_ image: ImageFacts, _ digests: String...) -> [String] {
    var policy = Policy()
    policy.image.requirements = [Requirement(.hasBase(digests))]
    return TraitRequirements(.base, image, policy).forbidden.map(\.message)
  }

  private let other = "sha256:" + String(repeating: "ab", count: 32)

  @Test func theChainOfTheFirstLayersProvesTheBase() throws {
    let image = try image()
    let chain = image.chainIDs
    #expect(chain.count == 2)
    // The chain ID of one layer is its diff ID, and that of two the digest of both.
    #expect(chain[0] == image.layers[0].scan.diffID?.description)
    let pair = "\(chain[0]) \(image.layers[1].scan.diffID?.description ?? "")"
    #expect(chain[1] == Digest.of(ByteView(copying: Array(pair.utf8))).description)
    #expect(matches(image, other, chain[0]).isEmpty)
    let said = matches(image, other)
    #expect(said.count == 1)
    #expect(said[0].contains(image.baseChainID ?? "no base"))
  }

  @Test func theRecordedDigestCountsWhereTheLayersDoNotTell() throws {
    let recorded = try image("Labels: org.opencontainers.image.base.digest=\(other)\n")
    #expect(matches(recorded, other).isEmpty)
    #expect(matches(recorded, "sha256:" + String(repeating: "00", count: 32)).count == 1)
  }
}
