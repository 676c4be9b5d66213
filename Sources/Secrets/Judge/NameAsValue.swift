/// Names of things in programs that stand where a secret could: of constants, of classes, in the markup of a text.
enum NameAsValue {
  static func matches(_ value: [UInt8]) -> Bool {
    isConstant(value) || isClass(value) || isEmphasis(value)
  }

  /// `MEMBER_CLUSTER_PREPROD`, `DOCKER_PASSWORD`, `HEADER.SIMULATED_PAYLOAD.SIGNATURE`: the name of a variable or a constant
  /// that has the value.
  private static func isConstant(_ value: [UInt8]) -> Bool {
    guard (8...80).contains(value.count),
      value.allSatisfy({ $0.isASCIIUpper || $0.isASCIIDigit || $0 == 0x5F || $0 == 0x2E })
    else { return false }
    let parts = value.split(omittingEmptySubsequences: false) { $0 == 0x5F || $0 == 0x2E }
    guard parts.allSatisfy({ (1...14).contains($0.count) }) else { return false }
    if parts.count == 2, let last = parts.last, value.contains(0x5F), parts[0].allSatisfy(\.isASCIIUpper) {
      return tellingWords.contains(String(decoding: last, as: UTF8.self))
    }
    return parts.count >= 3
      && parts.count { $0.allSatisfy(\.isASCIIUpper) } * 3 >= parts.count * 2
  }

  private static let tellingWords: Set<String> = [
    "PASSWORD", "PASSWD", "PASS", "PWD", "PASSPHRASE", "TOKEN", "SECRET", "KEY", "CREDENTIALS", "CREDENTIAL",
  ]

  /// `org.apache.tools.ant.taskdefs.CVSPass`: the full name of a class.
  private static func isClass(_ value: [UInt8]) -> Bool {
    let parts = value.split(separator: 0x2E, omittingEmptySubsequences: false)
    guard parts.count >= 3, let last = parts.last, let head = last.first, head.isASCIIUpper,
      last.count >= 2, last.allSatisfy({ $0.isWord || $0 == UInt8(ascii: "$") })
    else { return false }
    return parts.dropLast().allSatisfy { part in
      part.first.map { $0.isASCIILower } == true && part.count >= 2
        && part.allSatisfy { $0.isASCIILower || $0.isASCIIDigit || $0 == 0x5F }
    } && value.count { $0.isASCIIDigit } <= 2
  }

  /// `*netrw-chgup*`: a mark of a manual, or a word that is stressed.
  private static func isEmphasis(_ value: [UInt8]) -> Bool {
    guard value.count >= 4, value.first == UInt8(ascii: "*"), value.last == UInt8(ascii: "*") else {
      return false
    }
    return value.dropFirst().dropLast().allSatisfy { $0.isASCIILower || $0 == 0x2D || $0 == 0x5F }
  }
}
