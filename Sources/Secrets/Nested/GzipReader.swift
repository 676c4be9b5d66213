import ArchiveIO
import PatternScan

/// A gzip file: a tar inside it is read as one, all else is one file.
struct GzipReader: ~Copyable {
  private var inflater: PushInflater
  private var tar: TarMembers?
  private var hasStarted = false
  private var hasEnded = false

  init() throws(ArchiveError) { inflater = try PushInflater(.gzip) }

  mutating func push(
    _ piece: Span<UInt8>, to sink: inout MemberSink, _ tools: inout ScanTools
  ) throws(PatternError) {
    guard !hasEnded else { return }
    var tar = self.tar.take()
    var hasStarted = self.hasStarted
    let progress = try inflater.push(piece) { (unpacked) throws(PatternError) in
      if !hasStarted {
        hasStarted = true
        if case .tar = NestedForm(head: unpacked) { tar = TarMembers() } else { sink.begin([]) }
      }
      if tar != nil {
        try tar?.push(unpacked, to: &sink, &tools)
      } else {
        try sink.take(unpacked, with: &tools)
      }
      return !sink.isFull
    }
    self.tar = tar
    self.hasStarted = hasStarted
    switch progress {
    case .more: break
    case .ended: hasEnded = true
    case .damaged:
      hasEnded = true
      // What only looks like gzip is no damage: nothing came out of it.
      if hasStarted { sink.cut("it is damaged after some unpacked bytes") }
    }
  }

  mutating func end(_ sink: inout MemberSink, _ tools: inout ScanTools) throws(PatternError) {
    if tar != nil { try tar?.end(&sink, &tools) } else { try sink.endMember(with: &tools) }
  }
}
