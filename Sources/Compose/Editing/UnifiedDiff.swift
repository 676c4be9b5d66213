/// The difference between two texts as `diff -u` writes it.
package enum UnifiedDiff {
  /// The difference; empty when there is none.
  ///
  /// Edits only insert lines or change single ones, so common lines at both ends and a walk between are enough.
  package static func between(_ old: String, _ new: String, file: String, context: Int = 3) -> String {
    let left = lines(old)
    let right = lines(new)
    let steps = script(left, right)
    guard steps.contains(where: { $0.mark != " " }) else { return "" }
    let path = file.hasPrefix("/") ? file : "/" + file
    var text = "--- a\(path)\n+++ b\(path)\n"
    var index = 0
    while let change = steps[index...].firstIndex(where: { $0.mark != " " }) {
      let start = max(index, change - context)
      var end = change
      var quiet = 0
      while end < steps.count, quiet <= 2 * context {
        quiet = steps[end].mark == " " ? quiet + 1 : 0
        end += 1
      }
      end = min(end, end - max(0, quiet - context))
      text += hunk(steps[start..<end], steps)
      index = end
      if index >= steps.count { break }
    }
    return text
  }

  private struct Step {
    var mark: Character
    var line: Substring
    /// Lines of each side before this one.
    var left: Int
    var right: Int
  }

  private static func lines(_ text: String) -> [Substring] {
    // By scalars: to Swift "\r\n" is one character that is not "\n".
    var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(
      Substring.init)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  private static func script(_ left: [Substring], _ right: [Substring]) -> [Step] {
    var steps: [Step] = []
    var inserted: Set<Int> = []
    var removed: Set<Int> = []
    for change in right.difference(from: left) {
      switch change {
      case .insert(let offset, _, _): inserted.insert(offset)
      case .remove(let offset, _, _): removed.insert(offset)
      }
    }
    var (i, j) = (0, 0)
    while i < left.count || j < right.count {
      if i < left.count, removed.contains(i) {
        steps.append(Step(mark: "-", line: left[i], left: i, right: j))
        i += 1
      } else if j < right.count, inserted.contains(j) {
        steps.append(Step(mark: "+", line: right[j], left: i, right: j))
        j += 1
      } else if i < left.count {
        steps.append(Step(mark: " ", line: left[i], left: i, right: j))
        i += 1
        j += 1
      } else {
        break
      }
    }
    return steps
  }

  private static func hunk(_ steps: ArraySlice<Step>, _ all: [Step]) -> String {
    guard let first = steps.first else { return "" }
    let old = steps.count { $0.mark != "+" }
    let new = steps.count { $0.mark != "-" }
    let head = "@@ -\(first.left + (old > 0 ? 1 : 0)),\(old) +\(first.right + (new > 0 ? 1 : 0)),\(new) @@\n"
    return head + steps.map { "\($0.mark)\($0.line)\n" }.joined()
  }
}
