import Findings
import YAMLEvents

/// Makes nodes straight from the parser's events, without a tree between: for files without tags, which most are.
///
/// It gives what `YAMLReader` gives for the same text, and leaves to it whatever it does not make itself, errors too.
struct EventReader {
  private let source: Source
  private let extent: NodeEnd
  private let limits: Limits
  /// The collections that hold the place where the reader is, from the outermost; kept here and not on the stack, which may
  /// be small.
  private var open: [Open] = []
  private var documents: [Node] = []
  /// What aliases bring, by the names of the anchors.
  private var anchored: [String: Anchored] = [:]
  private var visits = 0
  private var textBytes = 0
  /// Where the reader is: places on the same line are found from here, so that a file on one line costs no more than
  /// another.
  private var reached = SourcePosition(line: 1, column: 1, offset: 0)

  private init(_ source: Source, limits: Limits) {
    self.source = source
    extent = NodeEnd(source)
    self.limits = limits
  }

  /// All documents of a file, empty ones too; nil where `YAMLReader` must read it.
  static func documents(of source: Source, limits: Limits) -> [Node]? {
    YAMLEvents.read(source.bytes) { events in
      var reader = EventReader(source, limits: limits)
      while let next = events.next() {
        if next.event == .streamEnd { return reader.documents }
        guard reader.take(next.event, at: next.mark) else { return nil }
      }
      return nil
    }
  }

  /// A collection of which the end is not reached.
  private struct Open {
    let isMapping: Bool
    let start: SourcePosition
    /// Behind its anchor.
    let begin: Int
    let isFlow: Bool
    let anchor: String?
    /// What was counted before it.
    let visits: Int
    let textBytes: Int
    /// Where the last child ends.
    var cursor: Int
    /// The levels below.
    var height = 0
    var items: [Node] = []
    var pairs = Mapping()
    /// The key whose value comes next.
    var key: (name: String, start: SourcePosition, span: SourceSpan)?
  }

  /// A value with what it counts for each time that an alias brings it.
  private struct Anchored {
    let node: Node
    let start: SourcePosition
    let height: Int
    let visits: Int
    let textBytes: Int
  }

  /// Goes on by one event; false where another must read the file.
  private mutating func take(_ event: YAMLEvents.Event, at mark: YAMLEvents.Mark) -> Bool {
    switch event {
    case .streamStart, .streamEnd, .documentStart, .documentEnd: return true
    case .tagged: return false
    case .sequenceEnd, .mappingEnd: return close()
    case .scalar(let scalar):
      let last = open.count - 1
      return last >= 0 && open[last].isMapping && open[last].key == nil
        ? take(key: scalar, at: position(mark)) : take(value: scalar, at: position(mark))
    case .alias(let name): return take(alias: name, at: position(mark))
    case .sequenceStart(let anchor): return open(isMapping: false, anchor, at: position(mark))
    case .mappingStart(let anchor): return open(isMapping: true, anchor, at: position(mark))
    }
  }

  private mutating func take(key scalar: YAMLEvents.Scalar, at start: SourcePosition) -> Bool {
    guard scalar.anchor == nil else { return false }
    let end = extent.end(of: scalar.text, Scalar.Style(scalar.style), from: start.offset)
    let span = span(from: start, extent.skipProperties(start.offset), end)
    open[open.count - 1].key = (scalar.text, start, span)
    open[open.count - 1].cursor = end
    return true
  }

  private mutating func take(value scalar: YAMLEvents.Scalar, at start: SourcePosition) -> Bool {
    guard mayHold(start) else { return false }
    visits += 1
    textBytes += scalar.text.utf8.count
    guard visits <= limits.nodes, textBytes <= limits.expandedBytes else { return false }
    let style = Scalar.Style(scalar.style)
    let end = extent.end(of: scalar.text, style, from: start.offset)
    let begin = extent.skipProperties(start.offset)
    let isBehindProperties = begin != start.offset && begin <= end
    let kind: Scalar.Kind = style == .plain ? .init(plain: scalar.text) : .string
    let node = Node(
      .scalar(Scalar(text: scalar.text, kind: kind, style: style)),
      span: span(from: start, isBehindProperties ? begin : start.offset, end))
    if let anchor = scalar.anchor {
      anchored[anchor] = Anchored(
        node: node, start: start, height: 0, visits: 1, textBytes: scalar.text.utf8.count)
    }
    return put(node, end: end, height: 0)
  }

