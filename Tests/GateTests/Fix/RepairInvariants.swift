import Compose
import Findings
import Gate
import Policies
import Rules
import Testing

/// What must hold of repairs of any files, checked without the code that proves it in the program.
struct RepairInvariants {
  let options: Options
  let read: @Sendable (String) throws -> [UInt8]?
  let isUnsafe: Bool

  /// The repairs; every breach is recorded under the name.
  @discardableResult
  func check(_ name: String, text: String = "") throws -> ComposeRepairs {
    let repairs = try repaired(FileReader(read: read))
    let old = try Project.load(options, reader: FileReader(read: read))
    let new = Dictionary(repairs.changes.map { ($0.file, $0.new) }) { $1 }
    let reader = FileReader { path in try new[path] ?? read(path) }
    let after = try Project.load(options, reader: reader)
    let hint = "\(name) (unsafe: \(isUnsafe))\n\(text)"
    #expect(after.problems(.refused).map(\.message) == old.problems(.refused).map(\.message), "\(hint)")
    for difference in Self.differences(old.root, after.root, "") { Issue.record("\(hint)\n\(difference)") }
    #expect((repairs.repaired > 0) == !repairs.changes.isEmpty, "\(hint)")
    for change in repairs.changes { checkText(change, hint) }
    let known = Self.findings(old)
    for (finding, severity) in Self.findings(after) {
      #expect(known[finding].map { $0 >= severity } ?? false, "\(hint)\nnew finding: \(finding)")
    }
    let again = try repaired(reader)
    #expect(again.changes.isEmpty, "\(hint)\na second run changes \(again.changes.map(\.newText))")
    return repairs
  }

  private func repaired(_ reader: FileReader) throws -> ComposeRepairs {
    try ComposeRepairs(options, reader: reader, wish: ComposeRepairs.Wish(isUnsafe: isUnsafe))
  }

  /// Comments, byte order mark, line breaks and the end of the file stay as they were.
  private func checkText(_ change: ComposeRepairs.Change, _ hint: String) {
    var rest = Self.comments(change.oldText)[...]
    for comment in Self.comments(change.newText) where comment == rest.first { rest = rest.dropFirst() }
    #expect(rest.isEmpty, "\(hint)\nlost: \(rest)")
    let mark = Source.byteOrderMark
    #expect(change.old.starts(with: mark) == change.new.starts(with: mark), "\(hint)")
    #expect((change.old.last == 0x0A) == (change.new.last == 0x0A), "\(hint)")
    let breaks = Self.lineBreaks(change.old)
    #expect(breaks.bare != 0 || Self.lineBreaks(change.new).bare == 0, "\(hint)")
    #expect(breaks.windows != 0 || Self.lineBreaks(change.new).windows == 0, "\(hint)")
  }

  private static func comments(_ text: String) -> [Substring] {
    text.unicodeScalars.split { $0 == "\n" || $0 == "\r" }.compactMap { line in
      line.firstRange(of: " #".unicodeScalars).map { Substring(line[$0.lowerBound...]) }
        ?? line.firstRange(of: "\t#".unicodeScalars).map { Substring(line[$0.lowerBound...]) }
        ?? (line.first == "#" ? Substring(line) : nil)
    }
  }

  private static func lineBreaks(_ bytes: [UInt8]) -> (bare: Int, windows: Int) {
    var count = (bare: 0, windows: 0)
    for (index, byte) in bytes.enumerated() where byte == 0x0A {
      if index > 0, bytes[index - 1] == 0x0D { count.windows += 1 } else { count.bare += 1 }
    }
    return count
  }

  /// The keys that repairs set; everything else must be as it was.
  private static let repairable: Set<String> = [
    "cap_drop", "cap_add", "security_opt", "read_only", "tmpfs", "mem_limit", "pids_limit", "cpus", "logging",
    "max-size", "max-file", "options", "host_ip", "condition", "internal", "memory", "pids", "depends_on",
  ]

  private static func differences(_ old: Node, _ new: Node, _ path: String) -> [String] {
    let key = path.split(separator: ".").last.map(String.init) ?? ""
    switch (old.content, new.content) {
    case (.scalar(let left), .scalar(let right)):
      let isSame = left.text == right.text && left.kind == right.kind
      return isSame || repairable.contains(key) ? [] : ["\(path) was \(left.text), is \(right.text)"]
    case (.mapping(let left), .mapping(let right)):
      let added = right.keys.filter { left[$0] == nil && !repairable.contains($0) }.map {
        "\(path).\($0) is new"
      }
      return added
        + left.pairs.flatMap { pair -> [String] in
          if path.contains(".depends_on."), pair.key == "required", pair.value.scalar?.boolean == true,
            right[pair.key] == nil
          {
            return []
          }
          return right[pair.key].map { differences(pair.value, $0, path + "." + pair.key) }
            ?? ["\(path).\(pair.key) is lost"]
        }
    case (.sequence(let left), .sequence(let right)):
      guard left.contains(where: { $0.scalar == nil }) || left.count == right.count else {
        var rest = left.compactMap(\.text)[...]
        for item in right.compactMap(\.text) where item == rest.first { rest = rest.dropFirst() }
        return rest.isEmpty && repairable.contains(key) ? [] : ["\(path) lost \(rest)"]
      }
      guard left.count == right.count else { return ["\(path) had \(left.count) items, has \(right.count)"] }
      return zip(left, right).flatMap { differences($0, $1, path) }
    case (.scalar(let left), .mapping), (.scalar(let left), .sequence):
      return left.kind == .null && repairable.contains(key) ? [] : ["\(path) was \(left.text)"]
    case (.mapping, _), (.sequence, _): return ["\(path) is of another kind"]
    }
  }

  struct Finding: Hashable {
    let rule: String
    let key: String
    let subject: String
  }

  private static func findings(_ project: Project) -> [Finding: Severity] {
    let matches = ComposeMatches(rules: Rule.compose, policy: .standard, project: project).all
    var found: [Finding: Severity] = [:]
    for placed in matches {
      let severity = placed.match.severity ?? placed.rule.description.severity
      let shared = placed.match.related.compactMap { related -> String? in
        guard case .compose(let key) = related.place else { return nil }
        return key.text
      }
      for key in [placed.key.text] + shared {
        let finding = Finding(rule: placed.rule.id, key: key, subject: placed.match.subject)
        found[finding] = max(severity, found[finding] ?? severity)
      }
    }
    return found
  }
}
