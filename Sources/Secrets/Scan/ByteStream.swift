import PatternScan

/// The bytes of one run on their way to its `ByteScan`: as they are, or narrowed from UTF-16.
struct ByteStream {
  /// Whether the next bytes are all there is, so that they need not be kept.
  var isWhole = false
  private var scan: ByteScan
  private var buffer: [UInt8] = []
  /// Triggers that end before this place in the buffer have been seen.
  private var seen = 0
  private var width: UTF16Form?
  /// The strings of two bytes for each character in a binary file; nil for text.
  private var wideText: WideText?
  private var hasStarted = false
  private let path: String
  private let limits: SecretLimits

  init(path: String, limits: SecretLimits) {
    self.path = path
    scan = ByteScan(path: path)
    self.limits = limits
  }

  mutating func feed(_ chunk: Span<UInt8>, with tools: inout ScanTools) throws(PatternError) {
    if !hasStarted, !chunk.isEmpty {
      hasStarted = true
      width = UTF16Form(sample: chunk)
      if width == nil, chunk.extracting(first: min(chunk.count, ByteScan.binarySample)).contains(0) {
        wideText = WideText(path: path)
      }
    }
    if width != nil {
      try takeWide(chunk, with: &tools)
    } else if isWhole {
      try scanInPlace(chunk, with: &tools)
    } else {
      try wideText?.feed(chunk, with: &tools)
      try take(chunk, with: &tools)
    }
  }

  mutating func finish(with tools: inout ScanTools) throws(PatternError) {
    try wideText?.finish(with: &tools)
    let bytes = buffer
    buffer = []
    guard seen < bytes.count else { return }
    try scan.scan(bytes.span, ends: seen..<bytes.count, with: &tools)
    scan.readStructure(
      bytes.span, size: scan.base + bytes.count, isStart: scan.base == 0, options: tools.scanner.options)
  }

  func result() -> FileSecrets {
    guard let wideText else {
      let matches = Overlaps.resolved(scan.matches)
      return FileSecrets(
        matches: width == nil ? matches : matches.map { $0.scaled(by: 2) }, cuts: scan.cuts.sorted(),
        losses: scan.losses.sorted())
    }
    return FileSecrets(
      matches: Overlaps.resolved(scan.matches + wideText.matches),
      cuts: scan.cuts.union(wideText.cuts).sorted(),
      losses: scan.losses.union(wideText.losses).sorted())
  }

  /// Blocks follow each other over the one buffer; a match may reach into the next block, so none is cut. All that is looked
  /// for is looked for while a block is in the processor's cache.
  private mutating func scanInPlace(_ bytes: Span<UInt8>, with tools: inout ScanTools) throws(PatternError) {
    var start = 0
    while start < bytes.count {
      let end = min(start + limits.blockBytes, bytes.count)
      try wideText?.feed(bytes.extracting(start..<end), with: &tools)
      try scan.scan(bytes, ends: start..<end, with: &tools)
      start = end
    }
    scan.readStructure(bytes, size: bytes.count, isStart: true, options: tools.scanner.options)
  }

  private mutating func take(_ chunk: Span<UInt8>, with tools: inout ScanTools) throws(PatternError) {
    let ahead = tools.scanner.lookAhead
    let capacity =
      (scan.hasReaders ? max(limits.structuredBytes, limits.blockBytes) : limits.blockBytes) + ahead
    let copied = Self.back(tools.scanner) + ahead
    var taken = 0
    while taken < chunk.count {
      let left = chunk.count - taken
      if !scan.hasReaders, left >= Self.worthwhile * copied, buffer.count + left >= capacity {
        return try takeInPlace(chunk.extracting(taken...), with: &tools)
      }
      let count = min(left, max(capacity - buffer.count, 1))
      buffer.append(contentsOf: chunk.extracting(taken..<(taken + count)))
      taken += count
      if buffer.count >= capacity { try scanBuffer(with: &tools) }
    }
  }

  /// How many times as long as what is copied of it a piece is that is scanned in place.
  private static let worthwhile = 4

  /// Bytes before the end of a trigger that a match and the place of its line are told from.
  private static func back(_ scanner: SecretScanner) -> Int {
    max(scanner.lookBehind + scanner.longestTrigger, LineCounter.reach)
  }

