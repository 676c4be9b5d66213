/// How a blob is packed, decided by its first bytes and never by its name.
package enum Compression: String, Sendable, Hashable, Codable, CaseIterable {
  case none, gzip, zstd, xz, bzip2, lz4

  /// How many first bytes `init(firstBytes:)` looks at.
  package static let magicLength = 6

  /// Recognises the magic number; anything unknown is `none`.
  package init(firstBytes bytes: some Collection<UInt8>) {
    let head = Array(bytes.prefix(Self.magicLength))
    if head.starts(with: [0x1f, 0x8b]) {
      self = .gzip
    } else if head.starts(with: [0x28, 0xb5, 0x2f, 0xfd]) || Self.isSkippableZstdFrame(head) {
      self = .zstd
    } else if head.starts(with: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]) {
      self = .xz
    } else if head.starts(with: Array("BZh".utf8)), head.count > 3, (0x31...0x39).contains(head[3]) {
      self = .bzip2
    } else if head.starts(with: [0x04, 0x22, 0x4d, 0x18]) || head.starts(with: [0x02, 0x21, 0x4c, 0x18]) {
      // The frame of today, and that of before 2013, which `lz4 -l` still writes.
      self = .lz4
    } else {
      self = .none
    }
  }

  /// A skippable frame may stand first (RFC 8878 section 3.1.2); zstd:chunked layers have them.
  private static func isSkippableZstdFrame(_ head: [UInt8]) -> Bool {
    head.count >= 4 && (0x50...0x5f).contains(head[0]) && head[1...3] == [0x2a, 0x4d, 0x18]
  }
}
