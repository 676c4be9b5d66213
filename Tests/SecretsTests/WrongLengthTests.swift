import Findings
import TestSupport
import Testing

@testable import Secrets

/// A token whose maker gave it one length is none with a character more or less.
@Suite struct WrongLengthTests {
  /// Types of one length: no quantifier of their patterns has a range.
  static let types = SecretType.patterns.filter { type in
    !type.isByPlace && type.pattern.contains(/\{[0-9]+\}/)
      && !type.pattern.contains(/[+*?](?![:=!<])|\{[0-9]+,[0-9]*\}/)
  }

  private func found(_ text: String, _ type: SecretType) throws -> [SecretMatch] {
    var scan = try FileScan(BuiltInScanner.get())
    return try scan.scan(Array(text.utf8).span, path: "srv/app/settings.txt").matches.filter {
      $0.type == type.id
    }
  }

  @Test func `a character more or less makes it another thing`() throws {
    #expect(Self.types.count > 40)
    for type in Self.types {
      for example in type.found {
        let text = ExampleText.expanded(example)
        let bytes = Array(text.utf8)
        guard let match = try found(text, type).first else {
          Issue.record("\(type.id) is not found in its example")
          continue
        }
        let longer = bytes[..<match.range.upperBound] + Array("a".utf8) + bytes[match.range.upperBound...]
        let shorter = bytes[..<(match.range.upperBound - 1)] + bytes[match.range.upperBound...]
        // A checksum that is right proves the token whatever stands beside it, and nothing can follow base64's padding.
        let isEnded = type.check.title == "checksum" || bytes[match.range.upperBound - 1] == 0x3D
        for other in isEnded ? [shorter] : [longer, shorter] {
          let other = String(decoding: other, as: UTF8.self)
          #expect(try found(other, type).isEmpty, "\(type.id): \(other)")
        }
      }
    }
  }
}
