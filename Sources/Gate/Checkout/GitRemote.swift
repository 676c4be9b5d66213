/// Where a repository was cloned from, as its config says it (git-config(1)).
enum GitRemote {
  /// The address of `origin` as a web address without credentials; nil where it has none.
  static func address(inConfig text: String) -> String? {
    var isOrigin = false
    for line in text.split(separator: "\n") {
      let line = line.drop { $0 == " " || $0 == "\t" }
      if line.hasPrefix("[") {
        isOrigin = line.hasPrefix("[remote \"origin\"]")
      } else if isOrigin, let equals = line.firstIndex(of: "="),
        line[..<equals].filter({ $0 != " " && $0 != "\t" }) == "url"
      {
        return web(String(line[line.index(after: equals)...].filter { !$0.isWhitespace }))
      }
    }
    return nil
  }

  /// `https://host/path` of `https://user:token@host/path.git`, `ssh://git@host/path` and `git@host:path`; nil for
  /// paths of this machine and anything else.
  static func web(_ address: String) -> String? {
    if let match = address.wholeMatch(
      of: /(?:https?|ssh|git):\/\/(?:[^@\/]*@)?([A-Za-z0-9.\-]+)(?::[0-9]+)?\/(.+)/)
    {
      return join(match.output.1, match.output.2)
    }
    if let match = address.wholeMatch(of: /(?:[^@\/:]+@)?([A-Za-z0-9.\-]+):([^\/].*)/) {
      return join(match.output.1, match.output.2)
    }
    return nil
  }

  private static func join(_ host: Substring, _ path: Substring) -> String? {
    let path = path.hasSuffix(".git") ? path.dropLast(".git".count) : path
    guard path.wholeMatch(of: /[A-Za-z0-9._~\/\-]+/) != nil else { return nil }
    return "https://\(host)/\(path)"
  }
}
