import ArchiveIO
import Foundation

/// Reads the JSON parts of a saved image.
struct MetadataReader {
  let store: any MemberStore
  /// The input's name in errors.
  let source: String
  let limits: ReadLimits
  private let used = Usage()

  init(store: any MemberStore, source: String, limits: ReadLimits) {
    self.store = store
    self.source = source
    self.limits = limits
  }

  /// What describing the archive has cost so far: an index may name one part a million times.
  private final class Usage {
    var bytes = 0
    var layers = 0
  }

  /// The bytes of a part that is no layer; nil where it is absent, or the archive ends in it, which its reader says.
  func bytes(_ name: String) throws(ImageError) -> ByteView? {
    let view: ByteView
    switch try store.content(name) {
    case .cut, nil: return nil
    case .scanned: throw damaged(name, noMetadata)
    case .bytes(let bytes): view = bytes
    }
    guard view.count <= limits.jsonBytes else {
      throw damaged(
        name,
        "is \(view.count) bytes of JSON, more than the limit of \(limits.jsonBytes) (--limit json-bytes)")
    }
    used.bytes += view.count
    guard used.bytes <= limits.metadataBytes else {
      throw damaged(
        name,
        "brings the JSON documents to more than the limit of \(limits.metadataBytes) bytes (--limit metadata-bytes)"
      )
    }
    return view
  }

  /// Whether a part is there and was taken for a layer, because the archive can only be read forward.
  func isMistaken(_ name: String) throws(ImageError) -> Bool {
    if case .scanned = try store.content(name) { true } else { false }
  }

  /// What is wrong with a part that a stream handed on as a layer.
  var noMetadata: String {
    "is not JSON, or exceeds the \(limits.jsonBytes) bytes that a document in a stream may have"
  }

  /// Counts the layers of an image before they are looked at.
  func count(layers: Int, of name: String) throws(ImageError) {
    used.layers += layers
    guard used.layers <= limits.layers else {
      throw damaged(
        name, "brings the layers of all images to more than the limit of \(limits.layers) (--limit layers)")
    }
  }

  /// The decoded part; nil where it is absent.
  func decode<Value: Decodable>(_ name: String, as type: Value.Type = Value.self) throws(ImageError) -> Value?
  {
    guard let view = try bytes(name) else { return nil }
    return try decode(view, name)
  }

  func decode<Value: Decodable>(
    _ view: ByteView, _ name: String, as type: Value.Type = Value.self
  ) throws(ImageError) -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(view.copy()))
    } catch let error as DecodingError {
      throw damaged(name, error.plainReason)
    } catch {
      throw damaged(name, "cannot be decoded: \(error.localizedDescription)")
    }
  }

  func damaged(_ name: String, _ detail: String) -> ImageError {
    .damagedMember(source: source, member: name, detail: detail)
  }

  /// The member of a blob in an OCI image layout (image-layout.md, Blobs); nil for what is no digest.
  static func blobName(_ digest: String) -> String? {
    Digest(digest).map { blobName($0) }
  }

  static func blobName(_ digest: Digest) -> String { "blobs/\(digest.algorithm.rawValue)/\(digest.hex)" }

  /// The digest that a member's name states, where names are digests.
  static func digest(inName name: String) -> Digest? {
    let parts = name.split(separator: "/").map(String.init)
    if parts.count == 3, parts[0] == "blobs" { return Digest("\(parts[1]):\(parts[2])") }
    guard parts.count == 1 else { return nil }
    if let digest = Digest(parts[0]) { return digest }
    let stem = parts[0].hasSuffix(".json") ? String(parts[0].dropLast(5)) : parts[0]
    return Digest(algorithm: .sha256, hex: stem)
  }
}

extension DecodingError {
  /// What is wrong and where, in words that need no knowledge of the decoder.
  fileprivate var plainReason: String {
    switch self {
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
      .dataCorrupted(let context):
      let path = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }
      let place = path.isEmpty ? "" : " at '\(path.joined(separator: "."))'"
      return "is not the expected JSON\(place): \(context.debugDescription)"
    @unknown default:
      return "is not the expected JSON"
    }
  }
}
