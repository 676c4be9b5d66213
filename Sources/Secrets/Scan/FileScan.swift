import ArchiveIO
import Findings
import PatternScan

/// One task's scanner of files: it is fed a file's bytes in order and gives the file's secrets.
///
/// A file that is one mapped buffer is scanned where it lies; one that comes in pieces goes through a buffer of
/// `SecretLimits.blockBytes`, with enough of it kept that a match across pieces is seen whole.
package struct FileScan: ~Copyable {
  private let shared: SharedTools
  private var stream: ByteStream?
  /// The scan of the files inside the file, where it is an archive, and what feeds it where the file comes in pieces.
  private var inside: InsideScan?
  private var feed: InsideFeed?
  /// What the archive files of one portion of a layer unpack to together.
  private let portion: InsidePortion
  private var hasBytes = false
  private var form: ArchiveFileForm?
  /// The first bytes, until there are enough to tell the form.
  private var head: [UInt8] = []
  private var path = ""
  /// Bytes that came so far.
  private var size = 0

  /// Throws when memory is short.
  package init(_ scanner: SecretScanner) throws(PatternError) {
    shared = try SharedTools(scanner)
    portion = InsidePortion(scanner.options.limits.inside)
  }

  deinit { feed?.finish() }

  /// The secrets of a file that is at hand as a whole; `path` is without a leading slash.
  package mutating func scan(_ bytes: Span<UInt8>, path: String) throws(PatternError) -> FileSecrets {
    try start(path: path)
    stream?.isWhole = true
    try feed(bytes)
    return try finish()
  }

  /// Begins a portion of a layer, whose files are the next. A new one begins by itself behind enough bytes of files.
  package func startPortion() { portion.restart() }

  /// Begins a file; one that was begun before and not finished is forgotten.
  package mutating func start(path: String) throws(PatternError) {
    self.path = path
    feed?.finish()
    (inside, feed) = (nil, nil)
    (hasBytes, form) = (false, nil)
    size = 0
    head = []
    stream = ByteStream(path: path, limits: shared.limits)
  }

  /// Takes the next bytes of the file.
  package mutating func feed(_ chunk: Span<UInt8>) throws(PatternError) {
    size += chunk.count
    guard !hasBytes else { return try passOn(chunk) }
    if head.isEmpty, chunk.count >= FileScan.headLength || stream?.isWhole == true { return try begin(chunk) }
    head.append(contentsOf: chunk)
    if head.count >= FileScan.headLength { try beginWithHead() }
  }

  /// Bytes by which a file's form is known; pieces may be smaller.
  private static let headLength = ArchiveFileForm.headLength

  private mutating func beginWithHead() throws(PatternError) {
    var bytes: [UInt8] = []
    swap(&bytes, &head)
    try begin(bytes.span)
  }

  private mutating func begin(_ chunk: Span<UInt8>) throws(PatternError) {
    guard !chunk.isEmpty else { return }
    hasBytes = true
    form = ArchiveFileForm(head: chunk, name: path)
    try stream?.feed(chunk, with: &shared.tools)
    guard form != nil else { return }
    let inside = InsideScan(path: path, tools: shared)
    self.inside = inside
    let budget = InsideBudget(shared.limits.inside, portion: portion)
    if stream?.isWhole == true {
      InsideReader.read(chunk, name: path, budget: budget, visitor: inside)
    } else {
      let feed = InsideFeed(name: path, budget: budget, visitor: inside)
      feed.push(chunk)
      self.feed = feed
    }
  }

  private mutating func passOn(_ chunk: Span<UInt8>) throws(PatternError) {
    try stream?.feed(chunk, with: &shared.tools)
    feed?.push(chunk)
  }

  /// Ends the file.
  package mutating func finish() throws(PatternError) -> FileSecrets {
    if !hasBytes { try beginWithHead() }
    feed?.finish()
    feed = nil
    portion.endFile(size)
    guard var ended = stream.take() else { return FileSecrets() }
    try ended.finish(with: &shared.tools)
    var result = ended.result()
    if let inside {
      self.inside = nil
      if let failure = inside.failure { throw failure }
      result.matches += inside.matches
      result.cuts += inside.cuts.sorted()
      result.losses += inside.losses
    }
    if !result.losses.isEmpty {
      result.excuse = FileContext(path: path).excuse(form: form)
    }
    return result
  }
}
