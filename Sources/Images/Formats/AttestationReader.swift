import ArchiveIO
import Findings
import Foundation
import Secrets

/// Reads the documents that the manifest of an attestation, or of another artifact, names.
struct AttestationReader {
  private let metadata: MetadataReader

  /// JSON of one archive that is understood, in bytes: more is not held in memory, and only searched.
  private static let mostBytes = 256 << 20
  private let used = Usage()

  private final class Usage {
    var bytes = 0
    /// The members that were read, by what they are about: an index may name one a million times.
    var members: Set<[String]> = []
    /// Bytes of members that are about another image too.
    var repeated = 0
  }

  /// What one manifest led to.
  struct Found {
    /// The digest of the manifest that it is about; nil where it does not say.
    var subject: String?
    var types: [String] = []
    var attestations: [Attestation] = []
    var incomplete: [Incomplete] = []
  }

  init(_ metadata: MetadataReader) { self.metadata = metadata }

  /// Documents that are not in the archive do not ship with it and are no gap; damaged and too large ones are.
  func read(_ descriptor: Descriptor) -> Found {
    var found = Found(subject: descriptor.annotations["vnd.docker.reference.digest"])
    var own = [descriptor.artifactType]
    var documents: [String] = []
    do throws(ImageError) {
      if let view = try manifest(descriptor) {
        let manifest: Manifest = try metadata.decode(view, descriptor.digest)
        found.subject = manifest.subject?.digest ?? found.subject
        own.append(manifest.artifactType)
        for layer in manifest.layers {
          let known = found.attestations.count
          do throws(ImageError) {
            try read(layer, into: &found)
          } catch {
            found.incomplete.append(Self.problem(layer, found.subject, error.reason))
          }
          documents.append(
            found.attestations.count > known ? found.attestations[known].name : Self.type(of: layer))
        }
      }
    } catch {
      found.incomplete.append(Self.problem(descriptor, found.subject, error.reason))
    }
    let predicates = documents.filter { $0.contains("://") }
    let types = predicates.isEmpty ? own.compactMap(\.self) + documents : predicates
    for type in types where !type.isEmpty && !found.types.contains(type) { found.types.append(type) }
    if found.types.isEmpty, descriptor.annotations["vnd.docker.reference.type"] != nil {
      found.types = [Attestation.word]
    }
    return found
  }

  /// What a document is, by what names it.
  private static func type(of layer: Descriptor) -> String {
    layer.annotations["in-toto.io/predicate-type"] ?? layer.mediaType
  }

  /// The manifest's bytes; nil where they are not in the archive.
  private func manifest(_ descriptor: Descriptor) throws(ImageError) -> ByteView? {
    guard let name = MetadataReader.blobName(descriptor.digest) else { return nil }
    switch try metadata.store.content(name) {
    case nil: return nil
    case .cut: throw metadata.damaged(name, "is truncated")
    case .scanned: throw metadata.damaged(name, metadata.noMetadata)
    case .bytes(let view):
      guard view.count <= metadata.limits.jsonBytes else {
        throw metadata.damaged(
          name,
          "is \(view.count) bytes of JSON, more than the limit of \(metadata.limits.jsonBytes) (--limit json-bytes)"
        )
      }
      return view
    }
  }

  private func read(_ layer: Descriptor, into found: inout Found) throws(ImageError) {
    guard let name = MetadataReader.blobName(layer.digest), let content = try metadata.store.content(name)
    else { return }
    let member = metadata.store.target(name)
    guard used.members.insert([member, found.subject ?? ""]).inserted else { return }
    let isRepeated = !used.members.insert([member]).inserted
    switch content {
    case .cut: throw metadata.damaged(name, "is truncated")
    case .scanned(let scan):
      guard scan.error == nil else { throw metadata.damaged(name, metadata.noMetadata) }
      found.attestations.append(
        Attestation(name: Self.type(of: layer), content: .searched(scan.secretsOfMembers)))
    case .bytes(let view):
      if isRepeated { used.repeated += view.count }
      // It was read with the first image that it is about.
      guard used.repeated <= Self.mostBytes else { return }
      read(view, layer, into: &found)
    }
  }

