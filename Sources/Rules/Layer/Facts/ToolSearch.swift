import ArchiveIO
import Findings
import Images

/// Finds tools in an image: by the package databases first, by files that no package owns second.
struct ToolSearch: Sendable {
  private let tools: [Tool]
  private let names: PackageNames

  init(_ tools: [Tool]) {
    self.tools = tools
    names = PackageNames(tools)
  }

  private struct Hit {
    let tool: Int
    let layer: Int
    let path: ArchivePath
    /// The package with its version, or the file.
    let label: String
    let subject: String
    let confidence: Confidence
    var bytes: Int64 = 0
    /// Whether the package came only because another needs it.
    var isAutomatic = false
  }

  /// One match for each tool and layer that brought it.
  ///
  /// - Parameter sparingUsed: whether tools are passed over that the image's own command or health check runs.
  func matches(in image: ImageFacts, sparingUsed: Bool = false) -> [Match] {
    let used = sparingUsed ? image.commandWords : []
    let hits = hits(in: image).filter { hit in
      !tools[hit.tool].programs.contains(where: used.contains) && !used.contains(hit.subject)
    }
    let requested = Set(hits.filter { !$0.isAutomatic }.map(\.layer))
    // What another of these tools needed is reported with that one.
    let causes = hits.filter { !$0.isAutomatic || !requested.contains($0.layer) }
    return Dictionary(grouping: causes) { [$0.tool, $0.layer] }
      .sorted { $0.key.lexicographicallyPrecedes($1.key) }
      .map { _, hits in match(hits.sorted { ($0.subject, $0.path) < ($1.subject, $1.path) }) }
  }

  /// The layers that brought one of the tools.
  func layers(in image: ImageFacts) -> Set<Int> { Set(hits(in: image).map(\.layer)) }

  /// Whether a package is one of the tools.
  func holds(_ package: Package) -> Bool { names.tool(of: package) != nil }

  private func match(_ hits: [Hit]) -> Match {
    let first = hits[0]
    var paths: Set<ArchivePath> = [first.path]
    let others = hits.filter { paths.insert($0.path).inserted }
    var match = Match(
      .file(layer: first.layer, path: first.path),
      "\(tools[first.tool].name) is in the image: \(Phrase.list(Self.distinct(hits.map(\.label))))."
        + Match.unlisted(others.count, "places"),
      subject: first.subject, confidence: first.confidence,
      related: others.prefix(Match.listedPlaces).map {
        Match.Related(.file(layer: $0.layer, path: $0.path), $0.label)
      }, state: .visible,
      bytes: hits.reduce(0) { $0 + $1.bytes })
    match.facts = hits.map { Fact(.package, .file(layer: $0.layer, path: $0.path), name: $0.subject) }
    return match
  }

  private static func distinct(_ labels: [String]) -> [String] {
    var seen: Set<String> = []
    return labels.filter { seen.insert($0).inserted }
  }

  private func hits(in image: ImageFacts) -> [Hit] {
    var hits: [Hit] = []
    for installed in image.installed where !installed.isRepackaged {
      guard let tool = names.tool(of: installed.package) else { continue }
      let package = installed.package
      hits.append(
        Hit(
          tool: tool, layer: installed.layer, path: installed.path,
          label: "\(package.name) \(package.version)",
          subject: package.name, confidence: .certain, isAutomatic: package.isAutomatic == true))
    }
    let known = Set(hits.map(\.tool))
    for (number, tool) in tools.enumerated() where !known.contains(number) {
      hits += files(of: tool, number, in: image)
    }
    return hits
  }

  private func files(of tool: Tool, _ number: Int, in image: ImageFacts) -> [Hit] {
    var found: [FileOccurrence] = []
    for name in tool.programs {
      found += image.occurrences(named: name).filter { $0.isExecutable && $0.isInBin }
    }
    for name in tool.binaries { found += image.occurrences(named: name).filter(\.isExecutable) }
    for name in tool.files { found += image.occurrences(named: name) }
    if !tool.archives.isEmpty {
      found += image.occurrences(withSuffix: ".jar").filter { jar in
        tool.archives.contains { Self.isArchive(jar.path.name, of: $0) }
      }
    }
    let files = found.filter { occurrence in
      occurrence.state == .visible && occurrence.entry.kind == .file
        && image.facts.owners.owner(of: occurrence.path.bytes[...]) == nil
        && !BrowserCaches.hold(occurrence.path)
    }
    let hits = files.map {
      Hit(
        tool: number, layer: $0.layer, path: $0.path, label: $0.path.shown, subject: $0.path.name,
        confidence: .firm, bytes: $0.storedSize)
    }
    return hits + tool.directories.flatMap { directories($0, number, in: image) }
  }

  private func directories(_ ending: String, _ number: Int, in image: ImageFacts) -> [Hit] {
    image.folders(at: ending).flatMap { node in
      let path = image.tree.path(node)
      return image.shares(below: node).map { share in
        Hit(
          tool: number, layer: share.layer, path: path,
          label: "\(path.shown) (\(ByteCount.show(share.bytes)))", subject: path.name, confidence: .firm,
          bytes: share.bytes)
      }
    }
  }

  /// `junit-4.13.2.jar` and `junit.jar` are of `junit`, `junit-vintage-1.jar` is not.
  private static func isArchive(_ file: String, of name: String) -> Bool {
    guard file.hasPrefix(name) else { return false }
    let rest = file.dropFirst(name.count)
    return rest == ".jar" || rest.first == "-" && rest.dropFirst().first?.isNumber == true
  }
}

extension FileOccurrence {
  var isExecutable: Bool { entry.kind == .file && entry.mode & 0o111 != 0 }

  /// Whether it lies in a directory for programs.
  var isInBin: Bool {
    guard let directory = path.parent?.name else { return false }
    return directory == "bin" || directory == "sbin"
  }
}
