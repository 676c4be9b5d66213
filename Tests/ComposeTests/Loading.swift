import Compose
import Findings
import Testing

/// Loads a project from files in memory.
func load(
  _ files: [String: String], _ names: [String] = [], _ change: (inout Options) -> Void = { _ in }
) throws -> Project {
  var options = Options(files: names)
  change(&options)
  return try Project.load(options, reader: FileReader(files))
}

/// Loads a project of one file, `compose.yaml`.
func load(
  _ text: String, environment: [String: String] = [:], with others: [String: String] = [:]
) throws -> Project {
  var files = others
  files["compose.yaml"] = text
  return try load(files, ["compose.yaml"]) { $0.environment = environment }
}

extension Project {
  /// Line and column of a symbolic place, as `compose.yaml:3:5`.
  func place(_ key: String) throws -> String {
    try #require(site(of: key)).span.description
  }

  /// Messages of one kind of problem, with line and column.
  func said(_ kind: Problem.Kind) -> [String] {
    problems(kind).map { "\($0.span.start.line):\($0.span.start.column) \($0.message)" }
  }

  func text(_ service: String, _ path: String) throws -> String? {
    try #require(self.service(service)).section.text(path)?.value
  }
}