  private mutating func take(alias name: String, at start: SourcePosition) -> Bool {
    // No copy of the last: what it holds would then be copied with the next value.
    let last = open.count - 1
    guard let known = anchored[name], last >= 0, mayHold(start), open.count + known.height <= limits.depth,
      // In a list that holds the anchor too, Yams' tree does not tell an alias from the value.
      known.start <= open[last].key?.start ?? open[last].start,
      let alias = extent.alias(after: open[last].cursor), alias.lowerBound == start.offset
    else { return false }
    visits += known.visits
    textBytes += known.textBytes
    guard visits <= limits.nodes, textBytes <= limits.expandedBytes else { return false }
    var node = known.node
    node.usedAt.append(span(from: start, start.offset, alias.upperBound))
    return put(node, end: alias.upperBound, height: known.height)
  }

  private mutating func open(isMapping: Bool, _ anchor: String?, at start: SourcePosition) -> Bool {
    guard mayHold(start) else { return false }
    let begin = extent.skipProperties(start.offset)
    let bracket = isMapping ? UInt8(ascii: "{") : UInt8(ascii: "[")
    let isFlow = begin < source.bytes.count && source.bytes[begin] == bracket
    open.append(
      Open(
        isMapping: isMapping, start: start, begin: begin, isFlow: isFlow, anchor: anchor, visits: visits,
        textBytes: textBytes, cursor: isFlow ? begin + 1 : begin))
    visits += 1
    return visits <= limits.nodes
  }

  private mutating func close() -> Bool {
    guard let last = open.popLast() else { return false }
    let end = last.isFlow ? extent.endOfFlow(after: last.cursor) : last.cursor
    let node = Node(
      last.isMapping ? .mapping(last.pairs) : .sequence(last.items),
      span: span(from: last.start, last.begin, end))
    if let anchor = last.anchor {
      anchored[anchor] = Anchored(
        node: node, start: last.start, height: last.height, visits: visits - last.visits,
        textBytes: textBytes - last.textBytes)
    }
    return put(node, end: end, height: last.height)
  }

  /// Whether a value may start here: not too deep, not as a key, and behind what holds it, unless the parser made it up.
  private func mayHold(_ start: SourcePosition) -> Bool {
    guard open.count <= limits.depth else { return false }
    let last = open.count - 1
    guard last >= 0 else { return true }
    guard open[last].isMapping else { return start > open[last].start }
    guard let key = open[last].key else { return false }
    return start > key.start
  }

  /// Puts a value into what holds it; false where its key is there already.
  private mutating func put(_ node: Node, end: Int, height: Int) -> Bool {
    let last = open.count - 1
    guard last >= 0 else {
      documents.append(node)
      return true
    }
    open[last].cursor = end
    open[last].height = max(open[last].height, height + 1)
    guard let key = open[last].key else {
      open[last].items.append(node)
      return true
    }
    open[last].key = nil
    return open[last].pairs.add(Mapping.Pair(key: key.name, keySpan: key.span, value: node))
  }

  private mutating func position(_ mark: YAMLEvents.Mark) -> SourcePosition {
    let place = source.position(line: mark.line, column: mark.column, from: reached)
    if place.offset > reached.offset { reached = place }
    return place
  }

  /// The piece between two offsets of which the first is not before a known place.
  private func span(from known: SourcePosition, _ begin: Int, _ end: Int) -> SourceSpan {
    let start = begin == known.offset ? known : source.position(at: begin, from: known)
    let end = max(begin, end)
    // What is between the start and here was counted already.
    let isBetween = end >= reached.offset && reached.offset >= start.offset
    return source.span(start, source.position(at: end, from: isBetween ? reached : start))
  }
}

extension Scalar.Style {
  fileprivate init(_ style: YAMLEvents.Style) {
    self =
      switch style {
      case .plain: .plain
      case .singleQuoted: .singleQuoted
      case .doubleQuoted: .doubleQuoted
      case .block: .block
      }
  }
}
