/// What unpacks a file: the codecs of layers, and those that only files inside them are packed with.
package enum Codec: String, Sendable, Hashable, CaseIterable {
  case gzip, zstd, xz, bzip2, lz4
  /// The form of LZMA before xz (`.lzma`).
  case lzma
  case lzip

  /// Bytes that a decoder is given at a time: damage may cost what libarchive made of one such piece before it.
  private static let pieceLength = 64 << 10

  func decoder(_ source: any ByteSource) throws(ArchiveError) -> any ByteProducer {
    let pieces = EvenPieces(source, length: Self.pieceLength)
    return switch self {
    case .gzip: try DeflateDecoder(gzip: pieces)
    case .zstd, .xz, .bzip2, .lz4, .lzma, .lzip: try FilterDecoder(pieces, self)
    }
  }
}

extension Compression {
  /// What unpacks it; nil for bytes that are not packed.
  var codec: Codec? {
    switch self {
    case .none: nil
    case .gzip: .gzip
    case .zstd: .zstd
    case .xz: .xz
    case .bzip2: .bzip2
    case .lz4: .lz4
    }
  }

  /// What unpacks this form; nil for bytes that are not packed.
  func decoder(_ source: any ByteSource) throws(ArchiveError) -> (any ByteProducer)? {
    try codec?.decoder(source)
  }
}