  /// Scans all triggers whose match is complete whatever comes next, and drops what no later match can touch.
  private mutating func scanBuffer(with tools: inout ScanTools) throws(PatternError) {
    var bytes: [UInt8] = []
    swap(&bytes, &buffer)
    let end = bytes.count - tools.scanner.lookAhead
    try scan.scan(bytes.span, ends: seen..<end, with: &tools)
    let kept = max(0, end - Self.back(tools.scanner))
    scan.advance(by: kept, of: bytes.span)
    bytes.removeFirst(kept)
    seen = end - kept
    swap(&bytes, &buffer)
  }

  /// Scans a long piece where it lies. Only its first bytes join the buffer, as far as matches reach that begin before it, and its last
  /// ones take the buffer's place.
  private mutating func takeInPlace(_ piece: Span<UInt8>, with tools: inout ScanTools) throws(PatternError) {
    let (ahead, back) = (tools.scanner.lookAhead, Self.back(tools.scanner))
    var start = 0
    var bytes: [UInt8] = []
    swap(&bytes, &buffer)
    if !bytes.isEmpty {
      let before = bytes.count
      start = back
      bytes.append(contentsOf: piece.extracting(0..<(back + ahead)))
      try scan.scan(bytes.span, ends: seen..<(before + back), with: &tools)
      scan.advance(by: before, of: bytes.span)
    }
    let end = piece.count - ahead
    while start < end {
      let next = min(start + limits.blockBytes, end)
      try scan.scan(piece, ends: start..<next, with: &tools)
      start = next
    }
    scan.advance(by: end - back, of: piece)
    bytes.removeAll(keepingCapacity: true)
    bytes.append(contentsOf: piece.extracting((end - back)...))
    swap(&bytes, &buffer)
    seen = back
  }

  /// Each unit of UTF-16 becomes one byte, so that a place in the file is twice the place in what is scanned.
  private mutating func takeWide(_ chunk: Span<UInt8>, with tools: inout ScanTools) throws(PatternError) {
    guard var form = width else { return }
    let narrow = form.narrowed(chunk)
    width = form
    try take(narrow.span, with: &tools)
  }
}

/// Text in UTF-16, little or big endian, with or without a byte order mark.
struct UTF16Form {
  private let highFirst: Bool
  private var pending: UInt8?

  /// Nil where the first bytes do not look like it: no mark, and no zero in nearly every second place.
  init?(sample: Span<UInt8>) {
    let count = min(sample.count, 512)
    guard count >= 4 else { return nil }
    if sample[0] == 0xFF, sample[1] == 0xFE, !(sample[2] == 0 && sample[3] == 0) {
      highFirst = false
      return
    }
    if sample[0] == 0xFE, sample[1] == 0xFF {
      highFirst = true
      return
    }
    guard count >= 32, sample.extracting(first: count).contains(0) else { return nil }
    let half = count / 2
    // A half of the bytes with more others than this are not nearly all zeros.
    let mostOthers = (count + 1) / 2 - (half * 9 + 9) / 10
    var zeros = SIMD2<Int>()
    var others = SIMD2<Int>()
    var printable = SIMD2<Int>()
    for index in 0..<count {
      let byte = sample[index]
      if byte == 0 {
        zeros[index & 1] += 1
        continue
      }
      others[index & 1] += 1
      guard others[0] <= mostOthers || others[1] <= mostOthers else { return nil }
      if byte.isWideText { printable[index & 1] += 1 }
    }
    if zeros[1] * 10 >= half * 9, printable[0] * 10 >= half * 9 {
      highFirst = false
    } else if zeros[0] * 10 >= half * 9, printable[1] * 10 >= half * 9 {
      highFirst = true
    } else {
      return nil
    }
  }

  /// The low byte of each ASCII unit, a substitute (0x1A) for each other; an odd byte waits for the next call.
  mutating func narrowed(_ bytes: Span<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count / 2 + 1)
    for index in bytes.indices {
      guard let first = pending else {
        pending = bytes[index]
        continue
      }
      pending = nil
      let (high, low) = highFirst ? (first, bytes[index]) : (bytes[index], first)
      result.append(high == 0 && low < 0x80 ? low : 0x1A)
    }
    return result
  }
}

extension SecretMatch {
  /// The match with its bytes counted in units of `scale` bytes.
  func scaled(by scale: Int) -> SecretMatch {
    moved(to: (range.lowerBound * scale)..<(range.upperBound * scale))
  }
}
