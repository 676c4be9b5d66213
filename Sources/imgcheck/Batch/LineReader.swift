import Foundation

/// The lines of a file, of which one is in memory at a time.
final class LineReader {
  struct Line {
    /// Without the line feed.
    let bytes: [UInt8]
    /// Where it begins, in bytes from the file's start.
    let offset: UInt64
    /// Whether a line feed ends it.
    let isWhole: Bool
  }

  private let file: FileHandle
  private var buffer: [UInt8] = []
  private var start = 0
  private var offset: UInt64 = 0
  private var isAtEnd = false

  private static let pieceBytes = 1 << 20

  init(_ file: FileHandle) { self.file = file }

  /// nil after the last line.
  func next() throws -> Line? {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer {
          offset += UInt64(end + 1 - start)
          start = end + 1
        }
        return Line(bytes: Array(buffer[start..<end]), offset: offset, isWhole: true)
      }
      guard !isAtEnd else { break }
      searched = buffer.count - start
      buffer.removeFirst(start)
      start = 0
      let piece = try file.read(upToCount: Self.pieceBytes) ?? Data()
      isAtEnd = piece.isEmpty
      buffer.append(contentsOf: piece)
    }
    guard start < buffer.count else { return nil }
    defer { start = buffer.count }
    return Line(bytes: Array(buffer[start...]), offset: offset, isWhole: false)
  }
}
