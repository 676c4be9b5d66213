import Compose
import Findings
import Images

/// What a service's own file says that it starts: the words of `entrypoint` and `command`, those of a shell's script too.
struct ServiceCommand {
  let words: [String]
  /// Where the last of them is written.
  let place: SymbolicLocation

  /// nil where the file says nothing, or where only the run time knows.
  init?(_ service: Service) {
    let fields = [service.section.field("entrypoint"), service.section.field("command")].compactMap(\.self)
    let stated = fields.filter { !$0.value.isNull }
    guard let last = stated.last, !stated.contains(where: { StartCommand.isUnknown($0.value) }) else {
      return nil
    }
    let written = stated.flatMap { field in
      field.value.text.map { ShellWords.split($0) } ?? (field.value.items ?? []).map { $0.text ?? "" }
    }
    words = written.flatMap { $0.hasByte(UInt8(ascii: " ")) ? ShellWords.split($0) : [$0] }
    place = .compose(key: last.key)
  }
}

extension Service {
  /// The program that an official image starts with the words of `command`; empty where these name their own.
  var impliedProgram: [String] {
    guard !section.has("entrypoint"), let image else { return [] }
    return DevelopmentServers.ofImages[image.value.shortName].map { [$0] } ?? []
  }
}

extension EnvironmentValue {
  /// ` in FILE` where a file of `env_file` sets it, for messages.
  var fileClause: String {
    switch origin {
    case .environment: ""
    case .file(let path): " in \(path)"
    }
  }
}

extension Project {
  /// Whether a value stands in a file for developers: one whose name says so, such as `compose.dev.yaml`, or the one that
  /// Compose takes beside the project's own.
  func isForDevelopers(_ key: Key) -> Bool {
    guard let file = site(of: key)?.span.file else { return false }
    let words = FilePath.name(of: file).lowercased().split { !$0.isLetter }
    return words.contains { Self.developersWords.contains($0) }
  }

  private static let developersWords: Set<Substring> = [
    "dev", "develop", "development", "override", "local", "debug", "test", "tests", "testing",
  ]
}
