import CYaml

/// The events of a YAML text (YAML 1.1 as libyaml reads it), one after the other, without a tree: for readers that make
/// their own.
@safe package struct YAMLEvents: ~Copyable {
  /// What the parser came to.
  package enum Event: Sendable, Equatable {
    case streamStart, streamEnd, documentStart, documentEnd
    /// What an anchor of this name stands for.
    case alias(String)
    case scalar(Scalar)
    case sequenceStart(anchor: String?)
    case sequenceEnd
    case mappingStart(anchor: String?)
    case mappingEnd
    /// A value with a tag, of which nothing more is told.
    case tagged
  }

  /// A scalar as the parser understands it.
  package struct Scalar: Sendable, Equatable {
    package let text: String
    package let style: Style
    /// The name by which aliases bring it; nil for most.
    package let anchor: String?
  }

  /// How a scalar is written.
  package enum Style: Sendable {
    case plain, singleQuoted, doubleQuoted, block
  }

  /// A place as libyaml counts it: line and column in characters, both from 1.
  package struct Mark: Sendable, Equatable {
    package let line: Int
    package let column: Int
  }

  private let parser: UnsafeMutablePointer<yaml_parser_t>

  private init(_ text: UnsafeBufferPointer<UInt8>) {
    unsafe parser = .allocate(capacity: 1)
    unsafe parser.initialize(to: yaml_parser_t())
    unsafe yaml_parser_initialize(parser)
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input_string(parser, text.baseAddress, text.count)
  }

  deinit {
    unsafe yaml_parser_delete(parser)
    unsafe parser.deallocate()
  }

  /// Gives the events of a text in UTF-8 to a reader; nil for an empty text, which has none.
  package static func read<Value>(_ text: [UInt8], _ body: (borrowing YAMLEvents) -> Value?) -> Value? {
    unsafe text.withUnsafeBufferPointer { text in
      guard !text.isEmpty else { return nil }
      return unsafe body(YAMLEvents(text))
    }
  }

  /// Sets how many levels deep a text may nest, for all parsers of the process, which is where libyaml keeps it.
  package static func limitNesting(to levels: Int) { yaml_set_max_nest_level(Int32(levels)) }

  /// The next event with the place where it starts; nil where the text is not YAML, or nested deeper than the parser may
  /// follow.
  package borrowing func next() -> (event: Event, mark: Mark)? {
    var event = unsafe yaml_event_t()
    guard unsafe yaml_parser_parse(parser, &event) == 1 else { return nil }
    defer { unsafe yaml_event_delete(&event) }
    let mark = unsafe Mark(line: event.start_mark.line + 1, column: event.start_mark.column + 1)
    return unsafe Self.event(event).map { ($0, mark) }
  }

  private static func event(_ event: yaml_event_t) -> Event? {
    switch unsafe event.type {
    case YAML_STREAM_START_EVENT: .streamStart
    case YAML_STREAM_END_EVENT: .streamEnd
    case YAML_DOCUMENT_START_EVENT: .documentStart
    case YAML_DOCUMENT_END_EVENT: .documentEnd
    case YAML_ALIAS_EVENT: unsafe text(event.data.alias.anchor).map { .alias($0) }
    case YAML_SCALAR_EVENT: unsafe scalar(event.data.scalar)
    case YAML_SEQUENCE_START_EVENT:
      unsafe event.data.sequence_start.tag == nil
        ? .sequenceStart(anchor: text(event.data.sequence_start.anchor)) : .tagged
    case YAML_SEQUENCE_END_EVENT: .sequenceEnd
    case YAML_MAPPING_START_EVENT:
      unsafe event.data.mapping_start.tag == nil
        ? .mappingStart(anchor: text(event.data.mapping_start.anchor)) : .tagged
    case YAML_MAPPING_END_EVENT: .mappingEnd
    default: nil
    }
  }

  private typealias ScalarData = yaml_event_t.__Unnamed_union_data.__Unnamed_struct_scalar

  private static func scalar(_ scalar: ScalarData) -> Event {
    guard unsafe scalar.tag == nil else { return .tagged }
    let style: Style =
      switch unsafe scalar.style {
      case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
      case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
      case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: .block
      default: .plain
      }
    let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
    return unsafe .scalar(
      Scalar(text: String(decoding: bytes, as: UTF8.self), style: style, anchor: text(scalar.anchor)))
  }

  private static func text(_ name: UnsafePointer<UInt8>?) -> String? {
    unsafe name.map { unsafe String(cString: $0) }
  }
}
