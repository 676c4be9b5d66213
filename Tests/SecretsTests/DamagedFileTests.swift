import TestSupport
import Testing

@testable import Secrets

/// Readers and judges take any bytes: what is damaged, cut off or meant to mislead is left out, and ends nothing.
@Suite struct DamagedFileTests {
  /// A value of nothing but a quote ended the program.
  @Test func aQuoteThatIsAllOfTheValueIsNone() throws {
    let text = "OIDC_PRIVATE_KEY=\"\nOIDC_PASSWORD='\nDB_PASSWORD=Tr0ub4dor\n"
    var scan = try FileScan(BuiltInScanner.get())
    #expect(try scan.scan(Array(text.utf8).span, path: "srv/app/.env").matches.map(\.line) == [3])
  }

  @Test(arguments: StructuredFile.all.indices) func aReaderTakesAnyBytes(_ index: Int) throws {
    let reader = StructuredFile.all[index]
    let path = reader.names.example
    let context = FileContext(path: path)
    var count = 0
    for example in reader.type.found + reader.type.ignored {
      for damaged in Damage.variants(of: Array(ExampleText.expanded(example).utf8)) {
        let found = StructuredScan.secrets(in: damaged, readers: [reader], context: context)
        #expect(
          found.allSatisfy {
            damaged.indices.contains($0.range.lowerBound) && $0.range.upperBound <= damaged.count
          })
        count += 1
      }
    }
    #expect(count > 100)
  }

  @Test(arguments: SecretType.patterns) func aTypeTakesAnyBytes(_ type: SecretType) throws {
    var scan = try FileScan(DamagedFileTests.scanner.get())
    for example in type.found {
      let bytes = Array(ExampleText.expanded(example).utf8)
      // One file of all beginnings and ends.
      var text: [UInt8] = []
      for index in bytes.indices { text += bytes[..<index] + [0x0A] + bytes[index...] + [0x0A] }
      let matches = try scan.scan(text.span, path: type.examplePath).matches
      #expect(matches.allSatisfy { $0.range.upperBound <= text.count })
    }
  }

  private static let scanner = Result { try BuiltInScanner.get() }
}
