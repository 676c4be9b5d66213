import Findings

extension Project {
  /// The key of an exception in a comment, by its position in `suppressions`.
  package func key(ofException index: Int) -> Key { special("exceptions[\(index)]") }

  /// The key of a variable that an environment file sets; the file as the service names it.
  package func key(ofVariable name: String, in file: String) -> Key { special(Key.variable(name, in: file)) }

  private func special(_ text: String) -> Key { Key(text, site: specialSite(of: text)) }

  /// Places that are in no value of the model: `exceptions[0]`, a comment, and `variables[".env"].NAME`, a line
  /// of an environment file.
  func specialSite(of key: String) -> ResolvedLocation? {
    if key.hasPrefix("exceptions["), let index = Int(key.dropFirst("exceptions[".count).dropLast()) {
      return suppressions.indices.contains(index)
        ? ResolvedLocation(span: suppressions[index].span, related: []) : nil
    }
    guard key.hasPrefix("variables") else { return nil }
    if let entry = dotEnvironment.last(where: { Key.variable($0.key, in: ".env") == key }) {
      return ResolvedLocation(span: entry.span, related: [])
    }
    for variable in services.lazy.flatMap(\.environment) {
      if case .file(let path) = variable.origin, Key.variable(variable.name, in: path) == key {
        return ResolvedLocation(
          span: variable.span,
          related: [ResolvedLocation.Related(span: place(of: variable), note: "read by a service here")])
      }
    }
    return nil
  }

  /// Where a service names the file that a variable comes from.
  private func place(of variable: EnvironmentValue) -> SourceSpan {
    variable.key.site?.span ?? variable.span
  }
}
