import Foundation
import TestSupport
import Testing

@testable import ArchiveIO

/// The thread between who unpacks and who reads.
@Suite struct PipelinedSourceTests {
  /// Fills each buffer with its number; ends, or fails, after so many.
  private final class Counter: ByteProducer {
    private var left: Int
    private let failure: ArchiveError?
    private var number: UInt8 = 0

    init(buffers: Int, failure: ArchiveError? = nil) {
      left = buffers
      self.failure = failure
    }

    func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int {
      guard left > 0 else {
        if let failure { throw failure }
        return 0
      }
      left -= 1
      number &+= 1
      unsafe buffer.initializeMemory(as: UInt8.self, repeating: number)
      return min(buffer.count, left % 7 + 1)
    }
  }

  private let damage = ArchiveError.damaged(form: "gzip", offset: 7, detail: "for a test")

  private func numbers(_ source: any ByteSource) throws -> [UInt8] {
    var numbers: [UInt8] = []
    while let piece = try unsafe source.next() { unsafe numbers.append(piece[0]) }
    return numbers
  }

  @Test(arguments: [1, 2, 3, 4, 100]) func `all pieces come, in order, and the end comes again`(count: Int)
    throws
  {
    let source = PipelinedSource(Counter(buffers: count), buffers: 3, bufferLength: 16)
    #expect(try numbers(source) == (1...count).map { UInt8($0) })
    #expect(try numbers(source) == [])
  }

  @Test func `without a thread all pieces come too, then the end or the error, again`() throws {
    let source = RingSource(Counter(buffers: 50), buffers: 2, bufferLength: 16)
    #expect(try numbers(source) == Array(1...50))
    #expect(try numbers(source) == [])
    let failing = RingSource(Counter(buffers: 0, failure: damage), buffers: 2, bufferLength: 16)
    for _ in 1...3 { #expect(throws: damage) { try numbers(failing) } }
  }

  @Test func `an error passes through behind what came before it, and comes again`() throws {
    let source = PipelinedSource(Counter(buffers: 5, failure: damage), buffers: 2, bufferLength: 16)
    for _ in 1...5 {
      let piece = try unsafe source.next()
      #expect(unsafe piece != nil)
    }
    for _ in 1...2 { #expect(throws: damage) { try numbers(source) } }
  }

  @Test func `who stops early is not kept waiting`() throws {
    for taken in 0...6 {
      let source = PipelinedSource(Counter(buffers: .max), buffers: 2, bufferLength: 16)
      for _ in 0..<taken {
        let piece = try unsafe source.next()
        #expect(unsafe piece != nil)
      }
    }
  }

  @Test(arguments: [true, false])
  func `pieces that are held stay as they are, and go back once they are held no more`(hasThread: Bool) throws
  {
    let source: any ByteSource =
      hasThread
      ? PipelinedSource(Counter(buffers: 100), buffers: 4, bufferLength: 16)
      : RingSource(Counter(buffers: 100), buffers: 4, bufferLength: 16)
    var held: [HeldPiece] = []
    var numbers: [UInt8] = []
    while let piece = try unsafe source.next() {
      if held.count == 3 {
        for piece in held { piece.withBytes { numbers.append($0[0]) } }
        held = []
      }
      let part = unsafe UnsafeRawBufferPointer(rebasing: piece.suffix(1))
      held.append(try #require(unsafe source.hold(part)))
    }
    for piece in held { piece.withBytes { numbers.append($0[0]) } }
    #expect(numbers == Array(1...100))
  }

  @Test func `bytes that are no part of the last piece are not held, and a held piece outlives its source`()
    throws
  {
    var held: HeldPiece?
    do {
      let source = PipelinedSource(Counter(buffers: .max), buffers: 2, bufferLength: 16)
      let other: [UInt8] = [1, 2, 3]
      #expect(unsafe other.withUnsafeBytes { unsafe source.hold($0) } == nil)
      let piece = try unsafe source.next()
      #expect(unsafe other.withUnsafeBytes { unsafe source.hold($0) } == nil)
      held = try unsafe source.hold(#require(piece))
    }
    #expect(held?.withBytes { $0[0] } == 1)
  }

  @Test func `one behind another ends and stops as one does`() throws {
    for count in [0, 1, 50] {
      let inner = BufferedSource(Counter(buffers: count), bufferLength: 8)
      let outer = PipelinedSource(Passing(inner), buffers: 2, bufferLength: 8)
      #expect(try numbers(outer).count == count)
    }
    let stopped = PipelinedSource(
      Passing(PipelinedSource(Counter(buffers: .max), buffers: 2, bufferLength: 8)), buffers: 2,
      bufferLength: 8)
    let piece = try unsafe stopped.next()
    #expect(unsafe piece != nil)
  }

  private final class Passing: ByteProducer {
    private let source: any ByteSource

    init(_ source: any ByteSource) { self.source = source }

    func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int {
      guard let piece = try unsafe source.next() else { return 0 }
      unsafe buffer.copyMemory(from: piece)
      return piece.count
    }
  }

  @Test func `a stream through a pipe gives the members of the file`() throws {
    for name in ["skopeo-docker.tar.gz", "docker-26.tar", "skopeo-docker.tar.xz"] {
      let piped = PipedBytes(try TestData.bytes("images/\(name)"))
      let stream = try ArchiveStream(descriptor: piped.descriptor, limits: ReadLimits())
      var names: [[UInt8]] = []
      while let member = try stream.next() { names.append(member.name) }
      let unpacked = BlobPass.over(try TestData.bytes("images/\(name)"))
      #expect(names == unpacked.records.map(\.path))
      #expect(stream.compression == unpacked.pass.compression)
    }
  }

  @Test func `a stream that is given up while its writer waits ends at once`() throws {
    let piped = PipedBytes([UInt8](repeating: 0x41, count: 1 << 20))
    #expect(throws: ArchiveError.self) {
      let stream = try ArchiveStream(descriptor: piped.descriptor, limits: ReadLimits())
      while try stream.next() != nil {}
    }
  }

  @Test func `damage of the packing after the last member is found too`() throws {
    let tar = TarWriter.tar([TarWriter.Member("a", content: "b")])
    var wrong = Packed.gzip(tar)
    wrong[wrong.count - 5] ^= 1
    for bytes in [wrong, Array(wrong.dropLast(3)), Packed.gzip(tar) + [7]] {
      let stream = try ArchiveStream(ByteView(copying: bytes), limits: ReadLimits())
      let member = try stream.next()
      #expect(member?.name == [0x61])
      #expect(throws: ArchiveError.self) { try stream.next() }
    }
  }
}
