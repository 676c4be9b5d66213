import Digests
import Foundation

/// Bytes in order, handed out piece by piece.
protocol ByteSource: AnyObject {
  /// The next piece, never empty; nil at the end. It is valid until the next call.
  func next() throws(ArchiveError) -> UnsafeRawBufferPointer?

  /// Keeps the piece that was given last, or a part of it, where it is until the hold goes; nil where it cannot be kept.
  func hold(_ piece: UnsafeRawBufferPointer) -> HeldPiece?
}

extension ByteSource {
  func hold(_ piece: UnsafeRawBufferPointer) -> HeldPiece? { nil }
}

/// Something that fills buffers with bytes in order: a file, a decoder.
protocol ByteProducer: AnyObject {
  /// Writes at the buffer's start and answers how many bytes; 0 only at the end. What was written before damage
  /// is answered first, and the damage thrown by the next call.
  func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int
}

/// The bytes of a view, in one piece or several.
final class ViewSource: ByteSource {
  private let view: ByteView
  private let pieceLength: Int
  private var position = 0
  /// Told of bytes as they are given out.
  private let told: @Sendable (Int64) -> Void

  init(_ view: ByteView, pieceLength: Int = 4 << 20, told: @escaping @Sendable (Int64) -> Void = { _ in }) {
    self.view = view
    self.pieceLength = pieceLength
    self.told = told
  }

  func next() throws(ArchiveError) -> UnsafeRawBufferPointer? {
    guard position < view.count else { return nil }
    let piece = unsafe UnsafeRawBufferPointer(
      rebasing: view.bytes[position..<min(position + pieceLength, view.count)])
    position += piece.count
    told(Int64(piece.count))
    return unsafe piece
  }

  func hold(_ piece: UnsafeRawBufferPointer) -> HeldPiece? {
    unsafe HeldPiece(piece) { [view] in withExtendedLifetime(view) {} }
  }
}

/// What a producer writes, through one buffer.
@safe final class BufferedSource: ByteSource {
  private let producer: any ByteProducer
  private let buffer: UnsafeMutableRawBufferPointer

  init(_ producer: any ByteProducer, bufferLength: Int = 1 << 20) {
    self.producer = producer
    unsafe buffer = .allocate(byteCount: bufferLength, alignment: 64)
  }

  deinit { unsafe buffer.deallocate() }

  func next() throws(ArchiveError) -> UnsafeRawBufferPointer? {
    let count = try unsafe producer.fill(buffer)
    return count == 0 ? nil : unsafe UnsafeRawBufferPointer(rebasing: buffer[..<count])
  }
}

/// Passes bytes on and counts them.
class CountingSource: ByteSource {
  private let source: any ByteSource
  /// Bytes passed on so far.
  private(set) var count: Int64 = 0

  init(_ source: any ByteSource) { self.source = source }

  func next() throws(ArchiveError) -> UnsafeRawBufferPointer? {
    guard let piece = try unsafe source.next() else { return nil }
    count += Int64(piece.count)
    return unsafe piece
  }

  func hold(_ piece: UnsafeRawBufferPointer) -> HeldPiece? { unsafe source.hold(piece) }
}

/// Passes bytes on, and digests them meanwhile.
final class DigestingSource: CountingSource {
  private let algorithm: Digest.Algorithm
  private let digest: SideDigest

  init(_ source: any ByteSource, _ algorithm: Digest.Algorithm) {
    self.algorithm = algorithm
    digest = SideDigest(algorithm.function)
    super.init(source)
  }

  override func next() throws(ArchiveError) -> UnsafeRawBufferPointer? {
    // The piece before goes with this call, unless it is held.
    digest.returnBorrowed()
    guard let piece = try unsafe super.next() else { return nil }
    if let held = unsafe hold(piece) { digest.take(held) } else { unsafe digest.take(piece) }
    return unsafe piece
  }

  /// Reads what is left, so that the digest covers every byte, and gives it.
  func finish() throws(ArchiveError) -> Digest {
    while try unsafe next() != nil {}
    return Digest(algorithm: algorithm, value: digest.finish())
  }
}

/// A file that cannot be mapped, such as standard input.
final class DescriptorProducer: ByteProducer {
  private let descriptor: Int32

  /// F_SETPIPE_SZ of fcntl(2), which Glibc's module leaves out.
  private static let setPipeSize: Int32 = 1031

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
    #if os(Linux)
      // A pipe holds 64 KiB unless asked for more, and its two ends then take turns; what is no pipe refuses.
      _ = fcntl(descriptor, Self.setPipeSize, Int32(1 << 20))
    #endif
  }

  /// Fills the buffer, since a pipe gives what its writer wrote at once, and each piece has a price.
  func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int {
    var written = 0
    while written < buffer.count {
      let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[written...])
      let count = unsafe read(descriptor, rest.baseAddress, rest.count)
      if count == 0 { break }
      if count > 0 {
        written += count
      } else if errno != EINTR {
        // What came before is given first, and the next call fails again.
        guard written == 0 else { break }
        throw .lastSystemError("read")
      }
    }
    return written
  }
}

/// A source whose first bytes can be looked at before they are taken.
@safe final class PeekingSource: ByteSource {
  private let source: any ByteSource
  private var held: [UInt8] = []
  private var reserve = unsafe UnsafeMutableRawBufferPointer(start: nil, count: 0)

  init(_ source: any ByteSource) { self.source = source }

  deinit { unsafe reserve.deallocate() }

  /// The first `count` bytes, or fewer where the source ends before; call it before the first `next`.
  func peek(_ count: Int) throws(ArchiveError) -> [UInt8] {
    while held.count < count, let piece = try unsafe source.next() {
      unsafe held.append(contentsOf: piece)
    }
    return Array(held.prefix(count))
  }

  func next() throws(ArchiveError) -> UnsafeRawBufferPointer? {
    guard !held.isEmpty else { return try unsafe source.next() }
    unsafe reserve = .allocate(byteCount: held.count, alignment: 16)
    unsafe reserve.copyBytes(from: held)
    held = []
    return unsafe UnsafeRawBufferPointer(reserve)
  }

  func hold(_ piece: UnsafeRawBufferPointer) -> HeldPiece? { unsafe source.hold(piece) }
}
