/// How a file in a zip is packed (APPNOTE.TXT 6.3, section 4.4.5), of the methods that are read.
enum ZipMethod: Equatable {
  case stored, deflated
  /// Only where the size is known before: these do not find their end by themselves.
  case other(Codec)

  /// Nil for a method that is not read.
  init?(_ number: Int) {
    switch number {
    case 0: self = .stored
    case 8: self = .deflated
    case 12: self = .other(.bzip2)
    case 93: self = .other(.zstd)
    case 95: self = .other(.xz)
    default: return nil
    }
  }
}
