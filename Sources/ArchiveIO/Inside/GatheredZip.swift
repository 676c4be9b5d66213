/// A zip that comes in pieces, of which only what its reader wants is held: its directory, the headers before the contents,
/// and the contents of some files, each at its place. All else reads as zeros and takes no memory (APPNOTE.TXT 6.3, section
/// 4.3).
///
/// Archives in it are held in the same way: one that is stored where it lies, one that is deflated unpacked beside it.
/// What is wanted is known by the headers before the contents. Where the directory of a damaged zip, or of one that is made to
/// deceive, leads elsewhere, zeros are there, and its reader tells of damage. Where no header is found that should be there, all
/// that follows is held.
package final class GatheredZip {
  /// What is wanted of a file.
  package enum Interest { case nothing, content, archive }

  /// Where the next bytes belong.
  private enum Step {
    /// A record starts before `limit`; from `from` on none was found.
    case record(from: Int, limit: Int)
    /// The header of a file, which has so many bytes as far as known.
    case header(start: Int, count: Int)
    case kept(end: Int)
    case leftOut(end: Int)
    /// A content whose size follows it; what is before `held` was given back.
    case unsized(start: Int, isKept: Bool, held: Int)
    /// The content of a deflated archive; its end is nil where its size follows it.
    case packed(DeflatedZip, end: Int?)
    /// What is held to the end.
    case rest
  }

  /// Bytes that may stand before a zip, such as a script that starts it.
  private static let longestStart = 1 << 20
  /// Bytes within which a record follows a content: at most a descriptor is between them.
  private static let longestDescriptor = 28
  /// Bytes of a content that is not wanted, and whose size is not known, that are held until it ends: the last ones, since all
  /// that follows is taken for it, with the directory, where its descriptor has no mark.
  private static let mostUnsized = 16 << 20
  /// Bytes that are given back at a time.
  private static let leastGivenBack = 1 << 20

  package let plan: Plan
  private let level: Int
  private let room = GatheredBytes(capacity: 0, pages: .small)
  private var step = Step.record(from: 0, limit: longestStart)
  /// Where the stored archives end that are open, the innermost last.
  private var ends: [Int] = []
  /// The deflated archives in it, by where their contents start.
  private var archives: [Int: DeflatedZip] = [:]
  private var held = 0
  /// Why nothing of it is held.
  package private(set) var failure: ArchiveError?

  /// - Parameter level: archives around it.
  package init(_ plan: Plan, level: Int = 0) {
    self.plan = plan
    self.level = level
  }

  deinit { plan.held -= held }

  /// Bytes that came so far.
  package private(set) var count = 0

  /// Makes room for so many bytes, if it is known how many will come.
  package func reserve(_ capacity: Int) { room.reserve(capacity) }

  /// Calls `body` with all bytes that came, as far as they are held; the span is valid during the call.
  package func withBytes<Result>(_ body: (Span<UInt8>) -> Result) -> Result { room.withBytes(body) }

  /// The deflated archive whose content starts at a place.
  func archive(at place: Int) -> DeflatedZip? { archives[place] }

  /// Takes the next bytes.
  package func append(_ bytes: Span<UInt8>) {
    count += bytes.count
    var rest = bytes
    while failure == nil, !rest.isEmpty {
      closeArchives()
      let most = ends.last.map { min(rest.count, $0 - room.count) } ?? rest.count
      rest = rest.extracting(droppingFirst: take(rest.extracting(first: most)))
    }
  }

  /// Takes so many zeros, which a sparse file does not hold.
  package func append(zeros: Int) {
    let some = [UInt8](repeating: 0, count: min(zeros, 64 << 10))
    var left = zeros
    while left > 0 {
      let piece = min(left, some.count)
      append(some.span.extracting(first: piece))
      left -= piece
    }
  }

  private func closeArchives() {
    while let end = ends.last, room.count >= end {
      ends.removeLast()
      expectRecord()
    }
  }

  private func expectRecord() {
    step = .record(from: room.count, limit: room.count + Self.longestDescriptor)
  }

  /// Takes some of the bytes, and says how many. They end where the innermost archive does.
  private func take(_ bytes: Span<UInt8>) -> Int {
    switch step {
    case .record(let from, let limit): findRecord(in: bytes, from, limit)
    case .header(let start, let count): readHeader(in: bytes, start, count)
    case .kept(let end): pass(bytes, to: end) { hold($0) }
    case .leftOut(let end): pass(bytes, to: end) { room.append(zeros: $0.count) }
    case .unsized(let start, let isKept, let held): findEnd(in: bytes, start, isKept, held: held)
    case .packed(let archive, let end): unpack(bytes, archive, end)
    case .rest: pass(bytes, to: .max) { hold($0) }
    }
  }

  private func pass(_ bytes: Span<UInt8>, to end: Int, _ body: (Span<UInt8>) -> Void) -> Int {
    let piece = bytes.extracting(first: min(bytes.count, end - room.count))
    body(piece)
    if room.count == end { expectRecord() }
    return piece.count
  }

  /// Appends bytes that are held, unless all archives hold as much as they may.
  private func hold(_ bytes: Span<UInt8>) {
    room.append(bytes)
    charge(bytes.count)
    guard plan.held > plan.limits.heldBytes else { return }
    failure = .limit(
      what: "what is held of it", allowed: "\(plan.limits.heldBytes) bytes (--limit jar-held-bytes)")
    room.clear(keeping: 0)
    archives = [:]
    charge(-held)
  }

  /// Counts bytes that are held.
  private func charge(_ bytes: Int) {
    held += bytes
    plan.held += bytes
  }

  /// Takes back bytes that were appended last.
  private func takeBack(_ bytes: Int) {
    room.removeLast(bytes)
    charge(-bytes)
  }

  // MARK: Records

  private func findRecord(in bytes: Span<UInt8>, _ from: Int, _ limit: Int) -> Int {
    let piece = bytes.extracting(first: min(bytes.count, from == room.count ? 4 : 64))
    hold(piece)
    guard failure == nil else { return piece.count }
    let found = room.withBytes(from..<room.count) { bytes -> (place: Int, isFile: Bool)? in
      var place = 0
      while place + 4 <= bytes.count {
        switch ZipRecord(bytes, at: place) {
        case .file: return (place, true)
        case .listing, .end: return (place, false)
        case .descriptor, .extra, .signature, .zip64End, .zip64Locator, nil: place += 1
        }
      }
      return nil
    }
    guard let found else {
      step = room.count < limit ? .record(from: max(from, room.count - 3), limit: limit) : .rest
      return piece.count
    }
    let start = from + found.place
    let surplus = room.count - (start + 4)
    takeBack(surplus)
    step = found.isFile ? .header(start: start, count: ZipRecord.fileLength) : .rest
    return piece.count - surplus
  }

  private func readHeader(in bytes: Span<UInt8>, _ start: Int, _ count: Int) -> Int {
    let piece = bytes.extracting(first: min(bytes.count, start + count - room.count))
    hold(piece)
    guard failure == nil, room.count == start + count else { return piece.count }
    step = room.withBytes(start..<room.count) { bytes in
      let length = ZipFileHeader.length(ofFile: bytes) ?? count
      guard length == count else { return .header(start: start, count: length) }
      return ZipFileHeader(file: bytes).map(content) ?? .rest
    }
    return piece.count
  }

  /// What is done with the content of a file, which starts here.
  private func content(of header: ZipFileHeader) -> Step {
    let start = room.count
    let mayOpen = !header.isEncrypted && level + ends.count + 1 < plan.limits.levels
    let method = ZipMethod(header.method)
    let interest = plan.interest(header.name.span)
    guard !header.hasDescriptor || header.packed > 0 else {
      guard interest == .archive, mayOpen, method == .deflated else {
        return .unsized(start: start, isKept: interest != .nothing, held: start)
      }
      return .packed(makeArchive(at: start), end: nil)
    }
    guard let packed = Int(exactly: header.packed), packed >= 0, packed <= Int.max - start else {
      return .rest
    }
    let end = start + packed
    let after = Step.record(from: start, limit: start + Self.longestDescriptor)
    guard packed > 0 else { return after }
    switch (interest, method) {
    case (.content, _): return .kept(end: end)
    case (.archive, .stored) where mayOpen:
      ends.append(min(end, ends.last ?? end))
      return .record(from: start, limit: start + Self.longestStart)
    case (.archive, .deflated) where mayOpen: return .packed(makeArchive(at: start), end: end)
    // Its reader does not open it either.
    case (.archive, _), (.nothing, _): return .leftOut(end: end)
    }
  }

  // MARK: Contents

  private func makeArchive(at start: Int) -> DeflatedZip {
    let archive = DeflatedZip(plan, level: level + ends.count + 1)
    archives[start] = archive
    return archive
  }

  private func unpack(_ bytes: Span<UInt8>, _ archive: DeflatedZip, _ end: Int?) -> Int {
    let piece = bytes.extracting(first: end.map { min(bytes.count, $0 - room.count) } ?? bytes.count)
    let taken = archive.take(piece)
    guard archive.isOver else {
      room.append(zeros: piece.count)
      if room.count == end { expectRecord() }
      return piece.count
    }
    room.append(zeros: taken)
    if let end {
      step = .leftOut(end: end)
      if room.count == end { expectRecord() }
    } else if archive.failure == nil {
      expectRecord()
    } else {
      step = .rest
    }
    return taken
  }

  /// Takes a content up to the descriptor behind it, which says that it has so many bytes.
  private func findEnd(in bytes: Span<UInt8>, _ start: Int, _ isKept: Bool, held: Int) -> Int {
    let before = room.count
    let piece = bytes.extracting(first: min(bytes.count, 64 << 10))
    hold(piece)
    guard failure == nil else { return piece.count }
    let first = max(start, before - 15)
    let found = room.withBytes(first..<room.count) { $0.descriptor(ofContentBefore: first - start) }
    guard let found else {
      if !isKept, room.count - held >= Self.mostUnsized + Self.leastGivenBack {
        let end = giveBack(held..<room.count - Self.mostUnsized)
        step = .unsized(start: start, isKept: isKept, held: end)
      }
      return piece.count
    }
    let end = first + found
    if !isKept { _ = giveBack(held..<end) }
    let surplus = room.count - max(end, before)
    takeBack(surplus)
    expectRecord()
    return piece.count - surplus
  }

  /// Gives whole pages of what is held back, and says where what is held begins then.
  private func giveBack(_ range: Range<Int>) -> Int {
    let pages = room.forget(range)
    charge(-pages.count)
    return pages.upperBound
  }
}

