import ArchiveIO
import Findings
import Foundation

/// A document about an image that ships beside it: provenance, a bill of materials, a signature's payload (in-toto
/// Attestation Framework; BuildKit, Attestation Storage).
package struct Attestation: Sendable {
  /// What reports call one.
  static let word = "attestation"

  /// What it states, by its predicate's type, such as `https://slsa.dev/provenance/v1`; else its media type. With the
  /// digest of its subject where that image is not in the archive.
  package internal(set) var name: String
  /// The document, taken out of its envelope.
  package let bytes: [UInt8]
  /// The build arguments in it, as `NAME=value`.
  package let buildArguments: [String]
}

/// Reads the documents that the manifest of an attestation names.
struct AttestationReader {
  private let metadata: MetadataReader

  /// Documents of one archive together, in bytes: more are not held in memory.
  private static let mostBytes = 256 << 20
  private let used = Total()

  private final class Total {
    var bytes = 0
  }

  /// What one manifest led to.
  struct Found {
    /// The digest of the manifest that it is about; nil where it does not say.
    var subject: String?
    var attestations: [Attestation] = []
    var incomplete: [Incomplete] = []
  }

  init(_ metadata: MetadataReader) { self.metadata = metadata }

  /// Documents that are not in the archive do not ship with it and are no gap; damaged and too large ones are.
  func read(_ descriptor: Descriptor) -> Found {
    var found = Found(subject: descriptor.annotations["vnd.docker.reference.digest"])
    do throws(ImageError) {
      guard let bytes = try content(descriptor) else { return found }
      let manifest: Manifest = try metadata.decode(ByteView(copying: bytes), descriptor.digest)
      found.subject = manifest.subject?.digest ?? found.subject
      for layer in manifest.layers where MediaType.isDocument(layer.mediaType) {
        do throws(ImageError) {
          guard let bytes = try content(layer) else { continue }
          let (document, isWhole) = Self.document(bytes, layer)
          found.attestations.append(document)
          if !isWhole { found.incomplete.append(Self.problem(layer, found.subject)) }
        } catch {
          found.incomplete.append(Self.problem(layer, found.subject, error))
        }
      }
    } catch {
      found.incomplete.append(Self.problem(descriptor, found.subject, error))
    }
    return found
  }

  private static func problem(_ descriptor: Descriptor, _ subject: String?, _ error: ImageError) -> Incomplete
  {
    let about = subject.map { " of \($0)" } ?? ""
    return Incomplete(
      what: "\(Attestation.word) \(descriptor.digest)\(about)",
      why: "was not searched for secrets: \(error.reason)")
  }

  private static func problem(_ descriptor: Descriptor, _ subject: String?) -> Incomplete {
    let about = subject.map { " of \($0)" } ?? ""
    return Incomplete(
      what: "\(Attestation.word) \(descriptor.digest)\(about)",
      why: "is damaged JSON: its text was searched for secrets, but its build arguments could not be read")
  }

  /// The bytes that a descriptor names; nil where they are not in the archive.
  private func content(_ descriptor: Descriptor) throws(ImageError) -> [UInt8]? {
    guard let name = MetadataReader.blobName(descriptor.digest) else { return nil }
    switch try metadata.store.content(name) {
    case nil: return nil
    case .cut: throw metadata.damaged(name, "is truncated")
    case .scanned:
      throw metadata.damaged(
        name,
        "is not JSON, or exceeds the \(metadata.limits.jsonBytes) bytes that a document in a stream may have")
    case .bytes(let view):
      used.bytes += view.count
      guard view.count <= metadata.limits.jsonBytes, used.bytes <= Self.mostBytes else {
        throw metadata.damaged(
          name, "is \(view.count) bytes of JSON, more than the limit of \(metadata.limits.jsonBytes)")
      }
      return view.copy()
    }
  }

  /// The document, and whether it is whole: some tools keep plain text under the media type of a document, but what
  /// begins as JSON is to end as it.
  private static func document(_ bytes: [UInt8], _ layer: Descriptor) -> (Attestation, isWhole: Bool) {
    var content = bytes
    var value = json(bytes)
    let first = bytes.first { !" \t\r\n".utf8.contains($0) }
    let isWhole = value != nil || first != UInt8(ascii: "{") && first != UInt8(ascii: "[")
    // A DSSE envelope holds the statement in Base64.
    if let envelope = value as? [String: Any], let payload = envelope["payload"] as? String,
      envelope["payloadType"] != nil, let inner = Data(base64Encoded: payload)
    {
      content = [UInt8](inner)
      value = json(content)
    }
    let fields = value as? [String: Any] ?? [:]
    let type = layer.annotations["in-toto.io/predicate-type"] ?? fields["predicateType"] as? String
    var arguments: [String] = []
    if let value { collect(value, into: &arguments, depth: 0) }
    return (
      Attestation(name: type ?? layer.mediaType, bytes: content, buildArguments: arguments.sorted()), isWhole
    )
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
