import Digests

/// One of several parts of a list of images, chosen by the images' names alone: neither their order nor what else is in the
/// list moves an image to another part.
package struct BatchShard: Sendable, Hashable, CustomStringConvertible {
  /// From 1.
  package let number: Int
  package let count: Int

  package static let whole = BatchShard(1, of: 1)

  private init(_ number: Int, of count: Int) {
    self.number = number
    self.count = count
  }

  /// Takes `I/N` with I from 1 to N; nil for anything else.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1], count > 0,
      (1...count).contains(number)
    else { return nil }
    self.init(number, of: count)
  }

  /// Takes what Kubernetes and those like it set for each pod of an indexed job: an index from 0, and how many there are.
  /// nil where they do not go together.
  package init?(index: String, count: String) {
    guard let index = Int(index), let count = Int(count), index >= 0, index < count else { return nil }
    self.init(index + 1, of: count)
  }

  package var description: String { "\(number)/\(count)" }

  /// Whether the image is in this part: the first 8 bytes of the SHA-256 of its name, as a number, modulo the count.
  package func contains(_ image: String) -> Bool {
    MessageDigest.sha256Prefix(image.utf8) % UInt64(count) == UInt64(number - 1)
  }
}
