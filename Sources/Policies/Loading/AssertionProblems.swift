import Compose
import Findings

/// Finds what is wrong with the assertions of a policy: each problem of an expression at its own place in the file.
struct AssertionProblems {
  /// The texts of the policy's files, by name.
  let sources: [String: Source]

  func problems(in root: Node) -> [PolicyProblem] {
    let assertions = root["assertions"]?.items ?? []
    var names: Set<String> = []
    return assertions.flatMap { assertion -> [PolicyProblem] in
      let scope = assertion["for"]?.text.flatMap(Assertion.Scope.init) ?? .run
      let own = ["where", "that"].compactMap { assertion[$0] }.flatMap { faults(of: $0, scope) }
      guard let name = assertion["name"], let text = name.text, !names.insert(text).inserted else {
        return own
      }
      return own + [
        PolicyProblem("the assertion \"\(text)\" is repeated; give each a name of its own", at: name.span)
      ]
    }
  }

  private func faults(of node: Node, _ scope: Assertion.Scope) -> [PolicyProblem] {
    guard let text = node.text else { return [] }
    do throws(Expression.Failure) {
      _ = try Expression(text, scope.variables)
      return []
    } catch {
      return error.problems.map { PolicyProblem($0.message, at: place(of: $0.offset, in: node, text)) }
    }
  }

  /// Where a byte of a scalar's text stands in its file, whether the scalar has one line or several.
  private func place(of offset: Int, in node: Node, _ text: String) -> SourceSpan {
    guard let source = sources[node.span.file], let scalar = node.scalar else { return node.span }
    let isBlock = scalar.style == .block
    let isQuoted = scalar.style == .singleQuoted || scalar.style == .doubleQuoted
    var number = node.span.start.line + (isBlock ? 1 : 0)
    // Of a block the indentation of its first line goes, and of what goes on in another form all blanks.
    let indentation = isBlock ? source.line(number).prefix { $0 == UInt8(ascii: " ") }.count : Int.max
    var left = offset
    while number <= source.lineCount {
      let line = Array(String(decoding: source.line(number), as: UTF8.self).unicodeScalars)
      let isFirst = number == node.span.start.line
      let start =
        isFirst
        ? node.span.start.column - 1 + (isQuoted ? 1 : 0) : min(indentation, line.prefix { $0 == " " }.count)
      var column = min(start, line.count)
      while column < line.count, left > 0 {
        left -= String(line[column]).utf8.count
        column += 1
      }
      if left <= 0, column < line.count || number == source.lineCount || offset >= text.utf8.count {
        let position = source.position(line: number, column: column + 1)
        return source.span(position.offset, position.offset)
      }
      // The line break, or the space that stands for it.
      left -= 1
      number += 1
    }
    return node.span
  }
}
