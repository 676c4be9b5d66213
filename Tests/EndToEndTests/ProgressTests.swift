import Foundation
import Images
import TestSupport
import Testing

@testable import imgcheck

/// What is shown to whoever waits.
@Suite struct ProgressTests {
  @Test func `a line counts layers and bytes, and never more than there are`() {
    var line = ProgressLine()
    line.note(.found(layers: 2, bytes: 1_000_000))
    #expect(line.text == "layer 0 of 2 [........................] 0 B of 1.0 MB")
    line.note(.read(bytes: 500_000))
    line.note(.finished)
    #expect(line.text == "layer 1 of 2 [############............] 500 kB of 1.0 MB")
    line.note(.found(layers: 1, bytes: 1_000_000))
    #expect(line.text.hasPrefix("layer 1 of 3 [######......"))
    line.note(.read(bytes: 9_000_000))
    #expect(line.text.hasSuffix("[########################] 2.0 MB of 2.0 MB"))
    #expect(ProgressLine().text.hasPrefix("layer 0 of 0 [...."))
  }

  @Test func `every stored byte and every layer is told of, packed or not, with secrets or without`() throws {
    for name in ["docker-26.tar", "buildah-oci-gzip.tar", "repacked-mixed-codecs.tar"] {
      let told = Sourced()
      let loader = ImageLoader(progress: { told.note($0) })
      let images = try loader.load(archive(name)).images
      #expect(!images.isEmpty)
      let line = told.line
      #expect(line.layers > 0)
      #expect(line.layersRead == line.layers, "\(name)")
      #expect(line.bytesRead == line.bytes, "\(name)")
    }
  }

  @Test func `nothing is drawn where nobody watches`() throws {
    #expect(try !imgcheck(archive("docker-26.tar"), "--no-secrets").errorText.contains("layer"))
  }

  /// What runs a command in a terminal; the one of macOS takes other options.
  private static let script: TestSupport.Program? = {
    #if os(Linux)
      Program(named: "script")
    #else
      nil
    #endif
  }()

  @Test(.enabled(if: script != nil, "needs the program script of util-linux"))
  func `a terminal gets the line, which goes when it is done`() throws {
    let script = try #require(Self.script)
    let command = "'\(try Program.imgcheck.path)' --no-secrets '\(archive("docker-26.tar"))' >/dev/null"
    let watched = try script.run(["-qec", command, "/dev/null"], environment: ["TERM": "xterm"])
    #expect(watched.text.contains("of 9 ["), "\(watched.text)")
    #expect(watched.text.hasSuffix("\r\u{1b}[K"))
    let dumb = try script.run(["-qec", command, "/dev/null"], environment: ["TERM": "dumb"])
    #expect(dumb.text.isEmpty)
  }
}

/// Progress that came from any thread.
private final class Sourced: @unchecked Sendable {
  private let lock = NSLock()
  private var stored = ProgressLine()

  func note(_ progress: LayerProgress) { lock.withLock { stored.note(progress) } }
  var line: ProgressLine { lock.withLock { stored } }
}
