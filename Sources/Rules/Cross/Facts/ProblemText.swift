import ArchiveIO
import Findings
import Images

extension CommandProblem {
  /// The program or shell that cannot be started.
  var name: String {
    switch self {
    case .missingProgram(let name), .missingShell(let name), .directory(let name): name
    case .notExecutable(let name, _), .missingLoader(let name, _): name
    }
  }

  /// The program and what is wrong with it, for `starts ...`.
  var text: String {
    switch self {
    case .missingProgram(let name): "'\(name)', which is not in the image"
    case .missingShell(let name): "a script with '\(name)', a shell that is not in the image"
    case .directory(let name): "'\(name)', which is a directory"
    case .notExecutable(let name, let file):
      "'\(name)', whose mode 0\(String(file.entry.mode, radix: 8)) does not allow execution"
    case .missingLoader(let name, let loader): "'\(name)', which needs the missing loader \(loader)"
    }
  }

  /// Whether another program would do: there is none of that name.
  var isAbsence: Bool {
    switch self {
    case .missingProgram, .missingShell: true
    case .directory, .notExecutable, .missingLoader: false
    }
  }

  /// The file in question, where there is one.
  var related: [Match.Related] {
    guard case .notExecutable(_, let file) = self else { return [] }
    return [Match.Related(.file(layer: file.layer, path: file.path), "the program")]
  }
}
