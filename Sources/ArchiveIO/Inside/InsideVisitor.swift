/// Takes the files inside an archive file, and those in archives inside it, as they come.
///
/// A file is named by its level: 1 for what the archive file holds, 2 for what an archive in it holds, and so on. While
/// the files of an archive at level 1 come at level 2, its own bytes go on coming at level 1.
package protocol InsideVisitor: AnyObject {
  /// A file begins; `name` is as the archive has it, empty where it has none.
  func begin(_ name: [UInt8], level: Int)

  /// The next bytes of the file of this level; holes (sparse files) are left out.
  func receive(_ piece: Span<UInt8>, level: Int)

  func end(level: Int)

  /// Something was not read.
  func missed(_ part: UnreadPart)

  /// Whether nothing more is wanted.
  var isDone: Bool { get }
}

/// A part of an archive file that was not read, or not as it was meant.
package struct UnreadPart: Sendable, Hashable {
  /// The archive inside the archive file, as a path; empty for the archive file itself.
  package let place: String
  /// What is the matter: the end of a sentence that begins with the archive.
  package let reason: String
  /// Whether bytes were not read; else all were, if not as they were meant.
  package let isLoss: Bool

  /// The sentence.
  package var text: String { place.isEmpty ? "it \(reason)" : "\(place) in it \(reason)" }
}
