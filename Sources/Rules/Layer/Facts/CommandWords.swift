import Images

extension ImageFacts {
  /// The words of the entry point, command and health check that may name programs, without directories.
  var commandWords: Set<String> {
    let execution = config.execution
    let texts = (execution.entrypoint ?? []) + (execution.command ?? []) + (execution.healthCheck?.test ?? [])
    var words: Set<String> = []
    for text in texts {
      for word in text.split(whereSeparator: { $0.isWhitespace || ";|&()`'\"$".contains($0) }) {
        if let name = word.split(separator: "/").last { words.insert(String(name)) }
      }
    }
    return words
  }
}
