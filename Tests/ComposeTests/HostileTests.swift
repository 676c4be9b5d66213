import Compose
import Testing

struct HostileTests {
  @Test func anAliasBombEndsInAnError() throws {
    var text = "x-0: &a0 [a, a, a, a, a, a, a, a, a, a]\n"
    for level in 1...9 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "x-\(level): &a\(level) [\(aliases)]\n"
    }
    let error = try #require(throws: LoadError.self) { try load(text + "services: {}\n") }
    let words = "more than 100000 values (--limit yaml-nodes); a value counts each time"
    #expect(error.description.contains(words))
  }

  @Test func anAliasBombAsKeyEndsInAnError() {
    var text = "x-0: &a0 [a, a, a, a, a, a, a, a, a, a]\n"
    for level in 1...9 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "x-\(level): &a\(level) [\(aliases)]\n"
    }
    for key in ["? *a9\n: x\n", "*a9 : x\n", "? [*a9]\n: x\n", "[*a9] : x\n"] {
      #expect(throws: LoadError.self) { try load(text + key + "services: {}\n") }
    }
  }

  @Test func aLargeTextBehindManyAliasesEndsInAnError() throws {
    let large = String(repeating: "x", count: 1 << 20)
    let aliases = Array(repeating: "*a", count: 1000).joined(separator: ", ")
    let error = try #require(throws: LoadError.self) {
      try load("x-a: &a \(large)\nx-b: [\(aliases)]\nservices: {}\n")
    }
    #expect(error.description.contains("33554432 bytes of text"))
  }

  @Test func variablesThatDoubleEndInAnError() {
    let lines = (1...60).map { "A\($0)=$A\($0 - 1)$A\($0 - 1)" }.joined(separator: "\n")
    #expect(throws: LoadError.self) {
      try load("services: {a: {image: $A60}}", with: [".env": "A0=xx\n\(lines)\n"])
    }
  }

  @Test func aValueThatGrowsTooLargeIsRefused() throws {
    let value = String(repeating: "x", count: 600_000)
    let project = try load(
      "services: {a: {image: \"$A$A\"}}", environment: ["A": value])
    #expect(project.said(.refused).contains { $0.contains("too large") })
  }

  @Test(arguments: [
    ("env_file", "a file of variables"), ("label_file", "a file of labels"),
    ("extends", "a compose file"),
  ])
  func aFileThatIsTooLargeIsCalledWhatItIs(key: String, noun: String) throws {
    let large = "A=" + String(repeating: "x", count: 10 << 20)
    let value = key == "extends" ? "{file: large, service: a}" : "large"
    let error = try #require(throws: LoadError.self) {
      try load("services: {a: {image: 'x:1', \(key): \(value)}}\n", with: ["large": large])
    }
    #expect(
      error.description
        == "large has more than 10485760 bytes (--limit yaml-bytes); check that it is \(noun), or raise the limit"
    )
  }

  @Test func whatChecksIsHeldToLimitsThatNoOptionRaises() throws {
    let text = "a: [" + String(repeating: "x,", count: 100_001) + "]\n"
    let large = Source(file: "p.yaml", text: "a: " + String(repeating: "x", count: 10 << 20))
    for (source, said) in [
      (large, "p.yaml has more than 10485760 bytes; check that it is a policy"),
      (Source(file: "p.yaml", text: text), "the file has more than 100000 values; split the file"),
    ] {
      let error = try #require(throws: LoadError.self) {
        try YAMLReader.documents(of: source, as: .policy, limits: Limits())
      }
      #expect(error.description.hasSuffix(said))
    }
  }

  @Test(arguments: ["[", "{a: "]) func deepNestingEndsInAnError(opening: String) {
    let text = "x-a: " + String(repeating: opening, count: 5000)
    #expect(throws: LoadError.self) { try load(text) }
    let closing = opening == "[" ? "]" : "}"
    let balanced = String(repeating: opening, count: 500) + "b" + String(repeating: closing, count: 500)
    #expect(throws: LoadError.self) { try load("x-a: \(balanced)\nservices: {}\n") }
  }

  @Test func deeplyNestedDefaultsAreRefused() throws {
    let template = String(repeating: "${A:-", count: 5000) + String(repeating: "}", count: 5000)
    let project = try load("services: {a: {image: \"\(template)\"}}")
    #expect(project.said(.refused).contains { $0.contains("nested too deeply") })
  }

  @Test func includesThatMultiplyEndInAnError() {
    var files: [String: String] = ["compose.yaml": "include: [a0.yaml, b0.yaml]\n"]
    for level in 0..<40 {
      for letter in ["a", "b"] {
        files["\(letter)\(level).yaml"] = "include: [a\(level + 1).yaml, b\(level + 1).yaml]\n"
      }
    }
    files["a40.yaml"] = "services: {x: {image: x}}\n"
    files["b40.yaml"] = files["a40.yaml"]
    #expect(throws: LoadError.self) { try load(files, ["compose.yaml"]) }
  }

  @Test func longChainsOfExtendsEndInAnError() {
    var text = "services:\n"
    for number in 0..<500 { text += "  s\(number): {extends: s\(number + 1)}\n" }
    text += "  s500: {image: a}\n"
    #expect(throws: LoadError.self) { try load(text) }
  }

  @Test func bytesThatAreNoTextEndInAnError() {
    let reader = FileReader { $0 == "a.yaml" ? [0xFF, 0xFE, 0x00] : nil }
    #expect(throws: LoadError.notText(file: "a.yaml")) {
      try Project.load(Options(files: ["a.yaml"]), reader: reader)
    }
  }

  @Test func manyKeysAreReadInGoodTime() throws {
    var text = "services:\n  a:\n    image: a:1\n    environment:\n"
    for number in 0..<20_000 { text += "      K\(number): v\n" }
    let project = try load(text)
    #expect(project.services[0].environment.count == 20_000)
  }

  @Test func everyCutOfAFileEndsWell() throws {
    let text = """
      x-a: &a {b: "c", d: 'e'}
      services:
        web:
          <<: *a
          image: ${A:-b}
          command: |
            text
          ports: ["80:80", {target: 1}]
      """
    var (loaded, refused) = (0, 0)
    for length in 0...text.count {
      do {
        _ = try load(String(text.prefix(length)))
        loaded += 1
      } catch let error as LoadError {
        #expect(!error.description.isEmpty)
        refused += 1
      }
    }
    // Both are tried: a file that ends between two keys, and one that ends within a quoted word.
    #expect(loaded > 0)
    #expect(refused > 0)
  }
}
