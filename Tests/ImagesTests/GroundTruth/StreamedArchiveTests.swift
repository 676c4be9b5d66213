import ArchiveIO
import Findings
import Foundation
import TestSupport
import Testing

@testable import Images

/// What is read forward through a pipe is understood as the mapped file is.
@Suite struct StreamedArchiveTests {
  @Test(
    arguments: try TestData.archives.filter {
      !["docker-20-export.tar", "damaged/truncated.tar"].contains($0)
    })
  func `a stream gives what the file gives`(name: String) throws {
    let path = TestData.path("images/\(name)")
    let mapped = Outline.of { () throws(ImageError) in try ImageLoader().load(path) }
    let piped = PipedBytes(try TestData.bytes("images/\(name)"))
    let streamed = Outline.of { () throws(ImageError) in try piped.load() }
    #expect(streamed == mapped)
  }

  @Test func `a layer in which the archive ends is damaged and has no digest, mapped or streamed`() throws {
    let piped = PipedBytes(try TestData.bytes("images/damaged/truncated.tar"))
    let mapped = try ImageLoader().load(TestData.path("images/damaged/truncated.tar"))
    for saved in [mapped, try piped.load()] {
      let layers = saved.images.flatMap(\.layers)
      let damaged = layers.filter { $0.status == .damaged }
      #expect(damaged.count == 1)
      #expect(damaged.map(\.scan.size) == [716])
      #expect(damaged.allSatisfy { $0.scan.digest == nil && $0.scan.diffID == nil })
      #expect(layers.filter { $0.status == .ok }.count == 4)
    }
  }

  @Test func `a root file system that comes through a pipe is refused with a reason`() throws {
    let piped = PipedBytes(try TestData.bytes("images/docker-20-export.tar"))
    let error = #expect(throws: ImageError.self) { try piped.load() }
    #expect(error?.reason.contains("root file system") == true)
  }
}

extension PipedBytes: ImageFinder {
  /// The archive, read forward: a pipe's path is refused, since only standard input is a stream by a word.
  func load() throws(ImageError) -> SavedImages {
    var loader = ImageLoader()
    loader.finder = self
    return try loader.load("piped")
  }

  package func find(_ input: String, _ wanted: ImageRequest) -> FoundImage? {
    .stream(
      ArchiveFeed(descriptor: descriptor, origin: ImageOrigin(place: "a pipe", digest: nil), finish: { [] }))
  }
}

/// All that matters of a loaded archive, in a form that can be compared and printed.
struct Outline: Equatable, CustomStringConvertible {
  private(set) var lines: [String] = []
  private(set) var configs: [ImageConfig] = []

  var description: String { lines.joined(separator: "\n") }

  static func of(_ load: () throws(ImageError) -> SavedImages) -> Outline {
    do throws(ImageError) {
      return Outline(try load())
    } catch {
      var outline = Outline()
      switch error {
      case .unreadable: outline.lines = ["unreadable"]
      case .damagedMember(_, _, let detail): outline.lines = ["damaged", detail]
      case .incomplete(_, let part): outline.lines = ["incomplete", part.what, part.why]
      case .notAnImage(_, let found, _): outline.lines = ["no image", found]
      case .nothingChosen: outline.lines = ["nothing chosen"]
      case .unavailable(_, let reason): outline.lines = ["unavailable", reason]
      }
      return outline
    }
  }

  private init() {}

  init(_ saved: SavedImages) {
    lines.append("\(saved.format) \(saved.compression) absent \(saved.absentPlatforms) \(saved.artifacts)")
    lines += saved.incomplete.map { "incomplete: \($0.why)" }
    for image in saved.images {
      lines.append("image \(image.tags) \(image.platform) \(String(describing: image.digest))")
      configs.append(image.config)
      lines += image.incomplete.map { "  incomplete: \($0.what): \($0.why)" }
      lines += image.mismatches.map { "  mismatch: \($0)" }
      for layer in image.layers {
        let scan = layer.scan
        lines.append(
          "  layer \(layer.record.name) \(layer.status) \(scan.compression) \(scan.size) \(scan.unpackedSize)"
            + " \(String(describing: scan.digest)) \(String(describing: scan.diffID))")
        lines += scan.entries.indices.map {
          "    \(ArchivePath(bytes: Array(scan.path($0))).shown) \(scan.entries[$0])"
        }
        lines += scan.facts.keys.sorted().map { "    fact \($0)" }
      }
      lines += image.shownPaths.map { "  " + $0 }
    }
  }
}
