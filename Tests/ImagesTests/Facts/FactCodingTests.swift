import Testing

@testable import Images

/// What the cache of layers keeps of facts.
@Suite struct FactCodingTests {
  private func copy<Value: Codable>(_ value: Value) throws -> Value {
    let output = BinaryEncoder.Output()
    try BinaryEncoder.write(value, to: output)
    let input = BinaryDecoder.Input(output.bytes)
    let copy = try BinaryDecoder.read(Value.self, from: input)
    #expect(input.isAtEnd)
    return copy
  }

  @Test(arguments: DamagedFactTests.samples) func `facts of text come back`(
    _ kind: FactKind, _ sample: String
  ) throws {
    let fact = FileFact(
      kind: kind, path: Array("usr/lib/python3/dist-packages/a/node_modules/b/file".utf8),
      bytes: Array(sample.utf8), size: sample.utf8.count)
    #expect(try copy(fact) == fact)
  }

  @Test func `all other contents come back`() throws {
    let program = try Program(parsing: ELFBuilder().build().span)
    let contents: [FileFact.Content] = [
      .program(program), .emptyList, .nothing, .failure(.tooLarge(size: 9, limit: 8, flag: "--limit x")),
      .failure(.program(.notELF)),
    ]
    for content in contents { #expect(try copy(content) == content) }
  }

  @Test func `every linkage and every kind of ELF file comes back`() throws {
    let linkages: [Linkage] = [.dynamic(interpreter: "/lib/ld.so"), .static, .sharedLibrary, .none]
    for linkage in linkages { #expect(try copy(linkage) == linkage) }
    let kinds: [ELFFile.Kind] = [.relocatable, .executable, .shared, .core, .other(0), .other(0xFE00)]
    for kind in kinds { #expect(try copy(kind) == kind) }
    for kind in FactKind.allCases { #expect(try copy(kind) == kind) }
  }

  @Test func `a number that no content has is damage`() {
    #expect(throws: (any Error).self) {
      // One element, with the number 200.
      try BinaryDecoder.read(FileFact.Content.self, from: BinaryDecoder.Input([1, 0, 0, 0, 0xC8, 0x01]))
    }
  }
}
