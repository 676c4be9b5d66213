import ArchiveIO
import Findings
import Policies
import Rules
import Secrets
import TestSupport

@testable import Gate
@testable import Images

extension Harness {
  static let images = [
    Harness("image", seeds: imageSeeds, run: image),
    Harness("layer", seeds: layerSeeds, prepare: { _ = secretScanner }, run: layer),
    Harness("tree", seeds: { (0..<60).map { seed in Array(TreeSeed(seed)) } }, run: tree),
  ]

  /// Limits that are reached soon, so that what lies behind them is tried too.
  private static var limits: ReadLimits {
    var limits = ReadLimits()
    (limits.entries, limits.unpackedBytes, limits.holeBytes) = (2_000, 8 << 20, 1 << 20)
    return limits
  }

  /// From an archive to findings.
  private static func image(_ bytes: [UInt8]) {
    do throws(ImageError) {
      let saved = try ImageLoader(limits: limits).load(ByteView(copying: bytes), source: "image")
      judge(saved.images)
    } catch {
      _ = error.description
    }
  }

  private static func judge(_ images: [ImageFacts]) {
    let runner = RuleRunner(rules: Rule.all, policy: .standard)
    for image in images {
      _ = runner.findings(image)
      _ = runner.unchecked(image)
      _ = LayerListing(image, files: 10).text
    }
    _ = runner.findings(together: images)
  }

  /// Bundled archives, and the images of the rules' examples.
  private static func imageSeeds() throws -> [[UInt8]] {
    let archives = try TestData.archives.map { try TestData.bytes("images/" + $0) }
    let examples = Rule.all.flatMap { $0.triggering + $0.silent }.filter { $0.kind == .image }
    return archives + (try Seeds.some(60, of: examples).map { try ImageListing($0.text).builder.archive() })
  }

  /// The layer pass over one blob, packed in any way, with the search for secrets.
  private static func layer(_ bytes: [UInt8]) {
    var blob = LayoutBuilder.Layer([])
    (blob.blob, blob.tar) = (bytes, bytes)
    var loader = ImageLoader(limits: limits)
    do {
      loader.secrets = try secretScanner.get()
      let archive = try LayoutBuilder([blob]).archive()
      let saved = try loader.load(ByteView(copying: archive), source: "image")
      guard saved.images.count == 1 else { broken("one image went in, \(saved.images.count) came out") }
      _ = saved.images[0].tree
    } catch let error as ImageError {
      broken("the archive around the layer is sound, and yet: \(error)")
    } catch {
      broken("\(error)")
    }
  }

  private static func layerSeeds() throws -> [[UInt8]] {
    let tars = (0..<20).flatMap { RandomImage(seed: $0).layers.map { TarWriter.tar($0.members) } }
    let bundled = try [
      "images/damaged/truncated.tar.gz", "images/docker-20-export.tar", "images/buildah-oci-zstd.tar",
    ]
    .map { try TestData.bytes($0) }
    let packed =
      tars.prefix(3).map { Packed.gzip($0) } + tars.prefix(3).map { Packed.zstd($0) }
      + (Packed.hello + Packed.tars + Packed.rareTars).map(\.bytes)
    return tars + bundled + Seeds.damaged(packed)
  }

  /// Layers merge into the tree that the plain model makes of them.
  private static func tree(_ bytes: [UInt8]) {
    let random = RandomLayers(ByteRandom(bytes))
    do {
      let archive = try LayoutBuilder(random.layers.map { LayoutBuilder.Layer($0) }).archive()
      let saved = try ImageLoader().load(ByteView(copying: archive), source: "image")
      guard let image = saved.images.first else { broken("no image came out") }
      guard image.modelOutline == random.model.outline else {
        broken(
          "the tree is not the model's\n\(random.description)\n\(image.modelOutline)\n\(random.model.outline)"
        )
      }
    } catch {
      broken("\(error)")
    }
  }

  /// Bytes of chance that make layers.
  private struct TreeSeed: Sequence {
    private let seed: UInt64

    init(_ seed: UInt64) { self.seed = seed }

    func makeIterator() -> AnyIterator<UInt8> {
      var random = FixedRandom(seed: seed)
      var left = 200
      return AnyIterator {
        left -= 1
        return left < 0 ? nil : UInt8(truncatingIfNeeded: random.next())
      }
    }
  }
}
