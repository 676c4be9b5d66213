import Images

/// Programs that run a script which stands as a file among their arguments: `node server.js`.
enum Interpreter {
  /// The endings of scripts by the interpreter's name.
  private static let endings: [String: [String]] = [
    "node": [".js", ".mjs", ".cjs"], "bun": [".js", ".ts"], "python": [".py"], "python3": [".py"],
    "sh": [".sh"], "bash": [".sh"], "ash": [".sh"], "php": [".php"], "ruby": [".rb"], "perl": [".pl"],
    "java": [".jar"],
  ]

  /// Where the script stands among the words of a command; nil where none is sure to be one.
  static func scriptIndex(in words: [String]) -> Int? {
    guard let name = words.first?.split(separator: "/").last, let endings = endings[String(name)] else {
      return nil
    }
    for index in words.indices.dropFirst() {
      let word = words[index]
      // The option says that what follows is code, a module or an archive, which then is the script.
      if ["-c", "-e", "-m", "-p", "-r", "--eval", "--require"].contains(word) { return nil }
      if word.hasPrefix("-") { continue }
      let isScript = endings.contains { word.hasSuffix($0) } && !word.contains { "$*:".contains($0) }
      return isScript ? index : nil
    }
    return nil
  }
}

extension CrossFacts {
  /// A script that is to be run and is not in the image, nor where something is mounted; nil where there is none.
  func missingScript(in words: [String]) -> Int? {
    guard let index = Interpreter.scriptIndex(in: words) else { return nil }
    let path = words[index].contains("/") ? words[index] : "./" + words[index]
    for candidate in running.programPaths(path) {
      let isMounted = mounts.mayHide(running.canonical(candidate))
      if isMounted || running.tree.node(at: candidate, followLast: true) != nil { return nil }
    }
    return index
  }
}
