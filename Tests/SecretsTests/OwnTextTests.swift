import Findings
import TestSupport
import Testing

@testable import Secrets

/// The search finds nothing in the program that searches: its patterns and its examples are no secrets.
@Suite struct OwnTextTests {
  @Test func `patterns and examples in a program are no secrets`() throws {
    var program: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1] + [UInt8](repeating: 0, count: 57)
    // The examples of these are put together at run time, and stand in the program in pieces.
    for type in SecretType.all where !["symfony-default-secret", "git-credentials"].contains(type.id) {
      // Examples stand in the program as they are written, with the made-up values yet to be put in.
      for text in [type.title, type.trigger.expression, type.pattern] + type.found + type.ignored {
        program += Array(text.utf8) + [UInt8](repeating: 0, count: 16 - text.utf8.count % 16)
      }
    }
    var scan = try FileScan(BuiltInScanner.get())
    let matches = try scan.scan(program.span, path: "usr/bin/imgcheck").matches
    let found = matches.map {
      "\($0.type): "
        + String(decoding: program[max(0, $0.range.lowerBound - 40)..<$0.range.upperBound], as: UTF8.self)
    }
    #expect(found == [])
  }
}
