/// Unpacks what is deflated (RFC 1951), piece by piece. There are two: ISA-L's, which is some three times as fast, where the
/// package is built with it (trait `ISAL`), and zlib's. Both give the same bytes, also of what is damaged.
protocol Inflater: AnyObject {
  var form: DeflateForm { get }

  /// Makes it ready for another stream; what was given and not used yet stays.
  func reset() throws(ArchiveError)

  /// Gives it a piece, which must stay where it is until it is used up: at most 4 GiB, once the last is used up and all
  /// of it came out.
  func give(_ piece: UnsafeRawBufferPointer)

  /// Bytes that were given and not used yet; behind the end of a stream exactly what follows it.
  var unused: Int { get }

  /// The next byte that is not used yet.
  var nextByte: UInt8? { get }

  /// Passes over the next byte.
  func skipByte()

  /// Unpacks into the buffer as far as room and what was given reach; `written` bytes are at its start. What came before
  /// damage is written first.
  func run(into buffer: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> (
    written: Int, state: InflateState
  )
}

extension Inflater {
  /// Lets go of what was given and not used.
  func forget() { unsafe give(UnsafeRawBufferPointer(start: nil, count: 0)) }
}

/// What stands around the deflated bytes.
enum DeflateForm: Hashable, CaseIterable {
  /// Nothing, as in zip (RFC 1951).
  case raw
  /// A zlib header and a checksum (RFC 1950).
  case zlib
  /// A gzip member, its checksum checked (RFC 1952).
  case gzip

  /// What an error calls it.
  var title: String {
    switch self {
    case .raw: "deflate stream"
    case .zlib: "zlib stream"
    case .gzip: "gzip"
    }
  }

  /// The quickest there is; throws where memory is short.
  func inflater() throws(ArchiveError) -> any Inflater {
    #if ISAL
      try ISALInflater(self)
    #else
      try ZlibInflater(self)
    #endif
  }
}

/// Where a step led to.
enum InflateState: Hashable {
  /// More may come out, or is needed.
  case more
  case ended
  /// The bytes are no such stream.
  case damaged(InflateDamage)
}

/// What is wrong with a stream.
enum InflateDamage: Hashable {
  case header, block, code, distance, checksum, dictionary

  /// What an error says of it.
  var text: String {
    switch self {
    case .header: "the header is not one"
    case .block: "a block has an impossible form"
    case .code: "a code is in no table"
    case .distance: "a repetition starts before the data"
    case .checksum: "the checksum does not fit the data"
    case .dictionary: "asks for a preset dictionary"
    }
  }
}
