import Compose
import Findings

extension WrittenCredentials {
  /// Addresses in which somebody wrote the password down, although another part comes from a variable, such as
  /// `postgres://${USER}:password@host`.
  static func besideVariables(of service: Service, in project: Project) -> [Match] {
    service.section.entries("environment", where: { $1.isFromEnvironment }).compactMap { name, field in
      guard let entry = project.writing(of: field.value) else { return nil }
      // An entry of a list is written with its name.
      let bare = entry.drop { "\"'".contains($0) }
      let written = bare.hasPrefix(name + "=") ? String(bare.dropFirst(name.count + 1)) : entry
      if let match = ofLiteralPart(written, name, field, service) { return match }
      guard written.utf8.contains(UInt8(ascii: "@")),
        Credential.passwordInURL(withoutBraces(written)).map({ !$0.contains("$") }) == true
      else { return nil }
      return Match(
        .compose(key: field.key),
        "\(name) in the environment of service \(service.name) contains a password in plain text.",
        subject: name)
    }
  }

  /// A credential that is a literal and a variable, such as `prefix-${TOKEN}`: a long literal gives most of it away, and
  /// with a short one the program takes a known value for a credential where the variable is not set.
  private static func ofLiteralPart(
    _ written: String, _ name: String, _ field: Field<Node>, _ service: Service
  ) -> Match? {
    guard Credential.isName(name), !written.hasText("://"), !written.hasText("\n"), !written.hasText("?")
    else {
      return nil
    }
    let literal = withoutVariables(written).filter { $0.isLetter || $0.isNumber }
    let place = "\(name) in the environment of service \(service.name)"
    if literal.count >= 10, literal.contains(where: \.isNumber), literal.contains(where: \.isLetter) {
      return Match(
        .compose(key: field.key), "\(place) contains most of a credential in plain text, beside a variable.",
        subject: name, severity: .medium)
    }
    let unset = field.value.variables.filter { $0.origin == .unset }.map(\.name)
    guard literal.count >= 3, let variable = unset.first else { return nil }
    return Match(
      .compose(key: field.key),
      "\(place) is text and a variable, so its value is known wherever \(variable) is not set.",
      subject: name,
      fix: "Write `${\(variable):?}`, so that Compose refuses to start the service without the variable.",
      severity: .low)
  }

  /// The text with a space for each `${NAME}` and each `$NAME`.
  private static func withoutVariables(_ text: String) -> String {
    var rest = text.utf8[...]
    var result: [UInt8] = []
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "$"), let next = rest.first else {
        result.append(byte)
        continue
      }
      if next == UInt8(ascii: "{"), let end = rest.firstIndex(of: UInt8(ascii: "}")) {
        rest = rest[rest.index(after: end)...]
        result.append(UInt8(ascii: " "))
      } else if next.startsVariable {
        rest = rest.drop { $0.startsVariable || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        result.append(UInt8(ascii: " "))
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The text with each `${...}` as a plain `$`, so that colons and slashes in defaults separate nothing.
  private static func withoutBraces(_ text: String) -> String {
    var result = ""
    var depth = 0
    var last: Character?
    for character in text {
      if character == "{", depth > 0 || last == "$" {
        depth += 1
      } else if character == "}", depth > 0 {
        depth -= 1
      } else if depth == 0 {
        result.append(character)
      }
      last = character
    }
    return result
  }
}

extension Project {
  /// A value as its file has it, with variables not filled in.
  fileprivate func writing(of node: Node) -> String? {
    guard let source = sources[node.span.file] else { return nil }
    let range = node.span.start.offset..<node.span.end.offset
    guard range.upperBound <= source.bytes.count, range.count <= 4096 else { return nil }
    return String(decoding: source.bytes[range], as: UTF8.self)
  }
}

extension UInt8 {
  /// Whether a variable's name may begin with it.
  fileprivate var startsVariable: Bool {
    switch self {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"): true
    default: false
    }
  }
}
