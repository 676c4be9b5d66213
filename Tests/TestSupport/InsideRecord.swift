import ArchiveIO

/// What the files inside an archive file are, as lines: each content by its length and a sum of its bytes, and each part
/// that was not read.
package final class InsideRecord {
  package let lines: [String]

  /// Reads an archive file that lies in memory, or comes in pieces of so many bytes.
  package init(_ file: [UInt8], limits: InsideLimits = InsideLimits(), inPiecesOf length: Int? = nil) {
    let recorder = Recorder()
    let budget = InsideBudget(limits)
    if let length {
      let feed = InsideFeed(name: "a", budget: budget, visitor: recorder)
      var rest = file.span
      while !rest.isEmpty {
        let count = min(rest.count, length)
        feed.push(rest.extracting(first: count))
        rest = rest.extracting(droppingFirst: count)
      }
      feed.finish()
    } else {
      InsideReader.read(file.span, name: "a", budget: budget, visitor: recorder)
    }
    lines = recorder.lines
  }
}

private final class Recorder: InsideVisitor {
  private(set) var lines: [String] = []
  private var open: [(count: Int, sum: UInt64)] = []
  let isDone = false

  func begin(_ name: [UInt8], level: Int) {
    lines.append("\(level) \(name)")
    open.append((0, 0))
  }

  func receive(_ piece: Span<UInt8>, level: Int) {
    precondition(open.indices.contains(level - 1), "bytes came for level \(level), which is not open")
    open[level - 1].count += piece.count
    for index in piece.indices { open[level - 1].sum = open[level - 1].sum &* 31 &+ UInt64(piece[index]) }
  }

  func end(level: Int) {
    precondition(open.count == level, "level \(level) ended unopened")
    lines.append("\(level) ends \(open.removeLast())")
  }

  func missed(_ part: UnreadPart) { lines.append("missed \(part)") }
}
