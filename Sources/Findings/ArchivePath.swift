/// A path inside an image, as the bytes the archive holds, without leading `/` or `./`.
///
/// File names in a tar are bytes and need not be text. `shown` is for people, `percentEncoded` for URIs.
package struct ArchivePath: Sendable, Hashable, Comparable {
  /// The path's bytes, components separated by one `/`; empty for the root directory.
  package let bytes: [UInt8]

  /// Takes bytes that are already normalised.
  package init(bytes: [UInt8]) { self.bytes = bytes }

  /// Takes a path as text; one leading `/` is dropped.
  package init(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    self.bytes = bytes.first == UInt8(ascii: "/") ? Array(bytes.dropFirst()) : bytes
  }

  package static func < (left: ArchivePath, right: ArchivePath) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }

  /// The path with a leading `/`, each byte that is not printable text written `\xNN`.
  package var shown: String { "/" + SafeText.show(bytes) }

  /// The last component as shown to people; empty for the root directory.
  package var name: String { SafeText.show(lastComponent) }

  /// The last component's bytes; empty for the root directory.
  package var lastComponent: ArraySlice<UInt8> {
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return bytes[...] }
    return bytes[(slash + 1)...]
  }

  /// The path without its last component; nil for the root directory.
  package var parent: ArchivePath? {
    guard !bytes.isEmpty else { return nil }
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return ArchivePath(bytes: []) }
    return ArchivePath(bytes: Array(bytes[..<slash]))
  }

  /// The path as the relative part of a URI reference (RFC 3986 section 3.3), without leading `/`.
  package var percentEncoded: String { SafeText.percentEncode(bytes) }
}
