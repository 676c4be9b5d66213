extension Project {
  /// Places that are in no value of the model: `exceptions[0]`, a comment, and `env.NAME`, a line of `.env`.
  func specialSite(of key: String) -> Site? {
    if key.hasPrefix("exceptions["), let index = Int(key.dropFirst("exceptions[".count).dropLast()) {
      return allowances.indices.contains(index) ? Site(span: allowances[index].span, related: []) : nil
    }
    if key.hasPrefix("env.") {
      let name = key.dropFirst("env.".count)
      return dotEnvironment.last { $0.key == name }.map { Site(span: $0.span, related: []) }
    }
    return nil
  }
}
