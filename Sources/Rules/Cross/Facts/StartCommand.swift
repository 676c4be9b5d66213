import Compose
import Findings
import Images

/// What a container of a service starts: the image's entry point and command, with what the service states over
/// them, as Docker joins the two.
package struct StartCommand: Sendable {
  /// A word with the place that says it.
  package struct Word: Sendable, Hashable {
    package let text: String
    package let place: SymbolicLocation

    /// Whether the service says it, and not the image.
    package var isOfService: Bool {
      guard case .compose = place else { return false }
      return true
    }
  }

  package let entrypoint: [Word]
  package let arguments: [Word]
  /// Whether nothing of it waits for the run time.
  package let isKnown: Bool

  package var words: [Word] { entrypoint + arguments }

  /// The words that name programs: the first, and those that a launcher such as tini starts.
  package var programs: [Word] {
    let words = words
    return Launcher.programs(in: words.map(\.text)).map { words[$0] }
  }

  /// The name of the program that does the work, without directory; nil where nothing is started.
  package var mainName: String? { programs.last?.text.split(separator: "/").last.map(String.init) }

  init(_ service: Service, _ execution: ImageConfig.Execution) {
    let ownEntrypoint = service.section.field("entrypoint").flatMap { Self.words($0) }
    let ownCommand = service.section.field("command").flatMap { Self.words($0) }
    let ownArguments = ownCommand.flatMap { $0.isEmpty ? nil : $0 }
    let imageCommand = Self.words(execution.command, "Cmd")
    isKnown = ["entrypoint", "command"].allSatisfy { key in
      service.section.field(key).map { !Self.isUnknown($0.node) } ?? true
    }
    if let entrypoint = ownEntrypoint, entrypoint.first?.text.isEmpty == false {
      self.entrypoint = entrypoint
      arguments = ownArguments ?? []
    } else {
      entrypoint = ownEntrypoint == nil ? Self.words(execution.entrypoint, "Entrypoint") : []
      arguments = ownArguments ?? imageCommand
    }
  }

  private static func words(_ texts: [String]?, _ field: String) -> [Word] {
    (texts ?? []).map { Word(text: $0, place: .config(field)) }
  }

  /// The words of a text or a list; nil where nothing is set.
  private static func words(_ field: Field<Node>) -> [Word]? {
    if let text = field.value.text {
      return ShellWords.split(text).map { Word(text: $0, place: .compose(key: field.key)) }
    }
    return field.value.items.map { items in
      items.enumerated().map {
        Word(text: $0.element.text ?? "", place: .compose(key: field.key.item($0.offset, $0.element)))
      }
    }
  }

  static func isUnknown(_ node: Node) -> Bool {
    node.isUnknown || node.items?.contains(where: \.isUnknown) == true
  }
}
