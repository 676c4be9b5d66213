import Findings

/// The health check a service states.
package struct HealthCheck: Sendable {
  /// What the check does.
  package enum Test: Sendable, Equatable {
    /// Nothing is set: the image's own check runs, with these settings.
    case ofImage
    /// The image's check is switched off.
    case disabled
    /// A program with its arguments.
    case command([String])
    /// A line for the container's shell.
    case shell(String)
  }

  package var test: Test
  /// The symbolic place of what decides: the test, the switch, or the whole check.
  package var key: Key
  package var section: Section

  init(_ section: Section) {
    self.section = section
    key = section.key
    test = .ofImage
    if section.boolean("disable")?.value == true {
      test = .disabled
      key = section.key(of: "disable")
    } else if let field = section.field("test") {
      key = field.key
      test = Self.test(field.value)
    }
  }

  private static func test(_ node: Node) -> Test {
    if let text = node.text { return text == "NONE" ? .disabled : .shell(text) }
    let words = (node.items ?? []).compactMap(\.text)
    switch words.first {
    case "NONE": return .disabled
    case "CMD": return .command(Array(words.dropFirst()))
    case "CMD-SHELL": return .shell(words.dropFirst().joined(separator: " "))
    default: return .ofImage
    }
  }
}
