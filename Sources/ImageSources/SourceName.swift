import Findings
import Foundation

/// What an input names.
package enum SourceName: Sendable, Hashable {
  /// A file, a directory, or `-`; `image` is which of its images was named, nil for all.
  case path(String, image: String?)
  /// An image of one kind of engine.
  case engine(EngineKind, String)
  case registry(ImageReference)
  /// A directory as skopeo's `dir:` has it.
  case blobDirectory(String)
  /// A name without a scheme: engines are asked first, then the registry.
  case anywhere(ImageReference)

  /// Takes an input apart. Throws where a scheme is followed by what is not a name.
  ///
  /// - Parameter exists: whether there is something at a path: it then is the path, whatever else it looks like.
  package init(_ text: String, exists: (String) -> Bool) throws(SourceNameError) {
    guard text != "-", !exists(text), let colon = text.firstIndex(of: ":"),
      let scheme = Scheme(rawValue: String(text[..<colon]))
    else {
      self = Self.withoutScheme(text, exists: exists)
      return
    }
    let rest = String(text[text.index(after: colon)...])
    if scheme == .registry || scheme == .docker, rest.hasPrefix("//") {
      // As skopeo writes a registry's name: docker://registry.example.org/app.
      self = .registry(try Self.reference(String(rest.dropFirst(2)), in: text))
      return
    }
    guard !rest.isEmpty else { throw SourceNameError(input: text, reason: "has no name after the scheme") }
    switch scheme {
    case .archive, .dockerArchive, .ociArchive, .oci:
      self = Self.path(rest, exists: exists)
    case .dir: self = .blobDirectory(rest)
    case .docker, .dockerDaemon: self = .engine(.docker, try Self.reference(rest, in: text).description)
    case .podman: self = .engine(.podman, try Self.reference(rest, in: text).description)
    case .containerd: self = .engine(.containerd, try Self.reference(rest, in: text).description)
    case .registry: self = .registry(try Self.reference(rest, in: text))
    }
  }

  private enum Scheme: String {
    case docker, podman, containerd, registry, oci, archive, dir
    case dockerDaemon = "docker-daemon"
    case dockerArchive = "docker-archive"
    case ociArchive = "oci-archive"
  }

  /// A path, and behind it perhaps the name of an image; both may hold colons, so the longest path that exists counts.
  private static func path(_ text: String, exists: (String) -> Bool) -> SourceName {
    var end = text.endIndex
    while !exists(String(text[..<end])) {
      guard let colon = text[..<end].lastIndex(of: ":") else { return .path(text, image: nil) }
      end = colon
    }
    let image = text[end...].dropFirst()
    return .path(String(text[..<end]), image: image.isEmpty ? nil : String(image))
  }

  private static func withoutScheme(_ text: String, exists: (String) -> Bool) -> SourceName {
    guard text != "-", !exists(text), !looksLikeFile(text) else { return .path(text, image: nil) }
    let reference = ImageReference(text)
    return reference.isWellFormed ? .anywhere(reference) : .path(text, image: nil)
  }

  /// Endings that archives have and images' names do not: a misspelt file must not be asked for in a registry.
  private static let endings = [
    ".tar", ".gz", ".tgz", ".zst", ".zstd", ".xz", ".txz", ".bz2", ".tbz2", ".lz4", ".oci", ".zip", ".json",
    ".yaml", ".yml", ".img", ".iso", ".bin", ".sif", ".dockerfile", "dockerfile", "containerfile",
  ]

  private static func looksLikeFile(_ text: String) -> Bool {
    let lower = text.lowercased()
    return ["/", ".", "~"].contains { text.hasPrefix($0) } || endings.contains { lower.hasSuffix($0) }
  }

  private static func reference(_ text: String, in input: String) throws(SourceNameError) -> ImageReference {
    let reference = ImageReference(text)
    guard reference.isWellFormed else {
      throw SourceNameError(input: input, reason: "does not hold the name of an image")
    }
    return reference
  }
}

/// An input with a scheme that cannot be followed.
package struct SourceNameError: Error, Sendable, Hashable, CustomStringConvertible {
  package let input: String
  package let reason: String

  package var description: String {
    "\(reason). Write SCHEME:NAME with docker, podman, containerd or registry, or archive:FILE, oci:DIR or dir:DIR."
  }
}

extension ImageReference {
  /// Whether it follows the grammar of references (OCI Distribution Specification, Pulling manifests; Docker's reference
  /// grammar for the registry's host).
  package var isWellFormed: Bool {
    let parts = repository.split(separator: "/", omittingEmptySubsequences: false)
    return registry.map(Self.isHost) ?? true && repository.utf8.count <= 255
      && parts.allSatisfy { $0.wholeMatch(of: /[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*/) != nil }
      && tag.map { $0.wholeMatch(of: /[A-Za-z0-9_][A-Za-z0-9._-]{0,127}/) != nil } ?? true
      && digest.map { $0.wholeMatch(of: /sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}/) != nil } ?? true
  }

  private static func isHost(_ text: String) -> Bool {
    text.wholeMatch(
      of: /([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*(:[0-9]{1,5})?/)
      != nil || text.wholeMatch(of: /\[[0-9A-Fa-f:]+\](:[0-9]{1,5})?/) != nil
  }
}
