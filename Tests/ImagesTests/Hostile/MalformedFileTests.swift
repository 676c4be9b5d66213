import ArchiveIO
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Images

/// Files that break readers end in a result or an error that says something.
@Suite struct MalformedFileTests {
  static let files: [String] = {
    do {
      let images = try TestData.files(below: TestData.folder.appending(path: "images"))
      guard let shared = TestData.shared else { return images }
      return try images + TestData.files(below: shared.appending(path: "images/malformed"))
    } catch {
      Issue.record(error)
      return []
    }
  }()

  @Test(arguments: files) func `any file, mapped and through a pipe`(path: String) throws {
    let piped = PipedBytes(try [UInt8](Data(contentsOf: URL(filePath: path))))
    for (source, finder) in [(path, nil), ("piped", piped)] as [(String, PipedBytes?)] {
      switch try #require(Loading(source, finder).result(after: 120), "the loader hangs") {
      case .success(let saved):
        #expect(!saved.images.isEmpty)
      case .failure(let error):
        #expect(error.description.hasPrefix(source + ": "))
        #expect(!error.reason.isEmpty)
      }
    }
  }

  /// A loader in a thread of its own, which a test can give up: a limit of the test library waits for it.
  private final class Loading: Sendable {
    private let ended = DispatchSemaphore(value: 0)
    private let loaded = Mutex<Result<SavedImages, ImageError>?>(nil)

    init(_ source: String, _ finder: PipedBytes?) {
      Thread.detachNewThread { [self] in
        var loader = ImageLoader()
        loader.finder = finder
        let opened = loader
        let result = Result { () throws(ImageError) in try opened.load(source) }
        loaded.withLock { $0 = result }
        ended.signal()
      }
    }

    /// The result; nil if there is none after that many seconds.
    func result(after seconds: Double) -> Result<SavedImages, ImageError>? {
      guard ended.wait(timeout: .now() + seconds) == .success else { return nil }
      return loaded.withLock { $0 }
    }
  }
}

/// Archives with changed bytes and early ends, always the same ones.
@Suite struct MutationTests {
  static let archives = [
    "docker-20.tar", "docker-26.tar", "podman-docker.tar", "repacked-docker-v1.tar",
    "buildah-oci-gzip.tar",
    "repacked-mixed-codecs.tar", "repacked-nested-index.tar", "skopeo-docker.tar.gz",
  ]

  @Test(arguments: archives) func `changed bytes end in a result or an error`(name: String) throws {
    let sound = try TestData.bytes("images/\(name)")
    var refused = 0
    for bytes in damaged(sound, count: 100, seed: 7) + mutatedText(sound, count: 100) {
      if try !ends(bytes) { refused += 1 }
    }
    #expect(refused < 200, "some are still read")
  }

  @Test(arguments: archives) func `an archive cut anywhere is an error, incomplete, or all there`(
    name: String
  )
    throws
  {
    let sound = try TestData.bytes("images/\(name)")
    let whole = Self.contents(try ImageLoader().load(ByteView(copying: sound), source: "mutated"))
    var cut = 0
    for count in stride(from: 0, to: sound.count, by: max(1, sound.count / 60)) {
      do throws(ImageError) {
        let saved = try ImageLoader().load(
          ByteView(copying: Array(sound[..<count])), source: "mutated")
        guard saved.incomplete.isEmpty, saved.images.allSatisfy(\.isComplete) else {
          cut += 1
          continue
        }
        // Only what holds nothing may be gone without a word: the blocks of zeros at a tar's end.
        let rest = Self.contents(saved)
        #expect(rest == whole, "cut at \(count)")
      } catch {
        #expect(error.description.hasPrefix("mutated: "))
        cut += 1
      }
    }
    #expect(cut > 30, "most of an archive is no zeros")
  }

  /// What an archive holds, so far as a verdict may depend on it.
  private static func contents(_ saved: SavedImages) -> [String] {
    saved.images.map { image in
      let layers = image.layers.map {
        "\($0.scan.diffID?.description ?? "-") \($0.scan.entries.count)"
      }
      return "\(image.tags) \(image.digest?.description ?? "-") \(image.platform) \(layers)"
    }
  }

  /// Changes bytes of headers and JSON only, where every byte means something.
  private func mutatedText(_ sound: [UInt8], count: Int) -> [[UInt8]] {
    let digits = Array("0123456789\"{}[],:/.\\-".utf8)
    var isDigit = [Bool](repeating: false, count: 256)
    for digit in digits { isDigit[Int(digit)] = true }
    let places = sound.indices.filter { isDigit[Int(sound[$0])] }
    #expect(!places.isEmpty)
    var random = FixedRandom(seed: 11)
    return (0..<count).map { _ in
      var copy = sound
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        guard let place = places.randomElement(using: &random) else { continue }
        copy[place] = digits.randomElement(using: &random) ?? 0
      }
      return copy
    }
  }

  /// Whether the loader gives images; else the error is one that names its input.
  private func ends(_ bytes: [UInt8]) throws -> Bool {
    do throws(ImageError) {
      return try !ImageLoader().load(ByteView(copying: bytes), source: "mutated").images.isEmpty
    } catch {
      #expect(error.description.hasPrefix("mutated: "))
      return false
    }
  }
}