  private func read(_ view: ByteView, _ layer: Descriptor, into found: inout Found) {
    guard Self.isJSON(view) else {
      found.attestations.append(Attestation(name: Self.type(of: layer), content: .other(view)))
      return
    }
    guard view.count <= metadata.limits.jsonBytes, used.bytes + view.count <= Self.mostBytes else {
      found.attestations.append(Attestation(name: Self.type(of: layer), content: .json(view)))
      found.incomplete.append(
        Self.gap(
          layer, found.subject,
          "is more JSON than the limit of \(metadata.limits.jsonBytes) bytes (--limit json-bytes)"))
      return
    }
    used.bytes += view.count
    guard let document = Self.document(view, layer) else {
      found.attestations.append(Attestation(name: Self.type(of: layer), content: .json(view)))
      found.incomplete.append(Self.gap(layer, found.subject, "is damaged JSON"))
      return
    }
    found.attestations.append(document)
  }

  private static func problem(_ descriptor: Descriptor, _ subject: String?, _ reason: String) -> Incomplete {
    let about = subject.map { " of \($0)" } ?? ""
    return Incomplete(
      what: "\(Attestation.word) \(descriptor.digest)\(about)",
      why: "was not searched for secrets: \(reason)")
  }

  /// What of a document was searched as text only.
  private static func gap(_ descriptor: Descriptor, _ subject: String?, _ reason: String) -> Incomplete {
    let about = subject.map { " of \($0)" } ?? ""
    return Incomplete(
      what: "\(Attestation.word) \(descriptor.digest)\(about)",
      why: "\(reason): its text was searched for secrets, but its build arguments could not be read")
  }

  /// Bytes at a document's start that may be blank.
  private static let blankBytes = 4_096

  /// Whether a document begins as JSON: some tools keep plain text under the media type of JSON, and others JSON under
  /// one of their own.
  private static func isJSON(_ view: ByteView) -> Bool {
    let first = view.copy(limit: blankBytes).first { !" \t\r\n".utf8.contains($0) }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
  }

  /// The document; nil where its JSON is damaged.
  private static func document(_ view: ByteView, _ layer: Descriptor) -> Attestation? {
    guard var value = json(view.copy()) else { return nil }
    var content = view
    // A DSSE envelope holds the statement in Base64.
    if let envelope = value as? [String: Any], let payload = envelope["payload"] as? String,
      envelope["payloadType"] != nil, let inner = Data(base64Encoded: payload)
    {
      content = ByteView(copying: inner)
      value = json([UInt8](inner)) ?? value
    }
    let stated = (value as? [String: Any])?["predicateType"] as? String
    var arguments: [String] = []
    collect(value, into: &arguments, depth: 0)
    return Attestation(
      name: layer.annotations["in-toto.io/predicate-type"] ?? stated ?? layer.mediaType,
      content: .json(content), buildArguments: arguments.sorted())
  }

  /// nil for what is no JSON.
  private static func json(_ bytes: [UInt8]) -> Any? {
    do { return try JSONSerialization.jsonObject(with: Data(bytes)) } catch { return nil }
  }

  /// Deeper documents than this are not looked through for build arguments; their text is searched all the same.
  private static let deepest = 32

  /// BuildKit calls a build argument `build-arg:NAME`, wherever in a provenance it stands.
  private static func collect(_ value: Any, into arguments: inout [String], depth: Int) {
    guard depth < deepest else { return }
    if let fields = value as? [String: Any] {
      for (key, value) in fields {
        let text = value as? String
        if let text, key.hasPrefix("build-arg:") { arguments.append("\(key.dropFirst(10))=\(text)") }
        if text == nil { collect(value, into: &arguments, depth: depth + 1) }
      }
    } else if let list = value as? [Any] {
      for value in list { collect(value, into: &arguments, depth: depth + 1) }
    }
  }
}

extension LayerScan {
  /// The secrets of the tar's files, each named as a member of the tar.
  fileprivate var secretsOfMembers: [FileSecrets] {
    secrets.sorted { $0.key < $1.key }.map { index, found in
      var found = found
      let path = ArchivePath(bytes: Array(self.path(index).drop { $0 == .slash })).shown
      found.matches = found.matches.map { match in
        var match = match
        match.member = match.member.map { "\(path)/\($0)" } ?? path
        return match
      }
      return found
    }
  }
}
