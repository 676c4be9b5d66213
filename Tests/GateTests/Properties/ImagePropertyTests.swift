import ArchiveIO
import Compose
import Findings
import Foundation
import Images
import PatternScan
import Policies
import PolicyPacks
import Reports
import Rules
import Secrets
import TestSupport
import Testing

@testable import Gate

/// What holds for every image, tried on images made by chance from fixed seeds.
struct ImagePropertyTests {
  private static let scanner = Result { try BuiltInScanner.get() }

  /// The report's findings with their places and words, and what could not be read.
  private struct Answer: Equatable {
    var findings: [Finding] = []
    var incomplete: [Incomplete] = []

    var rules: Set<String> { Set(findings.map(\.rule)) }
    var fingerprints: Set<Fingerprint> { Set(findings.map(\.fingerprint)) }
  }

  private func answer(_ archive: [UInt8], policy: Policy = .standard) throws -> Answer {
    var loader = ImageLoader()
    loader.secrets = try Self.scanner.get()
    loader.contents = policy.requiredContents
    let images: [ImageFacts]
    do throws(ImageError) {
      images = try loader.load(ByteView(copying: archive), source: "image").images
    } catch {
      return Answer(incomplete: [Incomplete(what: "image", why: error.reason)])
    }
    let runner = RuleRunner(rules: Rule.all, policy: policy)
    return Answer(
      findings: images.flatMap { runner.findings($0) },
      incomplete: images.flatMap { $0.incomplete + runner.unchecked($0) })
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>) func `two runs give the same`(seed: UInt64) throws {
    let archive = try RandomImage(seed: seed).dockerArchive()
    let first = try answer(archive)
    #expect(try answer(archive) == first)
    #expect(first.incomplete.isEmpty, "\(first.incomplete)")
  }

  /// Places name a layer by its diff ID, which packing leaves alone; digests of blobs are no part of a finding.
  @Test(arguments: 1...12 as ClosedRange<UInt64>) func `packaging and compression change no finding`(
    seed: UInt64
  ) throws {
    let image = RandomImage(seed: seed)
    let docker = try answer(try image.dockerArchive())
    for (name, archive) in [
      ("plain", try image.ociArchive()),
      ("gzip", try image.ociArchive(packing: Packed.gzip, type: "+gzip")),
      ("zstd", try image.ociArchive(packing: Packed.zstd, type: "+zstd")),
    ] {
      let oci = try answer(archive)
      #expect(oci.findings == docker.findings, "\(name)")
      #expect(oci.incomplete == docker.incomplete, "\(name)")
    }
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>) func `a cut archive is incomplete or gives the same`(
    seed: UInt64
  ) throws {
    let archive = try RandomImage(seed: seed).dockerArchive()
    let whole = try answer(archive)
    var random = FixedRandom(seed: seed)
    for _ in 0..<40 {
      let end = Int.random(in: 0..<archive.count, using: &random)
      let cut = try answer(Array(archive[..<end]))
      #expect(!cut.incomplete.isEmpty || cut == whole, "cut at \(end) of \(archive.count)")
    }
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>) func `a flipped bit in a layer never passes`(seed: UInt64)
    throws
  {
    let image = RandomImage(seed: seed)
    let tars = image.layers.map { TarWriter.tar($0.members) }
    var random = FixedRandom(seed: seed)
    for (archive, blobs) in [
      (try image.dockerArchive(), tars),
      (try image.ociArchive(packing: Packed.gzip, type: "+gzip"), tars.map(Packed.gzip)),
      (try image.ociArchive(packing: Packed.zstd, type: "+zstd"), tars.map(Packed.zstd)),
    ] {
      for blob in blobs {
        let start = try #require(archive.firstRange(of: blob)).lowerBound
        for _ in 0..<6 {
          let byte = start + Int.random(in: blob.indices, using: &random)
          var changed = archive
          changed[byte] ^= 1 << UInt8.random(in: 0..<8, using: &random)
          let answer = try answer(changed)
          #expect(
            !answer.incomplete.isEmpty || answer.rules.contains("image-digest-mismatch"),
            "bit in byte \(byte)")
        }
      }
    }
  }

  /// The place may be in any kind of content, between any bytes: a token that a prefix marks needs no company.
  @Test(arguments: 1...12 as ClosedRange<UInt64>) func `a secret planted anywhere is found`(seed: UInt64)
    throws
  {
    var image = RandomImage(seed: seed)
    var random = FixedRandom(seed: seed)
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
    let token = "glpat-" + String((0..<20).map { _ in alphabet.randomElement(using: &random) ?? "a" })
    let layer = Int.random(in: image.layers.indices, using: &random)
    var file = TarWriter.Member(
      "data/planted.\(["txt", "bin", "json", "so", "gz", "PNG", ""].randomElement(using: &random) ?? "")")
    let before = (0..<Int.random(in: 0...5000, using: &random)).map { _ in
      UInt8.random(in: 0...255, using: &random)
    }
    file.content = before + [0x0A] + Array(token.utf8) + [0x0A] + before
    image.layers[layer].members.append(file)
    // A later layer may delete it: its bytes ship all the same.
    if Bool.random(using: &random) {
      image.layers.append(.init("RUN rm -r /data", [TarWriter.Member(".wh.data")]))
    }
    let found = try answer(try image.dockerArchive()).findings.filter {
      $0.rule == "secret-gitlab-personal-token"
    }
    #expect(found.contains { $0.location.path?.hasPrefix("/data/planted") == true }, "\(found)")
    #expect(found.allSatisfy { !$0.message.contains(token) })
  }

  /// A new file of a new name is nobody's answer to another finding.
  @Test(arguments: 1...12 as ClosedRange<UInt64>) func `another file removes no finding`(seed: UInt64) throws
  {
    var image = RandomImage(seed: seed)
    let before = try answer(try image.dockerArchive())
    var random = FixedRandom(seed: seed)
    let layer = Int.random(in: image.layers.indices, using: &random)
    image.layers[layer].members.append(TarWriter.Member("data/unrelated-\(seed)", content: "nothing\n"))
    let after = try answer(try image.dockerArchive())
    #expect(before.fingerprints.subtracting(after.fingerprints).isEmpty)
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>) func `a stricter policy has no fewer findings`(seed: UInt64)
    throws
  {
    let archive = try RandomImage(seed: seed).dockerArchive()
    let loader = PolicyLoader(reader: FileReader([:]), builtIn: PolicyPacks.all, rules: Rule.all.map(\.id))
    var last: Set<Fingerprint> = []
    var threshold = Severity.critical
    for name in ["development", "staging", "production"] {
      let policy = try loader.load([name]).policy
      let found = try answer(archive, policy: policy).findings.filter { policy.rules.isOn($0.rule) }
      let fingerprints = Set(found.map(\.fingerprint))
      #expect(last.subtracting(fingerprints).isEmpty, "\(name)")
      last = fingerprints
      let failOn = policy.failOn ?? .high
      #expect(failOn <= threshold, "\(name)")
      threshold = failOn
    }
  }
}
