/// The packages that a file names for one reason, and the lines of it that could not be understood.
package struct PackageNames: Codable, Sendable, Hashable {
  package var names: Set<String> = []
  package var problems: [LineProblem] = []

  package init(_ names: Set<String> = []) { self.names = names }
}
