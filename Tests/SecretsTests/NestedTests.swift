import Foundation
import Testing

@testable import Secrets

/// Files inside archive files are scanned like files, one level deep and within limits.
@Suite struct NestedTests {
  private let token = ExampleText.expanded("glpat-{20 b62}")
  private static let scanner = Result { try SecretScanner() }

  private func scan(_ bytes: [UInt8], pieces: Int? = nil, path: String = "srv/a.bin") throws -> FileSecrets {
    var scan = try FileScan(Self.scanner.get())
    guard let pieces else { return try scan.scan(bytes.span, path: path) }
    try scan.start(path: path)
    for start in stride(from: 0, to: bytes.count, by: pieces) {
      try scan.feed(bytes.span.extracting(start..<min(start + pieces, bytes.count)))
    }
    return try scan.finish()
  }

  private var text: [UInt8] { Array("line one\nkey = \(token)\n".utf8) }

  private func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  /// A zip of one file: stored, or deflated, with its sizes before or behind it.
  private func zip(_ packed: [UInt8], name: String = "conf/a.txt", method: Int, hasDescriptor: Bool = false)
    -> [UInt8]
  {
    let size = hasDescriptor ? 0 : packed.count
    var bytes = number(0x0403_4B50, 4) + number(20, 2) + number(hasDescriptor ? 8 : 0, 2) + number(method, 2)
    bytes +=
      number(0, 8) + number(size, 4) + number(0, 4) + number(name.utf8.count, 2) + number(0, 2)
      + Array(name.utf8)
    bytes += packed
    if hasDescriptor {
      bytes += number(0x0807_4B50, 4) + number(0, 4) + number(packed.count, 4) + number(0, 4)
    }
    return bytes
  }

  private func tar(_ content: [UInt8]) -> [UInt8] {
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, _ place: Int) {
      header.replaceSubrange(place..<(place + text.utf8.count), with: Array(text.utf8))
    }
    put("conf/a.txt", 0)
    put(String(content.count, radix: 8), 124)
    put("0", 156)
    put("ustar", 257)
    let padding = [UInt8](repeating: 0, count: (512 - content.count % 512) % 512 + 1024)
    return header + content + padding
  }

  private func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-nc"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    input.fileHandleForWriting.write(Data(bytes))
    try input.fileHandleForWriting.close()
    let packed = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return [UInt8](packed)
  }

  /// What gzip wraps: its header has 10 bytes, its end 8.
  private func deflate(_ bytes: [UInt8]) throws -> [UInt8] {
    Array(try gzip(bytes).dropFirst(10).dropLast(8))
  }

  @Test func everyFormIsOpened() throws {
    let deflated = try deflate(text)
    let forms = [
      zip(deflated, method: 8), zip(deflated, method: 8, hasDescriptor: true), tar(text), try gzip(text),
      try gzip(tar(text)),
      zip([], name: "empty/", method: 0) + zip(deflated, method: 8, hasDescriptor: true)
        + zip(text, method: 0),
    ]
    for form in forms {
      for pieces in [nil, 1, 7, 600] {
        let found = try scan(form, pieces: pieces)
        let match = try #require(found.matches.last { $0.member != nil }, "in pieces of \(pieces ?? 0)")
        #expect(match.type == "gitlab-personal-token" && match.line == 2)
        #expect(["conf/a.txt", ""].contains(match.member))
        #expect(found.cuts.isEmpty)
      }
    }
  }

  @Test func aStructuredFileInsideIsRead() throws {
    let bytes = zip(
      try deflate(Array("spring.datasource.password=Tr0ub4dor\n".utf8)),
      name: "BOOT-INF/classes/application.properties", method: 8)
    #expect(try scan(bytes).matches.map(\.type) == ["java-properties"])
  }

  @Test func damageEndsQuietlyAndIsSaid() throws {
    let whole = zip(try deflate(text + [UInt8](repeating: 65, count: 5000)), method: 8)
    for end in stride(from: 0, to: whole.count, by: 3) { _ = try scan(Array(whole.prefix(end))) }
    var damaged = whole
    for index in 45..<60 { damaged[index] = 0xFF }
    #expect(try scan(damaged).cuts.contains { $0.contains("damaged") })
    #expect(try scan(zip(text, method: 99)).cuts.contains { $0.contains("method 99") })
    var encrypted = zip(text, method: 8)
    encrypted[6] = 1
    #expect(try scan(encrypted).cuts.contains { $0.contains("encrypted") })
  }

  @Test func aBombIsCutAndSaid() throws {
    var options = SecretScanner.Options()
    options.limits.unpackedBytes = 1 << 20
    var scan = try FileScan(SecretScanner(types: Array(SecretType.patterns.prefix(3)), options: options))
    let bomb = try gzip([UInt8](repeating: 0, count: 4 << 20))
    #expect(try scan.scan(bomb.span, path: "a.gz").cuts.contains { $0.contains("unpacks to more than") })
  }
}
