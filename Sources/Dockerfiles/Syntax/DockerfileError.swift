/// Why a file is no Dockerfile, and where.
package struct DockerfileError: Error, Sendable, Hashable, CustomStringConvertible {
  package let file: String
  /// From 1; nil where the file as a whole is meant.
  package let line: Int?
  /// What is wrong and what to do.
  package let reason: String

  package init(file: String, line: Int? = nil, reason: String) {
    self.file = file
    self.line = line
    self.reason = reason
  }

  package var description: String { "\(file)\(line.map { ":\($0)" } ?? ""): \(reason)" }
}
