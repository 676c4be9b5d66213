import Findings

/// A compose file that is read after others and sets some of their values, each with a comment that says why.
package struct OverrideFile: Sendable {
  /// A value at a path from the top, such as `services`, `web`, `read_only`.
  package struct Entry: Sendable {
    package var path: [String]
    package var value: Repair.Value
    package var comment: String
    /// Whether it takes the place of a list, which otherwise would get the items besides its own.
    package var replaces: Bool

    package init(path: [String], value: Repair.Value, comment: String, replaces: Bool = false) {
      self.path = path
      self.value = value
      self.comment = comment
      self.replaces = replaces
    }
  }

  package var entries: [Entry]
  /// Lines at the top, without their marks.
  package var head: [String]

  package init(_ entries: [Entry], head: [String] = []) {
    self.entries = entries
    self.head = head
  }

  /// The file as text; what stands at one place stands together, in the order in which it came first.
  package var text: String {
    let lines = head.map { "# " + SafeText.show($0) } + Self.lines(entries, depth: 0)
    return lines.map { $0 + "\n" }.joined()
  }

  private static func lines(_ entries: [Entry], depth: Int) -> [String] {
    var names: [String] = []
    var groups: [String: [Entry]] = [:]
    for entry in entries where entry.path.count > depth {
      if groups[entry.path[depth]] == nil { names.append(entry.path[depth]) }
      groups[entry.path[depth], default: []].append(entry)
    }
    return names.flatMap { name -> [String] in
      let group = groups[name] ?? []
      let key = Style.scalar(name)
      let blanks = Style.blanks(2 * depth)
      guard let last = group.first(where: { $0.path.count == depth + 1 }) else {
        return ["\(blanks)\(key):"] + lines(group, depth: depth + 1)
      }
      var block = Style.block(key, last.value, indent: 2 * depth)
      if last.replaces, let first = block.first { block[0] = first + " !override" }
      return ["\(blanks)# \(SafeText.show(last.comment))"] + block
    }
  }
}
