import Findings
import PatternScan

/// One task's scanner of files: it is fed a file's bytes in order and gives the file's secrets.
///
/// A file that is one mapped buffer is scanned where it lies; one that comes in pieces goes through a buffer of
/// `SecretLimits.blockBytes`, with enough of it kept that a match across pieces is seen whole.
package struct FileScan: ~Copyable {
  private var tools: ScanTools
  private var stream: ByteStream?
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
    stream = ByteStream(path: path, limits: tools.scanner.options.limits)
  }

  /// Takes the next bytes of the file.
  package mutating func feed(_ chunk: Span<UInt8>) throws(PatternError) {
    try stream?.feed(chunk, with: &tools)
  }

  /// Ends the file.
  package mutating func finish() throws(PatternError) -> FileSecrets {
    guard var ended = stream.take() else { return FileSecrets() }
    try ended.finish(with: &tools)
    return ended.result()
  }
}
