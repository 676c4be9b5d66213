import Findings
import Yams

/// Why no model came out of the files at all. What Compose would refuse in a model that could be read is a
/// `Problem` instead.
package enum LoadError: Error, Equatable {
  case nothingFound(directory: String)
  case missing(file: String, neededAt: SourceSpan?)
  case unreadable(file: String, reason: String)
  case notText(file: String)
  /// `limit` in bytes.
  case tooLarge(file: String, kind: FileKind, limit: Int)
  case tooManyFiles(limit: Int, at: SourceSpan?)
  case notYAML(SourceSpan, String)
  case template(SourceSpan)
  case duplicateKey(String, first: SourceSpan, second: SourceSpan)
  case notCompose(file: String, reason: String)
  case cycle([String], at: SourceSpan)
  case environment(file: String, line: Int, String)
}

extension LoadError {
  /// The place the error stands at, when there is one.
  package var span: SourceSpan? {
    switch self {
    case .nothingFound: nil
    case .missing(_, let span), .tooManyFiles(_, let span): span
    case .unreadable(let file, _), .notText(let file), .tooLarge(let file, _, _), .notCompose(let file, _):
      SourceSpan(file: file, line: 1, column: 1)
    case .notYAML(let span, _), .template(let span), .duplicateKey(_, _, let span), .cycle(_, let span): span
    case .environment(let file, let line, _): SourceSpan(file: file, line: line, column: 1)
    }
  }
}

extension LoadError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .nothingFound(let directory):
      "no compose file in \(directory) or above it; name one, or add compose.yaml"
    case .missing(let file, let span):
      "\(span.map { "\($0): " } ?? "")\(file) does not exist; correct the path or add the file"
    case .unreadable(let file, let reason):
      "\(file) cannot be read (\(reason)); check its permissions"
    case .notText(let file):
      "\(file) is not UTF-8 text; save it as UTF-8"
    case .tooLarge(let file, let kind, let limit):
      kind.isAdjustable
        ? "\(file) has more than \(limit) bytes (--limit yaml-bytes); check that it is \(kind.noun), or raise the limit"
        : "\(file) has more than \(limit) bytes; check that it is \(kind.noun)"
    case .tooManyFiles(let limit, let span):
      "\(span.map { "\($0): " } ?? "")the project reads more than \(limit) compose and env files (--limit compose-files); remove what is included or extended without need, or raise the limit"
    case .notYAML(let span, let problem):
      "\(span): \(problem)"
    case .template(let span):
      "\(span): this is a template, not YAML; render it first, then check the result"
    case .duplicateKey(let key, let first, let second):
      "\(second): key \"\(key)\" is repeated, first at line \(first.start.line); remove one"
    case .notCompose(let file, let reason):
      "\(file) is not a compose file: \(reason)"
    case .cycle(let chain, let span):
      "\(span): \(chain.joined(separator: " -> ")) refers back to itself; break the circle"
    case .environment(let file, let line, let problem):
      "\(file):\(line): \(problem)"
    }
  }
}

extension LoadError {
  /// What is wrong, for a line that begins with the file: its name is not repeated, and a place in it is told in words.
  package func reason(after file: String) -> String {
    let whole = description
    if let span, span.file == file, whole.hasPrefix("\(span): ") {
      return "line \(span.start.line), column \(span.start.column): \(whole.dropFirst("\(span): ".count))"
    }
    if case .environment(file, let line, let problem) = self { return "line \(line): \(problem)" }
    return whole.hasPrefix(file + " ") ? String(whole.dropFirst(file.count + 1)) : whole
  }

  /// What Yams refused, told with its place.
  init(_ error: YamlError, in source: Source) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      let position = source.position(line: mark.line, column: mark.column)
      let span = SourceSpan(file: source.file, start: position, end: position)
      if problem.contains("Maximum nesting level") {
        self = .notYAML(span, "nested deeper than \(Limits().depth) levels")
        return
      }
      self = source.looksLikeTemplate ? .template(source.firstTemplate ?? span) : .notYAML(span, problem)
    case .reader(let problem, let offset, _, _):
      self = .notYAML(source.span(offset ?? 0, offset ?? 0), problem)
    case .duplicatedKeysInMapping(let keys, let context):
      self = DuplicateKeys.locate(keys.first ?? "", in: source, near: context.mark)
    case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
      self = .notYAML(SourceSpan(file: source.file, line: 1, column: 1), "\(error)")
    }
  }
}
