import Findings
import PatternScan

/// One task's scanner of files: it is fed a file's bytes in order and gives the file's secrets.
///
/// A file that is one mapped buffer is scanned where it lies; one that comes in pieces goes through a buffer of
/// `SecretLimits.blockBytes`, with enough of it kept that a match across pieces is seen whole.
package struct FileScan: ~Copyable {
  private var tools: ScanTools
  private var stream: ByteStream?
  /// The files inside the file, where it is an archive.
  private var nested: NestedScan?
  private var hasBytes = false
  /// The first bytes, until there are enough to tell the form.
  private var head: [UInt8] = []
  private var path = ""

  /// Throws when memory is short.
  package init(_ scanner: SecretScanner) throws(PatternError) { tools = try ScanTools(scanner) }

  /// The secrets of a file that is at hand as a whole; `path` is without a leading slash.
  package mutating func scan(_ bytes: Span<UInt8>, path: String) throws(PatternError) -> FileSecrets {
    try start(path: path)
    stream?.isWhole = true
    try feed(bytes)
    return try finish()
  }

  /// Begins a file; one that was begun before and not finished is forgotten.
  package mutating func start(path: String) throws(PatternError) {
    self.path = path
    nested = nil
    hasBytes = false
    head = []
    stream = ByteStream(path: path, limits: tools.scanner.options.limits)
  }

  /// Takes the next bytes of the file.
  package mutating func feed(_ chunk: Span<UInt8>) throws(PatternError) {
    guard !hasBytes else { return try passOn(chunk) }
    if head.isEmpty, chunk.count >= FileScan.headLength || stream?.isWhole == true { return try begin(chunk) }
    head.append(contentsOf: chunk)
    if head.count >= FileScan.headLength { try beginWithHead() }
  }

  /// Bytes by which a file's form is told; pieces may be smaller.
  private static let headLength = 512

  private mutating func beginWithHead() throws(PatternError) {
    var bytes: [UInt8] = []
    swap(&bytes, &head)
    try begin(bytes.span)
  }

  private mutating func begin(_ chunk: Span<UInt8>) throws(PatternError) {
    guard !chunk.isEmpty else { return }
    hasBytes = true
    nested = NestedScan(head: chunk, path: path, limits: tools.scanner.options.limits)
    try passOn(chunk)
  }

  private mutating func passOn(_ chunk: Span<UInt8>) throws(PatternError) {
    try stream?.feed(chunk, with: &tools)
    try nested?.push(chunk, with: &tools)
  }

  /// Ends the file.
  package mutating func finish() throws(PatternError) -> FileSecrets {
    if !hasBytes { try beginWithHead() }
    guard var ended = stream.take() else { return FileSecrets() }
    try ended.finish(with: &tools)
    var result = ended.result()
    guard var archive = nested.take() else { return result }
    let inside = try archive.finish(with: &tools)
    result.matches += inside.matches
    result.cuts += inside.cuts
    return result
  }
}
