import ArchiveIO
import PatternScan

/// The scan of the files inside one archive file, beside the scan of its own bytes.
struct NestedScan: ~Copyable {
  // One of these is there. An enum with values that cannot be copied would have to be taken apart at each call.
  private var zip: ZipMembers?
  private var gzip: GzipReader?
  private var tar: TarMembers?
  private var sink: MemberSink

  /// Nil where the first bytes are no archive's.
  init?(head: Span<UInt8>, path: String, limits: SecretLimits) {
    guard let form = NestedForm(head: head) else { return nil }
    sink = MemberSink(path: path, limits: limits)
    zip = nil
    gzip = nil
    tar = nil
    switch form {
    case .zip: zip = ZipMembers()
    case .tar: tar = TarMembers()
    case .gzip:
      do throws(ArchiveError) {
        gzip = try GzipReader()
      } catch {
        sink.cut("it could not be unpacked: \(error)")
      }
    }
  }

  mutating func push(_ piece: Span<UInt8>, with tools: inout ScanTools) throws(PatternError) {
    try zip?.push(piece, to: &sink, &tools)
    try gzip?.push(piece, to: &sink, &tools)
    try tar?.push(piece, to: &sink, &tools)
  }

  /// Ends the archive file and gives what its files hold.
  mutating func finish(with tools: inout ScanTools) throws(PatternError) -> FileSecrets {
    try zip?.end(&sink, &tools)
    try gzip?.end(&sink, &tools)
    try tar?.end(&sink, &tools)
    return FileSecrets(matches: sink.matches, cuts: sink.cuts.sorted())
  }
}
