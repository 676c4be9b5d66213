import Findings
import YAMLEvents
import Yams

/// Reads the documents of a YAML file into nodes that know their places: mostly by `EventReader`, and by Yams' tree what
/// that leaves.
///
/// Yams resolves aliases while it composes, so a value behind an alias carries the anchor's mark: it is known
/// by standing before the collection that holds it.
package struct YAMLReader {
  private let source: Source
  private let extent: NodeEnd
  private var visits = 0
  private var textBytes = 0
  private var aliased: [AliasKey: Aliased] = [:]
  /// Where the reader is: places on the same line are found from here, so that a file on one line costs no more than
  /// another.
  private var reached = SourcePosition(line: 1, column: 1, offset: 0)
  /// Places far into a line that anchors stand at, since aliases lead back to them.
  private var farPlaces: [LinePlace: SourcePosition] = [:]
  private let limits: Limits
  private let kind: FileKind

  private init(_ source: Source, as kind: FileKind, limits: Limits) {
    self.source = source
    self.extent = NodeEnd(source)
    self.kind = kind
    self.limits = limits
  }

  /// All documents of a file, in order; an empty document is left out.
  /// - Throws: `LoadError` with the place for what is not YAML, duplicate keys and alias bombs.
  package static func documents(
    of source: Source, as kind: FileKind = .compose, limits: Limits
  ) throws(LoadError) -> [Node] {
    guard source.bytes.count <= limits.fileBytes else {
      throw .tooLarge(file: source.file, kind: kind, limit: limits.fileBytes)
    }
    try refuseCollectionKeys(source)
    _ = parserDepth
    if let documents = EventReader.documents(of: source, limits: limits) {
      return documents.filter { !$0.isNull }
    }
    return try OwnStack.run { () throws(LoadError) in
      try documentsOfTree(source, as: kind, limits: limits)
    }
  }

  /// The same by Yams' tree, which resolves aliases and names what is wrong.
  static func documentsOfTree(
    _ source: Source, as kind: FileKind = .compose, limits: Limits
  ) throws(LoadError) -> [Node] {
    var reader = YAMLReader(source, as: kind, limits: limits)
    var documents: [Node] = []
    for root in try compose(source) {
      guard let mark = root.mark else { continue }
      let start = source.position(line: mark.line, column: mark.column)
      documents.append(try reader.node(root, at: start, depth: 0).node)
    }
    return documents.filter { !$0.isNull }
  }

  /// libyaml and Yams call themselves for each level, and a thread's stack may be small: what is too deep is refused
  /// before it is followed. The C library has one depth for the whole process.
  private static let parserDepth: Void = YAMLEvents.limitNesting(to: Limits().depth)

  private static func compose(_ source: Source) throws(LoadError) -> [Yams.Node] {
    do {
      let parser = try Parser(yaml: source.text, resolver: .basic, encoding: .utf8)
      var roots: [Yams.Node] = []
      while let root = try parser.nextRoot() { roots.append(root) }
      return roots
    } catch let error as YamlError {
      throw LoadError(error, in: source)
    } catch {
      throw .notYAML(SourceSpan(file: source.file, line: 1, column: 1), "\(error)")
    }
  }

  /// Yams compares keys by value to find duplicates, so a key that is an alias to a bomb would never end.
  private static func refuseCollectionKeys(_ source: Source) throws(LoadError) {
    let bytes = source.bytes
    guard bytes.count(where: { $0 == .star }) >= 16 else { return }
    for index in bytes.indices where bytes[index] == .star {
      guard index == 0 || bytes[index - 1].isYAMLWhitespace || "[{,".utf8.contains(bytes[index - 1]) else {
        continue
      }
      let end = NodeEnd(source).endOfName(index)
      guard end > index + 1, bytes[index + 1..<end].allSatisfy({ isAnchorByte($0) }) else { continue }
      var after = end
      while after < bytes.count, bytes[after] == .space || "]}".utf8.contains(bytes[after]) { after += 1 }
      let isKey = after + 1 < bytes.count && bytes[after] == .colon && bytes[after + 1].isYAMLWhitespace
      var before = index
      while before > 0, bytes[before - 1] == .space || "[{".utf8.contains(bytes[before - 1]) { before -= 1 }
      let isMarkedKey = before > 0 && bytes[before - 1] == UInt8(ascii: "?")
      if isKey || isMarkedKey {
        throw .notYAML(
          source.span(index, end), "an alias cannot be a key in a compose file; write the key in full")
      }
    }
  }

  private static func isAnchorByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: false
    }
  }

  /// A node and the offset at which its text ends.
  private mutating func node(
    _ node: Yams.Node, at start: SourcePosition, depth: Int
  ) throws(LoadError) -> (node: Node, end: Int) {
    try count(nodes: 1, bytes: 0, at: start)
    guard depth <= limits.depth else {
      throw .notYAML(
        SourceSpan(file: source.file, start: start, end: start), "nested deeper than \(limits.depth) levels")
    }
    switch node {
    case .scalar(let scalar):
      try count(nodes: 0, bytes: scalar.string.utf8.count, at: start)
      return read(scalar, at: start)
    case .mapping(let mapping): return try read(mapping, at: start, depth: depth)
    case .sequence(let sequence): return try read(sequence, at: start, depth: depth)
    case .alias:
      throw .notYAML(SourceSpan(file: source.file, start: start, end: start), "an alias of an unknown anchor")
    }
  }

  private mutating func count(nodes: Int, bytes: Int, at start: SourcePosition) throws(LoadError) {
    visits += nodes
    textBytes += bytes
    let isTooMany = visits > limits.nodes
    guard isTooMany || textBytes > limits.expandedBytes else { return }
    let what =
      isTooMany ? "more than \(limits.nodes) values" : "more than \(limits.expandedBytes) bytes of text"
    let option = isTooMany ? " (--limit yaml-nodes)" : " (--limit yaml-expanded-bytes)"
    let remedy =
      aliased.isEmpty
      ? "split the file"
      : "a value counts each time that an alias brings it, so remove nested aliases"
    throw .notYAML(
      SourceSpan(file: source.file, start: start, end: start),
      kind.isAdjustable
        ? "the file has \(what)\(option); \(remedy), or raise the limit" : "the file has \(what); \(remedy)")
  }

  private mutating func read(_ scalar: Yams.Node.Scalar, at start: SourcePosition) -> (node: Node, end: Int) {
    let style = Scalar.Style(scalar.style)
    let end = extent.end(of: scalar.string, style, from: start.offset)
    let tag = scalar.tag.description
    let kind: Scalar.Kind =
      style == .plain && tag != "tag:yaml.org,2002:str" ? .init(plain: scalar.string) : .string
    let begin = extent.skipProperties(start.offset)
    let isBehindProperties = begin != start.offset && begin <= end
    var node = Node(
      .scalar(Scalar(text: scalar.string, kind: kind, style: style)),
      span: span(from: start, isBehindProperties ? begin : start.offset, end))
    node.tag = Self.tag(tag)
    return (node, end)
  }

  private mutating func read(
    _ mapping: Yams.Node.Mapping, at start: SourcePosition, depth: Int
  ) throws(LoadError) -> (node: Node, end: Int) {
    let begin = extent.skipProperties(start.offset)
    let isFlow = begin < source.bytes.count && source.bytes[begin] == UInt8(ascii: "{")
    var cursor = isFlow ? begin + 1 : begin
    var pairs = Mapping()
    for (key, value) in mapping {
      guard case .scalar(let name) = key, let keyStart = position(of: key) else {
        throw .notYAML(source.span(cursor, cursor), "a list or mapping cannot be a key in a compose file")
      }
      let keyEnd = extent.end(of: name.string, Scalar.Style(name.style), from: keyStart.offset)
      let keyBegin = extent.skipProperties(keyStart.offset)
      let keySpan = span(from: keyStart, keyBegin, keyEnd)
      let child = try read(child: value, behind: keyStart, after: keyEnd, depth: depth)
      cursor = child.end
      pairs.set(Mapping.Pair(key: name.string, keySpan: keySpan, value: child.node))
    }
    if isFlow { cursor = extent.endOfFlow(after: cursor) }
    var node = Node(.mapping(pairs), span: span(from: start, begin, cursor))
    node.tag = Self.tag(mapping.tag.description)
    return (node, cursor)
  }

  private mutating func read(
    _ sequence: Yams.Node.Sequence, at start: SourcePosition, depth: Int
  ) throws(LoadError) -> (node: Node, end: Int) {
    let begin = extent.skipProperties(start.offset)
    let isFlow = begin < source.bytes.count && source.bytes[begin] == UInt8(ascii: "[")
    var cursor = isFlow ? begin + 1 : begin
    var items: [Node] = []
    for item in sequence {
      let child = try read(child: item, behind: start, after: cursor, depth: depth)
      cursor = child.end
      items.append(child.node)
    }
    if isFlow { cursor = extent.endOfFlow(after: cursor) }
    var node = Node(.sequence(items), span: span(from: start, begin, cursor))
    node.tag = Self.tag(sequence.tag.description)
    return (node, cursor)
  }

  /// A child stands behind what holds it, or an alias brought it.
  private mutating func read(
    child: Yams.Node, behind holder: SourcePosition, after cursor: Int, depth: Int
  ) throws(LoadError) -> (node: Node, end: Int) {
    guard let position = position(of: child) else {
      throw .notYAML(source.span(cursor, cursor), "a value that does not belong to a key or list")
    }
    if position > holder { return try node(child, at: position, depth: depth + 1) }
    var value = try anchored(child, at: position, depth: depth)
    guard let alias = extent.alias(after: cursor) else { return (value, cursor) }
    value.usedAt.append(span(from: place(at: alias.lowerBound), alias.lowerBound, alias.upperBound))
    return (value, alias.upperBound)
  }

  /// What stands behind an alias is read once and counted as often as it is used.
  private mutating func anchored(
    _ child: Yams.Node, at position: SourcePosition, depth: Int
  ) throws(LoadError) -> Node {
    let key = AliasKey(offset: position.offset, isScalar: child.scalar != nil)
    if let known = aliased[key] {
      try count(nodes: known.nodes, bytes: known.bytes, at: position)
      return known.node
    }
    let before = (nodes: visits, bytes: textBytes)
    let read = try node(child, at: position, depth: depth + 1).node
    aliased[key] = Aliased(node: read, nodes: visits - before.nodes, bytes: textBytes - before.bytes)
    return read
  }

  /// A mapping and its first key start at the same place.
  private struct AliasKey: Hashable {
    var offset: Int
    var isScalar: Bool
  }

  private struct Aliased {
    var node: Node
    var nodes: Int
    var bytes: Int
  }

  /// A place in a line, as libyaml tells it.
  private struct LinePlace: Hashable {
    var line: Int
    var column: Int
  }

  /// Columns up to here are counted anew each time.
  private static let nearColumns = 256

  private mutating func position(of node: Yams.Node) -> SourcePosition? {
    guard let mark = node.mark else { return nil }
    let isAhead = reached.line == mark.line && reached.column <= mark.column
    if isAhead || mark.column <= Self.nearColumns {
      let place = source.position(line: mark.line, column: mark.column, from: reached)
      if isAhead || place.offset > reached.offset { reached = place }
      return place
    }
    let key = LinePlace(line: mark.line, column: mark.column)
    if let known = farPlaces[key] { return known }
    let place = source.position(line: mark.line, column: mark.column)
    if place.offset > reached.offset { reached = place }
    farPlaces[key] = place
    return place
  }

  private mutating func place(at offset: Int) -> SourcePosition {
    let place = source.position(at: offset, from: reached)
    if place.offset > reached.offset { reached = place }
    return place
  }

  /// The piece between two offsets of which the first is not before a known place.
  private mutating func span(from known: SourcePosition, _ begin: Int, _ end: Int) -> SourceSpan {
    let start = begin == known.offset ? known : source.position(at: begin, from: known)
    let end = max(begin, end)
    // What is between the start and here was counted already.
    let stop =
      end >= reached.offset && reached.offset >= start.offset
      ? place(at: end) : source.position(at: end, from: start)
    return source.span(start, stop)
  }

  private static func tag(_ name: String) -> Node.Tag? {
    switch name {
    case "!reset": .reset
    case "!override": .override
    case _ where name.hasPrefix("!") && name != "!": .other(name)
    default: nil
    }
  }
}

extension Scalar.Style {
  fileprivate init(_ style: Yams.Node.Scalar.Style) {
    self =
      switch style {
      case .plain, .any: .plain
      case .singleQuoted: .singleQuoted
      case .doubleQuoted: .doubleQuoted
      case .literal, .folded: .block
      }
  }
}

extension SourceSpan {
  /// A point of which only line and column are known.
  package init(file: String, line: Int, column: Int) {
    let position = SourcePosition(line: line, column: column, offset: 0)
    self.init(file: file, start: position, end: position)
  }
}
