import Findings
import Foundation
import Secrets
import TestSupport
import Testing

/// Keys that software ships to test itself with are told from keys that somebody lost.
@Suite struct PublishedKeyTests {
  @Test func aKeyOfOnesOwnInAProgramIsASecret() throws {
    let program = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0] + [UInt8](repeating: 0, count: 100)
    let bytes = program + Array(ExampleText.expanded("{pem}").utf8) + [0] + program
    var scan = try FileScan(BuiltInScanner.get())
    let matches = try scan.scan(bytes.span, path: "usr/lib/x86_64-linux-gnu/libgnutls.so.30").matches
    #expect(matches.map(\.severity) == [.critical])
  }

  /// The library of the machine that runs the tests, where there is one: the list has no keys to test with.
  private static let gnuTLS: String? = {
    let folders = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib"]
    return folders.map { $0 + "/libgnutls.so.30" }.first { FileManager.default.fileExists(atPath: $0) }
  }()

  @Test(.enabled(if: gnuTLS != nil, "needs libgnutls.so.30, and there is none"))
  func theKeysOfGnuTLSAreKnown()
    throws
  {
    let library = try #require(Self.gnuTLS)
    let data = try #require(FileManager.default.contents(atPath: library))
    var scan = try FileScan(BuiltInScanner.get())
    let keys = try scan.scan([UInt8](data).span, path: "opt/libgnutls.so").matches.filter {
      $0.type == "private-key"
    }
    let known = keys.filter { $0.severity == .low }
    // Another release may have keys that the list does not; it has these ones too.
    #expect(keys.isEmpty || known.count >= 5)
    #expect(known.allSatisfy { $0.reasons.contains { $0.contains("GnuTLS") } })
  }

  @Test(
    arguments: [
      ("https://abc:{12 b62}@example.com/a", Severity.low), ("https://abc:{12 b62}@www.example.org", .low),
      ("https://abc:{12 b62}@git.test/", .low), ("https://abc:{12 b62}@db.invalid:80", .low),
      ("https://abc:{12 b62}@example.io/", .high), ("https://abc:{12 b62}@my-example.com/", .high),
      ("postgres://abc:{12 b62}@db/app", .high),
    ]) func aHostThatNobodyHasOpensNothing(_ text: String, _ severity: Severity) throws
  {
    var scan = try FileScan(BuiltInScanner.get())
    let bytes = Array(ExampleText.expanded(text).utf8)
    #expect(try scan.scan(bytes.span, path: "srv/app/run.conf").matches.map(\.severity) == [severity])
  }
}
