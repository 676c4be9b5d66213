import Compose
import Findings

/// What must stand, or must not, in a file that services mount.
package struct MountedFileRequirement: Sendable, Hashable {
  package var selector = ServiceSelector()
  /// The path in the container.
  package var path = Glob("")
  package var contained: [TextExpression] = []
  package var lacking: [TextExpression] = []
  /// Whether a service must mount the file.
  package var isRequired = false
  package var severity: Severity?
  /// Why it is asked; empty where no reason is given.
  package var reason = ""

  package init() {}

  /// The mounts of a service that it is about, each with the path in the container and what the file is.
  package func mounts(of service: Service, in project: Project) -> [(path: String, mount: Service.FileMount)]
  {
    guard selector.fits(service, in: project) else { return [] }
    let mounts = service.fileMounts(in: project)
    guard path.isLiteral else {
      return mounts.filter { path.matches(path: Array($0.target.utf8)) }.map { ($0.target, $0) }
    }
    // Of directories within each other the innermost shows its files.
    let holding = mounts.filter { path.text == $0.target || path.text.hasPrefix($0.target.withSlash) }
    return holding.max { $0.target.utf8.count < $1.target.utf8.count }.map { [(path.text, $0)] } ?? []
  }
}

extension MountedFileRequirement: SelectingSection {
  static let required = ["path"]

  static let settings: [Setting<MountedFileRequirement>] =
    selectors + [
      Setting(
        "path", .value(.containerPath),
        "The absolute path in the container, or a glob over the paths that services mount."
      ) { $0.path = Glob(FilePath.normalised($1.text ?? "")) },
      expressions(
        "contains", \.contained,
        "Regular expressions that must each match in the file; `^` and `$` match at every line."),
      expressions("lacks", \.lacking, "Regular expressions that must not match in the file."),
      .boolean("required", \.isRequired, "Whether a service must mount a file at the path."),
      Setting("severity", .value(.severity), "The severity of its findings.") {
        $0.severity = $1.text.flatMap(Severity.init)
      },
      .text("reason", \.reason, "Why it is required; findings show it."),
    ]

  private static func expressions(
    _ name: String, _ path: Setting<MountedFileRequirement>.Path<[TextExpression]>, _ meaning: String
  ) -> Setting<MountedFileRequirement> {
    Setting(name, .either([.value(.searchable), .list(.value(.searchable))]), meaning) { root, node in
      root[keyPath: path] = node.texts.compactMap { TextExpression.checked($0, byLine: true) }
    }
  }
}

extension Project {
  /// Bytes of a mounted file that is read.
  private static let longestFile = 1 << 20

  /// The project with the contents of the mounted files that a policy asks about, each read once.
  package func withMountedFiles(_ policy: ComposePolicy, _ reader: FileReader) -> Project {
    var files: [MountedFile] = []
    var read: [String: MountedFile.Content] = [:]
    for service in services {
      let wanted = policy.mountedFiles.flatMap { $0.mounts(of: service, in: self) }
      for (path, mount) in wanted
      where !files.contains(where: { $0.service == service.name && $0.path == path }) {
        let (source, content) = contents(of: path, mount, reader, &read)
        files.append(
          MountedFile(service: service.name, path: path, source: source, key: mount.key, content: content))
      }
    }
    guard !files.isEmpty else { return self }
    var project = self
    project.mountedFiles = files
    return project
  }

  /// What a service mounts as files of the project, or has as texts in it.
  package func filesMounted(by service: Service, _ reader: FileReader, isOwn: (String) -> Bool)
    -> [MountedFile]
  {
    var read: [String: MountedFile.Content] = [:]
    return service.fileMounts(in: self).compactMap { mount in
      if case .host(let source) = mount.source, !isOwn(FilePath.join(directory, source)) { return nil }
      let (source, content) = contents(of: mount.target, mount, reader, &read)
      return MountedFile(
        service: service.name, path: mount.target, source: source, key: mount.key, content: content)
    }
  }

  private func contents(
    of path: String, _ mount: Service.FileMount, _ reader: FileReader,
    _ read: inout [String: MountedFile.Content]
  ) -> (source: String, content: MountedFile.Content) {
    switch mount.source {
    case .text(let text):
      return (
        "its own text", mount.isUnknown ? .unread("is only known at run time") : .bytes(Array(text.utf8))
      )
    case .host(let source):
      let inside =
        path == mount.target ? source : source.withSlash + path.dropFirst(mount.target.withSlash.count)
      if mount.isUnknown { return (inside, .unread("is only known at run time")) }
      let file = FilePath.join(directory, inside)
      let content = read[file] ?? Self.content(of: file, reader)
      read[file] = content
      return (inside, content)
    }
  }

  private static func content(of file: String, _ reader: FileReader) -> MountedFile.Content {
    do {
      guard let bytes = try reader.read(file) else {
        return .unread(reader.obstacle(file).map { "is \($0), not a regular file" } ?? "does not exist")
      }
      return bytes.count <= longestFile ? .bytes(bytes) : .unread("has more than \(longestFile) bytes")
    } catch {
      return .unread("cannot be read: \(error)")
    }
  }
}

extension String {
  fileprivate var withSlash: String { hasSuffix("/") ? self : self + "/" }
}
