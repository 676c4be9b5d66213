import ArchiveIO
import TestSupport
import Testing

@testable import Images

/// What is gathered of a program that comes in blocks.
@Suite struct ProgramPartsTests {
  private let constants = bytes("passed to test" + "::test_main_static")

  /// Constants in a segment of their own, then code, then data.
  private func builder(code: Int, segments: [(section: String, type: UInt64, flags: UInt64)]? = nil)
    -> ELFBuilder
  {
    ELFBuilder(
      sections: [
        (".rodata", constants), (".interp", bytes("/lib/ld.so\0")),
        (".text", [UInt8](repeating: 0x90, count: code)),
        (".data", [1, 2, 3, 4]),
      ],
      segments: segments ?? [(".rodata", 1, 4), (".text", 1, 5), (".data", 1, 6)])
  }

  private func code(_ builder: ELFBuilder, in range: Range<Int>) throws -> [Range<Int>] {
    try ELFFile(parsing: builder.build().span).code(in: range)
  }

  @Test func `code is told from all else by the segments`() throws {
    let separate = builder(code: 1_000)
    let start = separate.offset(of: ".text")
    #expect(try code(separate, in: 0..<5_000) == [start..<start + 1_000])
    #expect(try code(separate, in: start + 10..<start + 20) == [start + 10..<start + 20])
    #expect(try code(separate, in: 0..<start) == [])
    #expect(try ELFFile(parsing: separate.build().span).withoutCode(upTo: 70_000) == [0..<70_000])
    let large = builder(code: 100_000)
    #expect(
      try ELFFile(parsing: large.build().span).withoutCode(upTo: 110_000) == [
        0..<65_536, start + 100_000..<110_000,
      ])
  }

  @Test func `nothing is left out where constants may lie among the code`() throws {
    #expect(
      try code(builder(code: 1_000, segments: [(".text", 1, 5), (".data", 1, 6)]), in: 0..<5_000) == [])
    // The interpreter's path lies in what is said to be code.
    let odd = builder(code: 1_000, segments: [(".rodata", 1, 4), (".interp", 1, 5), (".interp", 3, 4)])
    #expect(try code(odd, in: 0..<5_000) == [])
  }

  /// As somebody might write it who hides the constants in what is said to be code.
  @Test func `what is said to be code and something else is read`() throws {
    let separate = builder(code: 1_000)
    for hidden in [".rodata", ".data"] {
      let twice = builder(
        code: 1_000, segments: separate.segments + [(hidden, 1, 5)])
      #expect(try code(twice, in: 0..<5_000).count == 1, "\(hidden)")
    }
    // From the code's start to the end of the file, with the table of sections.
    var whole = separate.build()
    let sizeOfCode = 64 + 56 + 32
    whole.replaceSubrange(sizeOfCode..<(sizeOfCode + 8), with: separate.number(UInt64(whole.count), 8))
    #expect(try ELFFile(parsing: whole.span).code(in: 0..<whole.count) == [])
  }

  @Test func `segments that lie on each other are left out once`() throws {
    let twice = builder(code: 1_000, segments: [(".rodata", 1, 4), (".text", 1, 5), (".text", 1, 5)])
    let start = twice.offset(of: ".text")
    #expect(try code(twice, in: 0..<5_000) == [start..<start + 1_000])
  }

  /// Its table of sections, without which it is no test, stands behind 66 MB of code.
  @Test func `a large program tells the same in a packed layer as in a plain one`() throws {
    var member = TarWriter.Member("bin/tests")
    member.content = builder(code: 66 << 20).build()
    member.mode = 0o755
    let tar = ByteView(copying: TarWriter.tar([member]))

    var inMemory = LayerVisitor()
    let walk = TarWalk.over(tar, limits: ReadLimits(), visitor: &inMemory)
    #expect(walk.error == nil)
    var inBlocks = LayerVisitor()
    let pass = BlobPass(tar, algorithm: .sha256, limits: ReadLimits(), visitor: &inBlocks)
    #expect(pass.failure == nil)

    guard case .program(let expected)? = inMemory.facts[0]?.content,
      case .program(let found)? = inBlocks.facts[0]?.content
    else {
      Issue.record("a program is not told as one")
      return
    }
    #expect(expected.testHarness == TestHarness(language: .rust, confidence: .likely))
    #expect(found == expected)
  }
}
