import Findings
import Images

/// Finds what inputs name: files first, then engines, then registries. It connects only where an input is a name.
package struct SourceFinder: ImageFinder {
  private let options: SourceOptions

  package init(_ options: SourceOptions) { self.options = options }

  package func find(_ input: String, _ wanted: ImageRequest) throws(ImageError) -> FoundImage? {
    guard !options.takesNamesOnly else {
      let reference = ImageReference(input)
      guard reference.isWellFormed else {
        throw .unavailable(source: input, reason: "is not the name of an image.")
      }
      try refuseOffline(input)
      return .stream(try anywhere(reference, input, wanted))
    }
    let name: SourceName
    do throws(SourceNameError) {
      name = try SourceName(input, exists: HostFile.exists)
    } catch {
      // Errors put a colon behind the source, which a scheme alone has already.
      throw .unavailable(source: input.hasSuffix(":") ? "'\(input)'" : input, reason: error.description)
    }
    switch name {
    case .path(let path, let image): return path == input ? nil : .path(path, image: image)
    case .blobDirectory(let path):
      return try .stream(
        explained(input, "") { () throws(SourceFailure) in
          try BlobDirectory(path: path).feed(wanted)
        })
    case .engine(let kind, let name):
      try refuseOffline(input)
      return try .stream(
        explained(input, "cannot be read: ") { () throws(SourceFailure) in
          try engine(kind, name, wanted)
        })
    case .registry(let reference):
      try refuseOffline(input)
      guard options.pull != .never else {
        throw .unavailable(source: input, reason: "is in a registry, which --pull never forbids to ask.")
      }
      return try .stream(
        explained(input, "cannot be fetched: ") { () throws(SourceFailure) in
          try registry(reference, wanted)
        })
    case .anywhere(let reference):
      try refuseOffline(input)
      return .stream(try anywhere(reference, input, wanted))
    }
  }

  private func refuseOffline(_ input: String) throws(ImageError) {
    guard options.isOffline else { return }
    throw .unavailable(
      source: input,
      reason: "is not an existing file, and --offline forbids to look for an image of this name.")
  }

  private func explained(
    _ input: String, _ before: String, _ find: () throws(SourceFailure) -> ArchiveFeed
  ) throws(ImageError) -> ArchiveFeed {
    do throws(SourceFailure) { return try find() } catch {
      throw .unavailable(source: input, reason: "\(before)\(error.description).")
    }
  }

  /// The first engine of a kind that has the image.
  private func engine(_ kind: EngineKind, _ name: String, _ wanted: ImageRequest) throws(SourceFailure)
    -> ArchiveFeed
  {
    if kind == .containerd { return try ContainerdExport(options: options).feed(name, wanted) }
    let endpoints = try EngineEndpoints(options: options).all(kind)
    guard !endpoints.isEmpty else {
      let (name, variable) = kind == .docker ? ("Docker", "DOCKER_HOST") : ("podman", "CONTAINER_HOST")
      throw SourceFailure("\(name) was not found; start it, or set \(variable) to its socket")
    }
    var failures: [String] = []
    for endpoint in endpoints {
      do throws(SourceFailure) {
        if let feed = try EngineExport(endpoint: endpoint, limits: options.limits).feed(name, wanted) {
          return feed
        }
        failures.append("\(endpoint.shown) has no image of this name")
      } catch {
        failures.append("\(endpoint.shown): \(error.text(behind: endpoint.place))")
      }
    }
    throw SourceFailure(failures.joined(separator: "; "))
  }

  private func registry(_ reference: ImageReference, _ wanted: ImageRequest) throws(SourceFailure)
    -> ArchiveFeed
  {
    let access = RegistryAccess(reference, options)
    do throws(SourceFailure) {
      if let feed = try RegistryExport(options: options).feed(reference, wanted) { return feed }
    } catch {
      let text = error.text(behind: "https://\(access.host)", "http://\(access.host)")
      throw SourceFailure("registry \(access.name): \(text)")
    }
    throw SourceFailure("registry \(access.name) has no image of this name")
  }

  private func anywhere(
    _ reference: ImageReference, _ input: String, _ wanted: ImageRequest
  ) throws(ImageError) -> ArchiveFeed {
    var failures: [String] = []
    if options.pull != .always {
      for kind in [EngineKind.docker, .podman] {
        do throws(SourceFailure) {
          return try engine(kind, reference.description, wanted)
        } catch {
          failures.append(error.description)
        }
      }
    }
    if options.pull != .never {
      do throws(SourceFailure) {
        return try registry(reference, wanted)
      } catch {
        failures.append(error.description)
      }
    }
    throw .unavailable(
      source: input,
      reason: "is neither a file nor an image that could be found: \(failures.joined(separator: "; ")).")
  }
}
