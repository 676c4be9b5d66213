import ArchiveIO
import Findings

/// What an engine finds when it looks for a program in the final file tree.
package enum FoundProgram: Sendable, Hashable {
  /// The file after all links, and the path under which it was found first.
  case file(FileOccurrence, path: ArchivePath)
  /// It is there and is a directory.
  case directory
  case missing
}

extension ImageFacts {
  /// The directories in which programs are looked for, in order, as the config's `PATH` has them.
  package var searchPath: [String] {
    let stated = config.execution.environment.last { $0.hasPrefix("PATH=") }?.dropFirst("PATH=".count)
    return (stated ?? Self.defaultSearchPath[...]).split(separator: ":", omittingEmptySubsequences: false)
      .map(String.init)
  }

  /// What engines take where the config has no `PATH`.
  private static let defaultSearchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

  /// Looks for a program as execvp(3) does, from the config's working directory.
  package func program(_ name: String) -> FoundProgram {
    if name.contains("/") { return program(at: absolute(name)) }
    var found = FoundProgram.missing
    for path in programPaths(name) {
      let candidate = program(at: path)
      guard case .file(let file, _) = candidate else { continue }
      if file.entry.mode & 0o111 != 0 { return candidate }
      if case .missing = found { found = candidate }
    }
    return found
  }

  /// The paths at which a program of that name could be, in the order in which execvp(3) tries them.
  package func programPaths(_ name: String) -> [String] {
    if name.contains("/") { return [absolute(name)] }
    return searchPath.map { absolute($0.isEmpty ? "." : $0) + "/" + name }
  }

  private func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : config.execution.workingDirectory + "/" + path
  }

  private func program(at path: String) -> FoundProgram {
    guard let node = tree.node(at: path, followLast: true) else { return .missing }
    if tree.isDirectory(node) { return .directory }
    guard let id = tree.content(at: node) ?? tree.entry(at: node) else { return .missing }
    let parts = path.split(separator: "/").filter { $0 != "." }
    return .file(occurrence(id), path: ArchivePath(parts.joined(separator: "/")))
  }
}
