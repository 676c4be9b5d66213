import ArchiveIO
import PatternScan

/// The archive forms that applications keep files in.
enum NestedForm {
  case zip, gzip, tar

  /// By the first bytes: zip's local header, gzip's magic, or `ustar` in a tar header.
  init?(head: Span<UInt8>) {
    guard head.count >= 4 else { return nil }
    if head[0] == 0x50, head[1] == 0x4B, head[2] == 3, head[3] == 4 {
      self = .zip
    } else if head[0] == 0x1F, head[1] == 0x8B, head[2] == 8 {
      self = .gzip
    } else if head.count >= 512, head.array(257..<262).elementsEqual("ustar".utf8) {
      self = .tar
    } else {
      return nil
    }
  }
}

/// The files inside one archive file, each scanned like a file of its own.
struct MemberSink {
  private(set) var matches: [SecretMatch] = []
  private(set) var cuts: Set<String> = []
  /// Whether a limit was reached, so that no more bytes are wanted.
  private(set) var isFull = false
  private let path: String
  private let limits: SecretLimits
  private var name = ""
  private var stream: ByteStream?
  private var unpacked = 0
  private var members = 0

  init(path: String, limits: SecretLimits) {
    self.path = path
    self.limits = limits
  }

  /// A member begins; `name` as the archive has it.
  mutating func begin(_ name: [UInt8]) {
    self.name = String(decoding: name.prefix(1024), as: UTF8.self)
    members += 1
    guard members <= limits.members else { return stop("more than \(limits.members) files are in it") }
    stream = ByteStream(path: "\(path)/\(self.name)", limits: limits)
  }

  mutating func take(_ piece: Span<UInt8>, with tools: inout ScanTools) throws(PatternError) {
    unpacked += piece.count
    guard unpacked <= limits.unpackedBytes else {
      return stop("it unpacks to more than \(limits.unpackedBytes) bytes")
    }
    try stream?.feed(piece, with: &tools)
  }

  mutating func endMember(with tools: inout ScanTools) throws(PatternError) {
    guard var ended = stream.take() else { return }
    try ended.finish(with: &tools)
    let result = ended.result()
    for var match in result.matches {
      match.member = name
      matches.append(match)
    }
    cuts.formUnion(result.cuts)
  }

  /// Says what was not read.
  mutating func cut(_ reason: String) { cuts.insert(reason) }

  private mutating func stop(_ reason: String) {
    isFull = true
    cut("\(reason); the rest was not unpacked")
  }
}