extension GatheredZip {
  /// What is wanted of a zip and of all archives in it, and what they hold together.
  package final class Plan {
    package let limits: InsideLimits
    package let budget: InsideBudget
    /// What is wanted of the file of a name.
    fileprivate let interest: (Span<UInt8>) -> Interest
    /// Bytes held by all.
    fileprivate(set) var held = 0
    /// What unpacks, while nobody uses it.
    var unpackers: [DeflatedZip.Unpacker] = []

    package init(_ budget: InsideBudget, interest: @escaping (Span<UInt8>) -> Interest) {
      limits = budget.limits
      self.budget = budget
      self.interest = interest
    }
  }
}

extension Span<UInt8> {
  /// Where the descriptor starts that ends a content of which so many bytes lie before these.
  fileprivate func descriptor(ofContentBefore before: Int) -> Int? {
    var place = 0
    while place + 16 <= count {
      // The mark's last byte is in it only once, so that where another is four bytes are passed over, or fewer.
      switch self[place + 3] {
      case 0x08:
        if ZipRecord(self, at: place) == .descriptor,
          littleEndian(at: place + 8, width: 4) == UInt64(truncatingIfNeeded: before + place) & 0xffff_ffff
        {
          return place
        }
        place += 4
      case 0x07: place += 1
      case 0x4b: place += 2
      case 0x50: place += 3
      default: place += 4
      }
    }
    return nil
  }
}
