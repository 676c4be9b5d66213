/// A tar entry of an image: which layer, and which of its members. Half as large as two numbers of the machine: an image with
/// millions of files has several times as many of these.
package struct EntryID: Sendable, Hashable, Comparable {
  private let layerNumber: UInt32
  private let indexNumber: UInt32

  /// From 0, the lowest layer.
  package var layer: Int { Int(layerNumber) }
  /// From 0, in the order of the tar.
  package var index: Int { Int(indexNumber) }

  /// Both below 2^32: no limit on members lets a tar have more.
  package init(layer: Int, index: Int) {
    layerNumber = UInt32(layer)
    indexNumber = UInt32(index)
  }

  package static func < (left: EntryID, right: EntryID) -> Bool {
    (left.layer, left.index) < (right.layer, right.index)
  }
}

/// A node of the file tree: a path that some layer has, visible or not. 0 is the root directory.
package struct NodeID: Sendable, Hashable {
  package let number: Int32

  package static let root = NodeID(number: 0)
}

/// How an entry came to be hidden.
package struct Shadowing: Sendable, Hashable {
  package enum Cause: Sendable, Hashable {
    /// A whiteout of the file, or of a directory above it.
    case deleted
    /// An opaque marker in a directory above it.
    case opaque
    /// Another entry at the same path, or a file where a directory above it was.
    case replaced
  }

  package let cause: Cause
  /// The entry that did it.
  package let by: EntryID
}
