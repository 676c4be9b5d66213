import ArchiveIO
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Images

/// A file that somebody makes shorter while it is mapped.
@Suite struct ShrinkingFileTests {
  private func cut(_ path: String, to count: UInt64) throws {
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.truncate(atOffset: count)
    try handle.close()
  }

  @Test func `what is gone of a mapped file reads as zeros`() throws {
    let scratch = try ScratchDirectory()
    let path = try scratch.write([UInt8](repeating: 7, count: 1 << 20), to: "file")
    let view = try ByteStore(mapping: path).view
    try cut(path, to: 1 << 16)
    #expect(!view.isCut)
    let bytes = view.copy()
    #expect(bytes.count == 1 << 20)
    #expect(bytes[..<(1 << 16)].allSatisfy { $0 == 7 })
    #expect(bytes[(1 << 16)...].allSatisfy { $0 == 0 })
    #expect(view.isCut)
  }

  @Test func `an archive that becomes shorter while its layers are read is not read`() throws {
    let scratch = try ScratchDirectory()
    let content = String(repeating: "0123456789abcdef", count: 1 << 16)
    let layers = (0..<6).map { LayoutBuilder.Layer([TarWriter.Member("f\($0)", content: content + "\($0)")]) }
    let path = try scratch.write(try LayoutBuilder(layers).archive(), to: "image.tar")
    let isCut = Mutex(false)
    let loader = ImageLoader { _ in
      isCut.withLock { done in
        guard !done else { return }
        done = true
        #expect(throws: Never.self) { try cut(path, to: 1 << 16) }
      }
    }
    let error = try #require(throws: ImageError.self) { try loader.load(path) }
    #expect(error.description.contains("became shorter while it was read"), "\(error)")
  }
}
