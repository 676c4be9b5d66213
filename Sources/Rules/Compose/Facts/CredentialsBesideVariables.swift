import Compose
import Findings

extension WrittenCredentials {
  /// Addresses in which somebody wrote the password down, although another part comes from a variable, such as
  /// `postgres://${USER}:password@host`.
  static func besideVariables(of service: Service, in project: Project) -> [Match] {
    service.section.entries("environment").compactMap { name, field in
      guard field.value.isFromEnvironment, let written = project.writing(of: field.value),
        Credential.passwordInURL(withoutBraces(written)).map({ !$0.contains("$") }) == true
      else { return nil }
      return Match(
        .compose(key: field.key),
        "\(name) in the environment of service \(service.name) contains a password in plain text.",
        subject: name)
    }
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
