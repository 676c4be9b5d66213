import Foundation

/// What docs/style.md asks of a text, as far as a program can check it.
package enum TextStyle {
  /// What is wrong with a text; empty where nothing is.
  /// - Parameter mostSentences: nil for a text that is no sentence, such as a title.
  package static func faults(in text: String, mostSentences: Int?) -> [String] {
    var faults = phrases.filter {
      text.range(of: $0, options: [.regularExpression, .caseInsensitive]) != nil
    }
    .map { "banned: \($0)" }
    if text.trimmingCharacters(in: .whitespacesAndNewlines) != text { faults.append("blanks at an end") }
    guard let mostSentences else { return faults }
    if !text.hasSuffix(".") && !text.hasSuffix(".`") { faults.append("no full stop at the end") }
    let sentences = sentences(in: text)
    if sentences > mostSentences { faults.append("\(sentences) sentences, at most \(mostSentences)") }
    return faults
  }

  /// Whether a message names the thing it is about: a value, a path, a number, an instruction or key, or a word of the example that the rule's
  /// own summary does not have.
  package static func namesItsObject(_ message: String, summary: String, example: String) -> Bool {
    if message.contains(where: { "'\"`/0123456789".contains($0) }) { return true }
    let known = Set(words(summary.lowercased()))
    let written = Set(words(example))
    let own = words(message)
    // An instruction, variable or label that is not there names itself.
    if own.contains(where: {
      $0.contains(".") || ($0.count > 2 && $0.allSatisfy { $0.isUppercase || $0 == "_" })
    }) {
      return true
    }
    let isService = zip(own, own.dropFirst()).contains {
      ["service", "config", "secret", "network"].contains($0.lowercased()) && written.contains($1)
    }
    return isService
      || own.contains { $0.count > 1 && written.contains($0) && !known.contains($0.lowercased()) }
  }

  private static func words(_ text: String) -> [String] {
    text.split { !$0.isLetter && !$0.isNumber && !"_-.".contains($0) }
      .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: ".-")) }
  }

  private static func sentences(in text: String) -> Int {
    // Code between backticks and quoted values may hold anything.
    let plain = text.replacingOccurrences(
      of: "`[^`]*`|'[^']*'|\"[^\"]*\"", with: "X", options: .regularExpression)
    return 1 + plain.ranges(of: /[.!?]\s+[A-Z]/).count
  }

  private static let phrases = [
    #"\b(is|are|was) (told|said)\b"#, #"\btells? [^.]* from\b"#, #"(^|[.:;] )what [^.,;]* (is|are) "#,
    #"\bnone of\b"#,
    #"such as [^.;,()]* or [^.;,()]* or "#, #"such as [^.;()]*, [^.;()]* or "#,
    #"(?<!there) (is|are) no (?!longer|more|such|other|less|effect)\w"#, #"\b(that|which) there is not\b"#,
    #"telling name"#, #"\beverybody\b"#, #"like the policy"#, #"\(\.\.\.\)"#, #"  "#, #"\bfor ever\b"#,
    #"\bnothing said\b"#, #"\bof (one|its|his)'?s? own choice\b"#, #"\b1 \w+s (is|are|was|were|can|have)\b"#,
    #"\b0 (findings|files) can\b"#, #" ,"#,
  ]
}
