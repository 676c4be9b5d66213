import ArchiveIO
import TestSupport
import Testing

@Suite struct DigestTests {
  private let abc = ByteView(copying: Array("abc".utf8))
  /// FIPS 180-4's own examples.
  private let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
  private let sha512 =
    "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd"
    + "454d4423643ce80e2a9ac94fa54ca49f"

  @Test func `both algorithms give the values of their standard`() {
    #expect(Digest.of(abc).description == "sha256:" + sha256)
    #expect(Digest.of(abc, algorithm: .sha512).description == "sha512:" + sha512)
    #expect(Digest.of(abc).short == "ba7816bf8f01")
  }

  @Test func `digests of many views at a time are those of each`() {
    var random = FixedRandom(seed: 5)
    let views = [0, 1, 64, 5_000_000, 63, 9_000_001, 0, 200_000].map { length in
      ByteView(copying: (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) })
    }
    var left = Array(views.indices)
    var told: Int64 = 0
    var digests: [Int: Digest] = [:]
    Digest.inStep(
      next: {
        guard !left.isEmpty else { return nil }
        let number = left.removeFirst()
        return (number, views[number], number == 5 ? .sha512 : .sha256)
      },
      told: { told += $0 }, done: { digests[$0] = $1 })
    for (number, view) in views.enumerated() {
      #expect(digests[number] == Digest.of(view, algorithm: number == 5 ? .sha512 : .sha256))
    }
    #expect(told == views.reduce(0) { $0 + Int64($1.count) })
  }

  @Test func `a text is a digest only with the right number of hexadecimal digits`() {
    #expect(Digest("sha256:" + sha256) == Digest.of(abc))
    #expect(Digest("sha256:" + sha256.uppercased()) == Digest.of(abc))
    let short = String(sha256.dropLast())
    let others: [String] = [
      "", ":", "sha256", "sha256:", "sha256:\(short)", "sha256:\(sha256)0", sha256, "md5:\(sha256)",
      "sha512:\(sha256)", "sha256:\(short)g", "sha256:\(short)\u{663}", "sha256:../../\(sha256.dropLast(6))",
      " sha256:\(sha256)",
    ]
    for text in others { #expect(Digest(text) == nil, "\(text)") }
  }
}

@Suite struct ByteViewTests {
  private let view = ByteView(copying: Array(0..<10 as Range<UInt8>))

  @Test func `a slice counts from the start of its view, and is cut at its end`() {
    #expect(view.slice(2..<5).copy() == [2, 3, 4])
    #expect(view.slice(2..<5).slice(1..<3).copy() == [3, 4])
    #expect(view.slice(2..<5).slice(1..<9).copy() == [3, 4])
    #expect(view.slice(8..<100).copy() == [8, 9])
    #expect(view.slice(100..<200).copy() == [])
    #expect(view.slice(3..<Int.max).slice(1..<Int.max).count == 6)
    #expect(view.slice(from: 7).copy() == [7, 8, 9])
    #expect(view.slice(from: .max).count == 0)
    #expect(view.copy(limit: 2) == [0, 1])
  }

  @Test func `a mapped file shows its bytes; what is no regular file is refused`() throws {
    let scratch = try ScratchDirectory()
    let path = try scratch.write(Array("mapped".utf8), to: "file")
    #expect(try ByteStore(mapping: path).view.copy() == Array("mapped".utf8))
    #expect(try ByteStore(mapping: try scratch.write([], to: "empty")).view.count == 0)
    #expect(throws: ArchiveError.self) { try ByteStore(mapping: scratch.path(".")) }
    #expect(throws: ArchiveError.self) { try ByteStore(mapping: "/dev/null") }
    #expect(throws: ArchiveError.system(operation: "open", reason: "No such file or directory")) {
      try ByteStore(mapping: scratch.path("absent"))
    }
  }
}
