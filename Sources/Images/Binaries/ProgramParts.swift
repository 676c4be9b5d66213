import ArchiveIO

/// Which parts of a program in a packed layer are gathered: all that facts are read from, so that a program tells the same there as
/// in a layer that lies in memory.
enum ProgramParts {
  /// Bytes from the start of a program, with those that are left out.
  static let mostBytes = 1 << 30
  /// Bytes that are gathered of a program whose table of sections is among them, and of one whose table lies beyond.
  private static let mostFilled = 64 << 20
  private static let mostFilledOfStart = 32 << 20
  /// What has its place at the start, whatever the segments say: the headers, and the notes.
  static let headBytes = 64 << 10

  /// - Parameters:
  ///   - count: bytes that are wanted.
  ///   - size: of the file, in bytes.
  ///   - head: the first of these bytes.
  static func gathered(_ count: Int, of size: Int, head: Span<UInt8>) -> WantedStart {
    guard count > headBytes, let file = try? ELFFile(parsing: head) else { return WantedStart(count: count) }
    return WantedStart(
      count: count, without: file.code(in: headBytes..<count),
      filling: count < size ? mostFilledOfStart : mostFilled)
  }
}

extension ELFFile {
  /// What of the first bytes of the file is no part of the code.
  func withoutCode(upTo count: Int) -> [Range<Int>] {
    let code = code(in: min(ProgramParts.headBytes, count)..<count)
    let starts = [0] + code.map(\.upperBound)
    let ends = code.map(\.lowerBound) + [count]
    return zip(starts, ends).map { $0..<$1 }
  }

  /// The parts of a range of the file that hold instructions and nothing that facts are read from, in order and apart from each other.
  ///
  /// Where constants have a segment of their own, as linkers write it since 2018 and Go's always did, none are among the instructions;
  /// else nothing is left out.
  func code(in range: Range<Int>) -> [Range<Int>] {
    let loaded = segments.filter { $0.type == SegmentType.load.rawValue && $0.size > 0 }
    guard loaded.contains(where: { !$0.isExecutable && !$0.isWritable }) else { return [] }
    // What is at such a place as well is no code alone, whoever made the file look so.
    let others = segments.filter { segment in
      segment.type == SegmentType.interpreter.rawValue || segment.type == SegmentType.dynamic.rawValue
        || segment.type == SegmentType.load.rawValue && !segment.isExecutable
    }
    let needed = others.compactMap(\.fileRange) + [sectionTable].compactMap(\.self)
    let code = loaded.filter(\.isExecutable).compactMap(\.fileRange).filter { part in
      !needed.contains { $0.overlaps(part) }
    }
    var parts: [Range<Int>] = []
    for part in code.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      // Segments of a damaged file may lie on each other.
      let start = max(part.lowerBound, range.lowerBound, parts.last?.upperBound ?? 0)
      let end = min(part.upperBound, range.upperBound)
      if start < end { parts.append(start..<end) }
    }
    return parts
  }
}

extension ELFFile.Segment {
  /// Where it lies in the file; nil for one that no file can hold.
  fileprivate var fileRange: Range<Int>? {
    guard let start = Int(exactly: offset), let count = Int(exactly: size) else { return nil }
    let (end, isTooFar) = start.addingReportingOverflow(count)
    return isTooFar ? nil : start..<end
  }
}
