import ArchiveIO
import Findings
import Images

/// Finds the application's own directories of tests.
enum TestFolders {
  /// Names that mean it by themselves, and names that need a file which looks like a test.
  private static let certain = ["tests", "__tests__", "e2e", "integration-tests", "integration_tests"]
  private static let doubtful = ["test", "spec", "specs"]

  private static let roots = [
    "app/", "srv/", "code/", "workspace/", "project/", "usr/src/", "var/www/", "home/",
  ]

  static func matches(in image: ImageFacts) -> [Match] {
    var found: [(node: NodeID, path: ArchivePath)] = []
    for name in certain + doubtful {
      for node in image.folders(at: name) {
        let path = image.tree.path(node)
        guard isOfApplication(path, image), certain.contains(name) || holdsTest(node, image) else { continue }
        found.append((node, path))
      }
    }
    let outer = found.filter { folder in !found.contains { folder.path.isBelow($0.path) } }
    return outer.sorted { $0.path < $1.path }.flatMap { folder in
      image.shares(below: folder.node) { image.facts.owners.owner(of: image.pathBytes($0)) == nil }
        .filter { $0.bytes > 0 }.map { share in
          Match(
            .file(layer: share.layer, path: folder.path),
            "The test directory \(folder.path.shown) is in the image: \(Phrase.count(share.files, "file")) with "
              + "\(ByteCount.show(share.bytes)).",
            state: .visible, bytes: share.bytes)
        }
    }
  }

  private static func isOfApplication(_ path: ArchivePath, _ image: ImageFacts) -> Bool {
    guard !PackageTrees.hold(path.bytes) else { return false }
    let directory = ArchivePath(image.config.execution.workingDirectory)
    if !directory.bytes.isEmpty, path.isBelow(directory) { return true }
    if roots.contains(where: { path.bytes.starts(with: $0.utf8) }) { return true }
    return image.facts.manifests.contains { manifest in
      ArchivePath(bytes: manifest.path).parent.map { !$0.bytes.isEmpty && path.isBelow($0) } ?? false
    }
  }

  private static func holdsTest(_ node: NodeID, _ image: ImageFacts) -> Bool {
    var holds = false
    image.tree.forEachPresentNode(below: node) { file in
      guard !holds, !image.tree.isDirectory(file) else { return }
      let name = String(decoding: image.tree.name(file), as: UTF8.self).lowercased()
      holds = name.contains("test") || name.contains("spec")
    }
    return holds
  }
}
