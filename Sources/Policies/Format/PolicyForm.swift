import Compose
import Findings
import Foundation

/// A kind of single value: how it is told from others, how it is described, and how JSON Schema says it.
package struct PolicyForm: Sendable {
  /// What is expected, in words that go on with "must be".
  let expectation: String
  /// The value's JSON Schema (draft 2020-12), as members of an object.
  let schema: String
  /// The words that may stand there, where there are few.
  let words: [String]
  /// Whether a scalar that is not empty is one.
  let isValid: @Sendable (Scalar) -> Bool

  init(
    expectation: String, schema: String, words: [String] = [], isValid: @escaping @Sendable (Scalar) -> Bool
  ) {
    self.expectation = expectation
    self.schema = schema
    self.words = words
    self.isValid = isValid
  }

  func takes(_ scalar: Scalar) -> Bool { scalar.kind != .null && isValid(scalar) }
}

extension PolicyForm {
  static let text = PolicyForm(expectation: "a string", schema: #""type": "string""#) { _ in true }

  /// A glob: `*` and `?` stay within one part of a path, `**` crosses them, `{a,b}` is one of several.
  static let glob = PolicyForm(
    expectation: "a name or a pattern with *, **, ? or {a,b}", schema: #""type": "string", "minLength": 1"#
  ) { !$0.text.isEmpty && Glob.isValid($0.text) }

  /// A path from the root, or a glob of such.
  static let containerPath = PolicyForm(
    expectation:
      "an absolute path in the container, such as /etc/nginx/nginx.conf, or a pattern that begins with / or **",
    schema: #""type": "string", "pattern": "^(/|\\*\\*|\\{)""#
  ) { Glob.isFromRoot($0.text) }

  static let boolean = PolicyForm(expectation: "true or false", schema: #""type": "boolean""#) {
    $0.kind == .boolean
  }

  static let count = PolicyForm(
    expectation: "a whole number from 0", schema: #""type": "integer", "minimum": 0"#
  ) { $0.kind == .integer && ($0.integer ?? -1) >= 0 }

  static let port = PolicyForm(
    expectation: "a port from 1 to 65535", schema: #""type": "integer", "minimum": 1, "maximum": 65535"#
  ) { $0.kind == .integer && (1...65_535).contains($0.integer ?? 0) }

  static let cpus = PolicyForm(
    expectation: "a number of CPUs such as 0.5 or 2", schema: #""type": "number", "exclusiveMinimum": 0"#
  ) { ($0.kind == .integer || $0.kind == .float) && ($0.number ?? 0) > 0 }

  static let ratio = PolicyForm(
    expectation: "a number from 0 to 1", schema: #""type": "number", "minimum": 0, "maximum": 1"#
  ) { ($0.kind == .integer || $0.kind == .float) && (0...1).contains($0.number ?? -1) }

  static let factor = PolicyForm(
    expectation: "a number above 0, such as 1 or 1.5", schema: #""type": "number", "exclusiveMinimum": 0"#
  ) { ($0.kind == .integer || $0.kind == .float) && ($0.number ?? 0) > 0 }

  static let size = PolicyForm(
    expectation: "a size such as 300MB, 512MiB or 2g",
    schema:
      #""type": ["string", "integer"], "pattern": "^[0-9.]+ ?([kKmMgGtT]([iI]?[bB])?|[bB])?$", "minimum": 0"#
  ) { PolicySize.bytes($0.text) != nil }

  static let age = PolicyForm(
    expectation: "a number of days such as 90d", schema: #""type": "string", "pattern": "^[0-9]+d$""#
  ) { PolicyAge.days($0.text) != nil }

  static let date = PolicyForm(
    expectation: "a day as YYYY-MM-DD",
    schema: #""type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$""#
  ) { PolicyDate.isValid($0.text) }

  static let mode = PolicyForm(
    expectation: "permission bits as an octal string such as \"0644\"",
    schema: #""type": "string", "pattern": "^0?[0-7]{3,4}$""#
  ) {
    $0.kind == .string && (3...5).contains($0.text.utf8.count) && UInt16($0.text, radix: 8) != nil
      || $0.kind == .integer && (3...5).contains($0.text.utf8.count) && UInt16($0.text, radix: 8) != nil
  }

  static let expression = PolicyForm(
    expectation: "a regular expression", schema: #""type": "string", "minLength": 1, "format": "regex""#
  ) { !$0.text.isEmpty }

  /// One of a few words.
  static func word(_ words: [String]) -> PolicyForm {
    let list = words.map { "\"\($0)\"" }.joined(separator: ", ")
    return PolicyForm(
      expectation: "one of " + words.joined(separator: ", "), schema: "\"enum\": [\(list)]", words: words
    ) { words.contains($0.text) }
  }

  static let severity = word(Severity.allCases.map(\.rawValue))
  static let confidence = word(Confidence.allCases.map(\.rawValue))
}

/// A size in a policy, in bytes: `kB`, `MB`, `GB` and `TB` have base 1000, as registries and disks count; `KiB` and
/// so on, and the bare letters `k`, `m`, `g`, `t` that Compose takes, have base 1024.
package enum PolicySize {
  package static func bytes(_ text: String) -> Int64? {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = text.dropFirst(digits.count).drop { $0 == " " }.lowercased()
    guard let amount = Double(digits), amount.isFinite, let factor = factors[unit] else { return nil }
    let bytes = amount * factor
    return bytes < 9e18 ? Int64(bytes) : nil
  }

  private static let letters = ["k", "M", "G", "T"]

  private static let factors: [String: Double] = {
    var factors = ["": 1.0, "b": 1]
    for (power, letter) in letters.map({ $0.lowercased() }).enumerated() {
      factors[letter + "b"] = pow(1000, Double(power + 1))
      factors[letter] = pow(1024, Double(power + 1))
      factors[letter + "ib"] = pow(1024, Double(power + 1))
    }
    return factors
  }()

  /// The text with the largest unit that reads back as the same number.
  package static func text(_ bytes: Int64) -> String {
    var (best, decimal, binary) = (String(bytes), Int64(1), Int64(1))
    for letter in letters where bytes > 0 {
      decimal *= 1000
      binary *= 1024
      if bytes % binary == 0 { best = "\(bytes / binary)\(letter.uppercased())iB" }
      if bytes % decimal == 0 { best = "\(bytes / decimal)\(letter)B" }
    }
    return best
  }
}

/// An age in days: `90d`.
package enum PolicyAge {
  package static func days(_ text: String) -> Int? {
    guard text.hasSuffix("d"), let days = Int(text.dropLast()), days >= 0 else { return nil }
    return days
  }
}

/// A day of the Gregorian calendar as `YYYY-MM-DD` (ISO 8601).
package enum PolicyDate {
  package static func isValid(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2],
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), (1...12).contains(month)
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[month - 1]).contains(day)
  }
}
