import Findings

/// An image as a person walks through it: what each layer does, and what a container sees.
package struct BrowsedImage: Sendable {
  package var title: String
  package var platform: String
  /// Bytes of all regular files of all layers.
  package var bytes: Int64 = 0
  /// Bytes of those that no container sees.
  package var wasted: Int64 = 0
  /// The lowest first.
  package var layers: [BrowsedLayer] = []
  /// The root directory of what a container sees.
  package var tree = BrowsedNode(name: "/", kind: .directory)
  /// The largest files that a container sees, the largest first.
  package var largest: [BrowsedFile] = []
  /// What was wasted, the most bytes first.
  package var waste: [BrowsedWaste] = []
  /// Findings that stand at no file: of the config and the layers themselves.
  package var elsewhere: [BrowsedFinding] = []

  package init(title: String, platform: String) {
    self.title = title
    self.platform = platform
  }

  /// The visible part of all bytes, from 0 to 1.
  package var efficiency: Double { bytes == 0 ? 1 : 1 - Double(wasted) / Double(bytes) }
}

/// One layer, and what it does to those below it.
package struct BrowsedLayer: Sendable {
  package var index: Int
  /// Unpacked, in bytes.
  package var size: Int64
  /// Bytes of its files that later layers hide.
  package var wasted: Int64
  package var isBase: Bool
  package var instruction: String?
  /// Why it could not be read whole; nil where it was.
  package var problem: String?
  package var added = 0
  package var changed = 0
  package var removed = 0
  /// What it brings and takes away, from the root directory down.
  package var tree = BrowsedNode(name: "/", kind: .directory)

  package init(index: Int, size: Int64, wasted: Int64, isBase: Bool, instruction: String?, problem: String?) {
    self.index = index
    self.size = size
    self.wasted = wasted
    self.isBase = isBase
    self.instruction = instruction
    self.problem = problem
  }
}

/// A file or directory in a tree.
package struct BrowsedNode: Sendable {
  package enum Kind: Sendable, Hashable {
    case file, directory, link, other
  }

  /// What a layer does to it; nil in the final tree, and for directories on the way.
  package enum Change: String, Sendable, Hashable, CaseIterable {
    case added, changed, rewritten, removed

    /// As lists mark it.
    package var mark: String {
      switch self {
      case .added: "+"
      case .changed: "~"
      case .rewritten: "="
      case .removed: "-"
      }
    }
  }

  /// The last part of its path, made visible; of what lies too deep the rest of its path.
  package var name: String
  package var kind: Kind
  /// Bytes of a file; of a directory those of all files in it.
  package var size: Int64 = 0
  /// Files below a directory; of a file 1.
  package var files = 0
  /// `-rwxr-xr-x 0:0`; empty where no entry says.
  package var access = ""
  /// Where a link leads; empty for all else.
  package var target = ""
  /// The layer that brought it; nil for directories that no entry names.
  package var layer: Int?
  package var change: Change?
  /// What else is to be said: `deleted by layer 4`, `was 12 kB`.
  package var notes: [String] = []
  package var findings: [BrowsedFinding] = []
  /// The largest first.
  package var children: [BrowsedNode] = []

  package init(name: String, kind: Kind) {
    self.name = name
    self.kind = kind
  }
}

/// A finding at a place of the image.
package struct BrowsedFinding: Sendable, Hashable {
  package let severity: Severity
  package let rule: String
  package let message: String

  package init(_ finding: Finding) {
    (severity, rule, message) = (finding.severity, finding.rule, finding.message)
  }
}

/// A large file.
package struct BrowsedFile: Sendable {
  package let path: String
  package let size: Int64
  package let layer: Int

  package init(path: String, size: Int64, layer: Int) {
    (self.path, self.size, self.layer) = (path, size, layer)
  }
}

/// Files that one layer brings and another hides.
package struct BrowsedWaste: Sendable {
  package let bytes: Int64
  /// `12 files of layer 2 deleted by layer 4, the largest /a/b`.
  package let text: String

  package init(bytes: Int64, text: String) {
    (self.bytes, self.text) = (bytes, text)
  }
}
