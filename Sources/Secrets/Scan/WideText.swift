import PatternScan

/// The strings of two bytes for each character in a binary file, narrowed and scanned on their own.
struct WideText {
  private(set) var matches: [SecretMatch] = []
  private(set) var cuts: Set<String> = []
  private(set) var losses: Set<String> = []
  private let path: String
  /// Runs one after the other, a line break after each.
  private var narrow: [UInt8] = []
  /// Where runs start in `narrow` and in the file.
  private var starts: [(narrow: Int, file: Int)] = []
  /// The run that reached the end of what was seen: where it starts in `narrow`.
  private var open: Int?
  /// A character of the open run whose zero is still to come.
  private var half: UInt8?
  /// Bytes of the file before the piece at hand.
  private var base = 0

  private enum Limit {
    /// Bytes that are narrowed before they are scanned.
    static let block = 1 << 18
    /// Of a run that is longer, bytes that are scanned with what follows too: the longest match.
    static let overlap = 1 << 15
  }

  init(path: String) { self.path = path }

  /// Takes the next bytes of the file.
  mutating func feed(_ piece: Span<UInt8>, with tools: inout ScanTools) throws(PatternError) {
    var position = open == nil ? 0 : try continueRun(piece, with: &tools)
    if open == nil {
      while let run = piece.wideRun(from: position) {
        begin(at: base + run.lowerBound)
        try append(piece, run, with: &tools)
        position = run.upperBound
        guard run.upperBound + 1 < piece.count else { break }
        close()
      }
      if open == nil {
        position = piece.wideTail(from: position)
        if position < piece.count { begin(at: base + position) }
      }
      if open != nil { _ = try append(piece, position..<piece.count, with: &tools) }
    }
    base += piece.count
  }

  /// Scans what is left; `matches` are complete then.
  mutating func finish(with tools: inout ScanTools) throws(PatternError) {
    close()
    try scan(with: &tools)
    narrow = []
  }

  private mutating func begin(at offset: Int) {
    open = narrow.count
    half = nil
    starts.append((narrow.count, offset))
  }

  /// Appends characters with their zeros; a last one without is remembered.
  private mutating func append(
    _ piece: Span<UInt8>, _ range: Range<Int>, with tools: inout ScanTools
  ) throws(PatternError) {
    var index = range.lowerBound
    while index + 1 < range.upperBound {
      narrow.append(piece[index])
      index += 2
      if narrow.count >= Limit.block { try scanPart(with: &tools) }
    }
    if index < range.upperBound { half = piece[index] }
  }

  /// Goes on with the open run from the piece's start; gives where it ends.
  private mutating func continueRun(
    _ piece: Span<UInt8>, with tools: inout ScanTools
  ) throws(PatternError) -> Int {
    var index = 0
    if let first = half, !piece.isEmpty {
      half = nil
      guard piece[0] == 0 else {
        close()
        return 0
      }
      narrow.append(first)
      index = 1
    }
    while index + 1 < piece.count, piece[index].isWideText, piece[index + 1] == 0 {
      narrow.append(piece[index])
      index += 2
      if narrow.count >= Limit.block { try scanPart(with: &tools) }
    }
    if index + 1 == piece.count, piece[index].isWideText {
      half = piece[index]
    } else if index < piece.count {
      close()
    }
    return index
  }

  /// Ends the open run; one that is too short is forgotten.
  private mutating func close() {
    guard let start = open else { return }
    open = nil
    half = nil
    if narrow.count - start < Span<UInt8>.shortestWideRun {
      narrow.removeSubrange(start...)
      starts.removeLast()
    } else {
      narrow.append(0x0A)
    }
  }

  /// Scans what is there, and keeps the end of the open run, where a match may have only begun.
  private mutating func scanPart(with tools: inout ScanTools) throws(PatternError) {
    try scan(with: &tools)
    let start = starts.last ?? (narrow: 0, file: 0)
    let kept = max(open ?? narrow.count, narrow.count - Limit.overlap)
    starts = [(0, start.file + 2 * (kept - start.narrow))]
    narrow.removeSubrange(..<kept)
    open = 0
  }

  private mutating func scan(with tools: inout ScanTools) throws(PatternError) {
    guard !narrow.isEmpty else { return }
    var scan = ByteScan(path: path, isBinary: true)
    try scan.scan(narrow.span, ends: 0..<narrow.count, with: &tools)
    cuts.formUnion(scan.cuts)
    losses.formUnion(scan.losses)
    for match in scan.matches {
      guard let start = starts.last(where: { $0.narrow <= match.range.lowerBound }) else { continue }
      let offset = start.file + 2 * (match.range.lowerBound - start.narrow)
      matches.append(match.moved(to: offset..<(offset + 2 * match.range.count)))
    }
  }
}
