#if ISAL
  import CISAL

  /// The one owner of a state of ISA-L.
  @safe final class ISALInflater: Inflater {
    let form: DeflateForm
    private let stream: UnsafeMutableRawPointer

    /// Throws where memory is short.
    init(_ form: DeflateForm) throws(ArchiveError) {
      self.form = form
      guard let stream = unsafe isal_stream_new(Self.wrapper(form)) else {
        throw .system(operation: "ISA-L", reason: "out of memory")
      }
      unsafe self.stream = unsafe stream
    }

    deinit { unsafe free(stream) }

    private static func wrapper(_ form: DeflateForm) -> UInt32 {
      switch form {
      case .raw: UInt32(ISAL_DEFLATE)
      case .zlib: UInt32(ISAL_ZLIB)
      case .gzip: UInt32(ISAL_GZIP)
      }
    }

    func reset() throws(ArchiveError) { unsafe isal_stream_reset(stream, Self.wrapper(form)) }

    func give(_ piece: UnsafeRawBufferPointer) {
      unsafe isal_stream_give(stream, piece.baseAddress, UInt32(clamping: piece.count))
    }

    var unused: Int { unsafe Int(isal_stream_unused(stream)) }

    var nextByte: UInt8? {
      guard unused > 0, let next = unsafe isal_stream_next(stream) else { return nil }
      return unsafe next.pointee
    }

    func skipByte() {
      guard unused > 0 else { return }
      unsafe isal_stream_skip(stream)
    }

    func run(
      into buffer: UnsafeMutableRawBufferPointer
    ) throws(ArchiveError) -> (written: Int, state: InflateState) {
      var count: UInt32 = 0
      let code = unsafe isal_stream_run(stream, buffer.baseAddress, UInt32(clamping: buffer.count), &count)
      let written = Int(count)
      if code == ISAL_DECOMP_OK {
        guard unsafe isal_stream_has_ended(stream) != 0 else { return (written, .more) }
        guard unsafe isal_stream_rewind(stream) == 0 else {
          throw .system(operation: "ISA-L", reason: "where the stream ends is not known")
        }
        return (written, .ended)
      }
      switch code {
      case ISAL_INVALID_BLOCK: return (written, .damaged(.block))
      case ISAL_INVALID_SYMBOL: return (written, .damaged(.code))
      case ISAL_INVALID_LOOKBACK: return (written, .damaged(.distance))
      case ISAL_INVALID_WRAPPER, ISAL_UNSUPPORTED_METHOD: return (written, .damaged(.header))
      case ISAL_INCORRECT_CHECKSUM: return (written, .damaged(.checksum))
      case ISAL_NEED_DICT: return (written, .damaged(.dictionary))
      default: throw .system(operation: "ISA-L", reason: "isal_inflate answered \(code)")
      }
    }
  }
#endif
