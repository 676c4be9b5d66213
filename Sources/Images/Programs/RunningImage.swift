import Findings

extension ImageFacts {
  /// The same image with what a container is given over its config, so that all that is known of images holds.
  package func running(_ execution: ImageConfig.Execution) -> ImageFacts {
    var copy = self
    copy.config.execution = execution
    return copy
  }

  /// An image of which only the tags are known, with what a container is given.
  package static func unread(
    tags: [String], fallbackName: String, running execution: ImageConfig.Execution
  ) -> ImageFacts {
    var record = ImageRecord()
    record.tags = tags
    var facts = nothing
    facts.name = record.name ?? fallbackName
    facts.references = record.references
    facts.config.execution = execution
    return facts
  }

  /// All that holds of an image of which nothing is known: put together once, since a project has many of these.
  private static let nothing: ImageFacts = {
    var record = ImageRecord()
    record.config = ImageConfig()
    return ImageFacts(record, fallbackName: "", scans: [:])
  }()

  /// The longest path that is followed, in bytes.
  private static let longestPath = 4_096

  /// Where a path of the final tree leads: links are followed as far as the path is there, the rest stays.
  package func canonical(_ path: String) -> ArchivePath {
    // Linux opens no longer path (PATH_MAX), and each part costs a search.
    guard path.utf8.count <= Self.longestPath else { return ArchivePath(path) }
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    for count in parts.indices.reversed() {
      let head = parts[...count].joined(separator: "/")
      guard let node = tree.node(at: head, followLast: true) else { continue }
      let rest = parts[(count + 1)...].map { Array($0.utf8) }
      let whole = [tree.path(node).bytes] + rest
      return ArchivePath(bytes: Array(whole.filter { !$0.isEmpty }.joined(separator: [.slash])))
    }
    return ArchivePath(parts.joined(separator: "/"))
  }
}

extension ArchivePath {
  /// Whether this is a path or a directory above it.
  package func holds(_ other: ArchivePath) -> Bool {
    bytes.isEmpty || bytes == other.bytes
      || other.bytes.count > bytes.count && other.bytes[bytes.count] == .slash
        && other.bytes.starts(with: bytes)
  }
}
