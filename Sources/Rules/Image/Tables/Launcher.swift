/// Programs that only prepare something and then start another one: `tini -- app`, `timeout 5 curl ...`.
enum Launcher {
  /// How many words stand between the options and the program, and which options take the next word.
  private struct Form {
    var operands = 0
    var optionsWithValue: Set<String> = []
    /// Whether `NAME=value` may stand before the program.
    var takesVariables = false
  }

  private static let forms: [String: Form] = [
    "tini": Form(optionsWithValue: ["-p", "-e"]), "tini-static": Form(optionsWithValue: ["-p", "-e"]),
    "dumb-init": Form(optionsWithValue: ["-r", "--rewrite"]), "docker-init": Form(), "catatonit": Form(),
    "gosu": Form(operands: 1), "su-exec": Form(operands: 1),
    "timeout": Form(operands: 1, optionsWithValue: ["-s", "--signal", "-k", "--kill-after"]),
    "env": Form(optionsWithValue: ["-u", "--unset", "-C", "--chdir"], takesVariables: true),
    "nice": Form(optionsWithValue: ["-n"]), "nohup": Form(), "exec": Form(optionsWithValue: ["-a"]),
    "setpriv": Form(optionsWithValue: ["--reuid", "--regid", "--groups", "--inh-caps", "--bounding-set"]),
    "stdbuf": Form(optionsWithValue: ["-i", "-o", "-e"]), "setsid": Form(),
  ]

  /// Where the program stands that the first word starts; nil where the first word is the program itself.
  static func programIndex(in words: [String]) -> Int? {
    guard let name = words.first?.split(separator: "/").last, let form = forms[String(name)] else {
      return nil
    }
    var index = 1
    var operands = form.operands
    while index < words.count {
      let word = words[index]
      if word == "--" {
        index += 1 + operands
        return index < words.count ? index : nil
      }
      if word.hasPrefix("-"), word.count > 1 {
        index += form.optionsWithValue.contains(word) ? 2 : 1
      } else if form.takesVariables, word.contains("=") {
        index += 1
      } else if operands > 0 {
        operands -= 1
        index += 1
      } else {
        return index
      }
    }
    return nil
  }

  /// How many launchers may start one another.
  private static let deepestNesting = 8

  /// The words that stand for programs: the first, and what it starts, and so on.
  static func programs(in words: [String]) -> [Int] {
    guard !words.isEmpty else { return [] }
    var indexes = [0]
    while indexes.count <= deepestNesting, let last = indexes.last,
      let next = programIndex(in: Array(words[last...]))
    {
      indexes.append(last + next)
    }
    return indexes
  }
}
