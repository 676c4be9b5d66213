import CZlib
import TestSupport
import Testing

@testable import ArchiveIO

@Suite struct InflaterTests {
  /// What an inflater made of a stream that came in pieces.
  private struct Outcome: Equatable {
    var bytes: [UInt8] = []
    var hasEnded = false
    /// Bytes up to the end of the stream; nil for one that is damaged or cut.
    var used: Int?
  }

  @Test(arguments: DeflateForm.allCases)
  func `the quickest inflater gives what zlib gives, however stream and room are cut`(form: DeflateForm)
    throws
  {
    var random = FixedRandom(seed: 5)
    for round in 0..<120 {
      let content = Self.content(&random)
      let stream = try Self.deflated(content, form, level: Int32.random(in: 0...9, using: &random))
      let tail = (0..<Int.random(in: 0..<20, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      let found = try Self.inflate(stream + tail, form.inflater(), &random)
      #expect(found == Outcome(bytes: content, hasEnded: true, used: stream.count), "round \(round)")
      #expect(try Self.inflate(stream + tail, ZlibInflater(form), &random) == found, "round \(round)")
    }
  }

  @Test(arguments: DeflateForm.allCases)
  func `of a damaged stream both give the same up to the damage`(form: DeflateForm) throws {
    var random = FixedRandom(seed: 6)
    var damaged = 0
    for round in 0..<240 {
      var stream = try Self.deflated(Self.content(&random), form, level: 6)
      for _ in 0...Int.random(in: 0...2, using: &random) {
        let place = Int.random(in: 0..<stream.count, using: &random)
        // Flags of a gzip header that mean nothing yet are damage to zlib alone.
        guard form != .gzip || place != 3 else { continue }
        stream[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
      }
      let quick = try Self.inflate(stream, form.inflater(), &random)
      let sure = try Self.inflate(stream, ZlibInflater(form), &random)
      #expect(quick.bytes.starts(with: sure.bytes) || sure.bytes.starts(with: quick.bytes), "round \(round)")
      // A set of distances that leaves codes out is damage to zlib, even where none of them is used.
      if sure.hasEnded { #expect(quick == sure, "round \(round)") }
      if !quick.hasEnded { damaged += 1 }
    }
    // Nothing but the data itself tells the damage of a bare stream.
    #expect(damaged > (form == .raw ? 5 : 120))
  }

  @Test(arguments: DeflateForm.allCases)
  func `what comes of a damaged stream, and where it ends, is the same however it is cut`(form: DeflateForm)
    throws
  {
    var random = FixedRandom(seed: 9)
    for round in 0..<150 {
      var stream = try Self.deflated(Self.content(&random), form, level: 6)
      for _ in 0...2 {
        stream[Int.random(in: 0..<stream.count, using: &random)] ^=
          1 << UInt8.random(in: 0...7, using: &random)
      }
      func error(_ pieces: Int) throws -> (bytes: [UInt8], text: String) {
        let decoder = DeflateDecoder(CutSource(stream, pieces: pieces), try form.inflater())
        var (bytes, room) = ([UInt8](), [UInt8](repeating: 0, count: 50_000))
        do {
          while true {
            let count = try unsafe room.withUnsafeMutableBytes { room in
              try unsafe decoder.fill(room)
            }
            guard count > 0 else { return (bytes, "") }
            bytes += room.prefix(count)
          }
        } catch {
          return (bytes, "\(error)")
        }
      }
      let whole = try error(1 << 20)
      for pieces in [1, 7, 100] {
        let cut = try error(pieces)
        #expect(cut.bytes == whole.bytes && cut.text == whole.text, "round \(round), \(pieces) bytes")
      }
    }
  }

  /// Bytes in pieces of one size.
  private final class CutSource: ByteSource {
    private let store: ByteStore
    private let pieces: Int
    private var position = 0

    init(_ bytes: [UInt8], pieces: Int) {
      store = ByteStore(copying: bytes)
      self.pieces = pieces
    }

    func next() throws(ArchiveError) -> UnsafeRawBufferPointer? {
      let view = store.view.slice(position..<position + pieces)
      guard view.count > 0 else { return nil }
      position += view.count
      return unsafe view.bytes
    }
  }

  @Test(arguments: DeflateForm.allCases)
  func `a stream that is cut anywhere does not end, and what came is given`(form: DeflateForm) throws {
    var random = FixedRandom(seed: 7)
    let content = Array("a stream that is cut, and cut, and cut again".utf8)
    let stream = try Self.deflated(content, form, level: 9)
    for count in stream.indices {
      let found = try Self.inflate(Array(stream[..<count]), form.inflater(), &random)
      #expect(!found.hasEnded && content.starts(with: found.bytes), "after \(count) bytes")
    }
  }

  @Test func `after a reset the next stream is read from what was given`() throws {
    let inflater = try DeflateForm.gzip.inflater()
    let first = Packed.gzip(Array("first".utf8))
    let both = first + Packed.gzip(Array("second".utf8))
    try unsafe both.withUnsafeBytes { bytes in
      unsafe inflater.give(bytes)
      var room = [UInt8](repeating: 0, count: 100)
      let one = try unsafe room.withUnsafeMutableBytes { try unsafe inflater.run(into: $0) }
      #expect(one.written == 5 && one.state == .ended && room.starts(with: "first".utf8))
      #expect(inflater.unused == both.count - first.count && inflater.nextByte == 0x1f)
      try inflater.reset()
      let two = try unsafe room.withUnsafeMutableBytes { try unsafe inflater.run(into: $0) }
      #expect(two.written == 6 && two.state == .ended && room.starts(with: "second".utf8))
      #expect(inflater.unused == 0 && inflater.nextByte == nil)
      inflater.forget()
    }
  }

  @Test(arguments: [
    (2, InflateDamage.header), (10, .block), (-1, .checksum),
  ])
  func `damage is named by its kind`(place: Int, kind: InflateDamage) throws {
    var random = FixedRandom(seed: 8)
    var stream = Packed.gzip(Array("some content".utf8))
    let index = place < 0 ? stream.count - 5 : place
    stream[index] ^= 0x06
    for inflater in [try DeflateForm.gzip.inflater(), try ZlibInflater(.gzip)] {
      var states: [InflateState] = []
      _ = try Self.inflate(stream, inflater, &random) { states.append($0) }
      #expect(states.last == .damaged(kind))
    }
  }

  @Test func `the checksum of a zip is CRC-32, in pieces too`() {
    let bytes = Array("123456789".utf8)
    var whole = ZipChecksum()
    unsafe bytes.withUnsafeBytes { unsafe whole.update($0) }
    #expect(whole.value == 0xcbf4_3926)
    var pieces = ZipChecksum()
    for byte in bytes { unsafe [byte].withUnsafeBytes { unsafe pieces.update($0) } }
    #expect(pieces.value == whole.value)
  }

  // MARK: -

  private static func content(_ random: inout FixedRandom) -> [UInt8] {
    let count = Int.random(in: 0..<6_000, using: &random)
    let letters = Int.random(in: 1...256, using: &random)
    return (0..<count).map { _ in UInt8(Int.random(in: 0..<letters, using: &random)) }
  }

  private static func deflated(_ bytes: [UInt8], _ form: DeflateForm, level: Int32) throws -> [UInt8] {
    let windowBits: Int32 =
      switch form {
      case .raw: -15
      case .zlib: 15
      case .gzip: 31
      }
    var bytes = bytes
    var packed = [UInt8](repeating: 0, count: bytes.count + 1_000)
    var stream = unsafe z_stream()
    let started = unsafe deflateInit2_(
      &stream, level, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    try #require(started == Z_OK)
    defer { unsafe deflateEnd(&stream) }
    let code = unsafe bytes.withUnsafeMutableBufferPointer { input in
      unsafe packed.withUnsafeMutableBufferPointer { output in
        unsafe stream.next_in = input.baseAddress
        unsafe stream.avail_in = UInt32(input.count)
        unsafe stream.next_out = output.baseAddress
        unsafe stream.avail_out = UInt32(output.count)
        return unsafe deflate(&stream, Z_FINISH)
      }
    }
    try #require(code == Z_STREAM_END)
    return unsafe Array(packed.dropLast(Int(stream.avail_out)))
  }

  /// Unpacks `bytes`, given in pieces of any size into rooms of any size.
  private static func inflate(
    _ bytes: [UInt8], _ inflater: any Inflater, _ random: inout FixedRandom,
    _ told: (InflateState) -> Void = { _ in }
  ) throws -> Outcome {
    var outcome = Outcome()
    var given = 0
    var idle = 0
    var isDrained = true
    try unsafe bytes.withUnsafeBytes { all in
      while idle < 3 {
        if isDrained, inflater.unused == 0, given < all.count {
          let count = min(
            Int.random(in: 1...(Bool.random(using: &random) ? 5 : 4_000), using: &random), all.count - given)
          unsafe inflater.give(UnsafeRawBufferPointer(rebasing: all[given..<given + count]))
          given += count
        }
        var room = [UInt8](
          repeating: 0, count: Int.random(in: 1...(Bool.random(using: &random) ? 9 : 9_000), using: &random))
        let step = try unsafe room.withUnsafeMutableBytes { try unsafe inflater.run(into: $0) }
        outcome.bytes += room.prefix(step.written)
        isDrained = step.written < room.count
        told(step.state)
        switch step.state {
        case .more: idle = step.written == 0 && given == all.count ? idle + 1 : 0
        case .ended:
          outcome.hasEnded = true
          outcome.used = given - inflater.unused
          idle = 3
        case .damaged: idle = 3
        }
      }
      inflater.forget()
    }
    return outcome
  }
}
