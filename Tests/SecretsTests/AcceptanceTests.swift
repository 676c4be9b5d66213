import Findings
import PatternScan
import Secrets
import TestSupport
import Testing

/// Every type passes the same trials, so that a type is trusted by being in the table.
@Suite struct AcceptanceTests {
  static let scanner = Result { try BuiltInScanner.get() }

  /// The ids found in the bytes, which are given at once or in pieces of a size.
  private func found(_ bytes: [UInt8], path: String = "srv/app/run.conf", pieces: Int? = nil) throws
    -> [String]
  {
    var scan = try FileScan(AcceptanceTests.scanner.get())
    guard let pieces else { return try scan.scan(bytes.span, path: path).matches.map(\.type) }
    try scan.start(path: path)
    for start in stride(from: 0, to: bytes.count, by: pieces) {
      let end = min(start + pieces, bytes.count)
      try scan.feed(bytes.span.extracting(start..<end))
    }
    return try scan.finish().matches.map(\.type)
  }

  @Test(arguments: SecretType.patterns) func examplesAreFound(_ type: SecretType) throws {
    #expect(!type.found.isEmpty)
    for example in type.found {
      let text = ExampleText.expanded(example)
      #expect(text != example || type.id == "symfony-default-secret")
      #expect(try found(Array(text.utf8)).contains(type.id), "\(text)")
      #expect(
        try found(Array("\nA line before.\n\(text)\n".utf8)).contains(type.id), "in the middle: \(text)")
    }
  }

  /// The program holds the titles, and its own image is searched too.
  @Test func noTitleIsTakenForASecret() throws {
    var scan = try FileScan(Self.scanner.get())
    let titles = SecretType.all.map(\.title)
    #expect(titles.count > 500)
    for separator in ["\n", "\0", " "] {
      let text = Array(titles.joined(separator: separator).utf8)
      let matches = try scan.scan(text.span, path: "usr/bin/imgcheck").matches
      #expect(matches.isEmpty, "\(matches.map(\.type))")
    }
  }

  @Test(arguments: SecretType.patterns) func counterexamplesAreNot(_ type: SecretType) throws {
    #expect(!type.ignored.isEmpty)
    for example in type.ignored {
      let text = ExampleText.expanded(example)
      #expect(try !found(Array(text.utf8)).contains(type.id), "\(text)")
    }
  }

  @Test(arguments: SecretType.all.filter { !$0.hasPattern }) func aFormatTellsItsSecrets(_ type: SecretType)
    throws
  {
    #expect(!type.found.isEmpty && !type.ignored.isEmpty)
    for example in type.found {
      #expect(try found(bytes(example), path: type.examplePath).contains(type.id), "\(example)")
      #expect(try found(bytes(example), path: type.examplePath, pieces: 5).contains(type.id), "\(example)")
    }
    for example in type.ignored {
      #expect(try !found(bytes(example), path: type.examplePath).contains(type.id), "\(example)")
    }
  }

  private func bytes(_ example: String) -> [UInt8] {
    guard example.hasPrefix("hex:") else { return Array(ExampleText.expanded(example).utf8) }
    let digits = example.dropFirst(4).filter { $0 != " " }
    return stride(from: 0, to: digits.count, by: 2).compactMap {
      UInt8(digits.dropFirst($0).prefix(2), radix: 16)
    }
  }

  /// Types whose values are of chance, so that there are several.
  private static let random = SecretType.patterns.filter { $0.entropy > 0 }
  /// Types that are found in programs too.
  private static let ofBinaries = SecretType.patterns.filter { !$0.check.judgesValue }
  /// Those of them whose first example is long enough for a string of a program, and in ASCII.
  private static let ofWideStrings = ofBinaries.filter { type in
    let text = type.found.first.map { ExampleText.expanded($0) } ?? ""
    return text.utf8.count >= 12 && text.utf8.allSatisfy { $0 < 0x80 }
  }

  @Test func mostTypesAreOfChanceAndInPrograms() {
    for types in [Self.random, Self.ofBinaries, Self.ofWideStrings] {
      #expect(types.count > SecretType.patterns.count / 2)
    }
  }

  @Test(arguments: random) func twoAreFoundTwice(_ type: SecretType) throws {
    let example = try #require(type.found.first)
    let text = ExampleText.expanded(example) + "\n\n" + ExampleText.expanded(example, variant: 1) + "\n"
    #expect(try found(Array(text.utf8)).count { $0 == type.id } == 2, "\(text)")
  }

  @Test(arguments: SecretType.patterns) func aMatchAcrossPiecesIsFound(_ type: SecretType) throws {
    let text = Array((type.found.first.map { ExampleText.expanded($0) } ?? "").utf8)
    for pieces in [1, 7, text.count / 2 + 1] {
      #expect(try found(text, pieces: pieces).contains(type.id), "in pieces of \(pieces)")
    }
  }

  @Test(arguments: ofBinaries) func aMatchInABinaryIsFound(_ type: SecretType) throws {
    let text = Array((type.found.first.map { ExampleText.expanded($0) } ?? "").utf8)
    let filling = [UInt8](repeating: 0, count: 100) + [0x7F, 0x45, 0x4C, 0x46, 0x80, 0xFF, 0x01]
    #expect(try found(filling + [0] + text + [0] + filling, path: "usr/bin/app").contains(type.id))
  }

  @Test(arguments: SecretType.patterns) func aMatchInUTF16IsFound(_ type: SecretType) throws {
    let text = type.found.first.map { ExampleText.expanded($0) } ?? ""
    let little: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(try found(little).contains(type.id))
    let big = ("some text before it, long enough to be told\n" + text).utf16.flatMap {
      [UInt8($0 >> 8), UInt8($0 & 0xFF)]
    }
    #expect(try found(big).contains(type.id))
  }

  /// As .NET assemblies and programs for Windows keep their strings: in both byte orders, at any offset, in pieces.
  @Test(arguments: ofWideStrings) func aMatchInUTF16InABinaryIsFound(_ type: SecretType) throws {
    let text = type.found.first.map { ExampleText.expanded($0) } ?? ""
    let filling = [UInt8](repeating: 0, count: 101) + [0x4D, 0x5A, 0x80, 0xFF, 0x01]
    let little = filling + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } + [0, 0] + filling
    let big = filling + [0] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] } + [0, 0] + filling
    for bytes in [little, big] {
      for pieces in [nil, 1, 7, 512, 600] {
        #expect(try found(bytes, path: "usr/bin/app.dll", pieces: pieces).contains(type.id), "\(pieces ?? 0)")
      }
    }
  }

  /// A blank of the same shape must stay silent: the random part of an example replaced by x.
  @Test(arguments: random.filter { $0.found.contains { $0.contains("}") } })
  func blanksAreIgnored(_ type: SecretType) throws {
    for example in type.found where example.contains("}") {
      var text = ""
      var rest = Substring(example)
      while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
        text += rest[..<open]
        let count =
          rest[rest.index(after: open)..<close].split(separator: " ").first.flatMap { Int($0) } ?? 20
        text += String(repeating: "x", count: count)
        rest = rest[rest.index(after: close)...]
      }
      #expect(try !found(Array((text + rest).utf8)).contains(type.id), "\(text + rest)")
    }
  }

  @Test func idsAreUnique() {
    #expect(Set(SecretType.patterns.map(\.id)).count == SecretType.patterns.count)
    #expect(SecretType.patterns.count >= 250)
  }

  @Test(arguments: SecretType.patterns) func theTriggerIsWhatTheTypeSays(_ type: SecretType) throws {
    let expression = PatternExpression(type.trigger.expression, ignoresCase: type.trigger.ignoresCase)
    let widths = try expression.widths()
    let longest = try #require(widths.longest)
    #expect(longest <= 512)
    switch type.trigger.reach {
    case .starts(let width): #expect(widths.shortest == width && longest == width)
    case .within(let bytes), .line(let bytes): #expect(bytes <= 512)
    }
  }

  @Test(arguments: SecretType.patterns) func theDataAreWhole(_ type: SecretType) throws {
    #expect(type.id.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" })
    #expect(!type.title.isEmpty && type.references.count >= 2)
    #expect(type.longest > 0 && type.longest <= 1 << 16)
    try ConfirmingExpression(type.pattern).check()
  }
}

extension SecretType: CustomTestStringConvertible {
  public var testDescription: String { id }
}
