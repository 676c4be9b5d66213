import ArchiveIO
import Findings
import Images
import Reports

extension ImageDifference {
  /// Sets two images against each other; what only one side holds is listed as not compared.
  init(_ old: DiffSide, _ new: DiffSide, findings: FindingChanges, notCompared: [String]) {
    let layers = LayerChanges(old.summary.layers, new.summary.layers)
    var directories: [DirectoryChange]?
    var permissions: [PermissionChange]?
    var files: FileCounts?
    var config = ConfigChanges(user: old.summary.user, new.summary.user)
    var notCompared = notCompared
    if let left = old.facts, let right = new.facts {
      let tree = JoinedTree(left, right)
      directories = DirectoryTotals.changes(tree)
      permissions = PermissionChanges.list(tree)
      files = tree.fileCounts
      config = ConfigChanges(left.config.execution, right.config.execution)
    } else {
      directories = new.facts.flatMap { image in
        DirectoryTotals.changes(old.summary.directories, image.bytesBelow)
      }
      notCompared += [
        directories == nil
          ? "the sizes of directories" : "the sizes of directories that are not among the report's largest",
        "the config, except its User", "set-id bits, capabilities and write permissions of files",
        "which files were added, removed or changed",
      ]
    }
    let packages = old.summary.packages.map { PackageChanges.list($0, new.summary.packages ?? []) }
    if packages == nil { notCompared.append("packages") }
    self.init(
      old: Side(old.summary), new: Side(new.summary), findings: findings,
      size: SizeChanges(
        unpacked: Self.sum(old, new, \.uncompressedSize), stored: Self.sum(old, new, \.size),
        sameLayers: layers.same, sameBytes: layers.sameBytes, layers: layers.changes, directories: directories
      ),
      packages: packages, config: config.changes, permissions: permissions, files: files,
      notCompared: notCompared)
  }

  private static func sum(
    _ old: DiffSide, _ new: DiffSide, _ size: KeyPath<LayerSummary, Int64>
  ) -> ByteChange {
    ByteChange(
      old: old.summary.layers.reduce(0) { $0 + $1[keyPath: size] },
      new: new.summary.layers.reduce(0) { $0 + $1[keyPath: size] })
  }
}

extension ImageFacts {
  /// Bytes of the regular files below a directory; 0 where there is none. The path is as reports write it.
  fileprivate func bytesBelow(_ path: String) -> Int64 {
    guard let node = tree.node(at: path), tree.isDirectory(node) else { return 0 }
    return shares(below: node).reduce(0) { $0 + $1.bytes }
  }
}
