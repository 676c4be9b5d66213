import ArchiveIO
import Secrets

/// What one reading of a layer gave, as bytes, and back.
enum LayerCodec {
  /// What a layer yields that is neither an entry nor a name.
  private struct Yield: Codable {
    struct Attribute: Codable {
      let entry: Int
      let name: String
      let value: [UInt8]
    }

    struct Fact: Codable {
      let entry: Int
      let fact: FileFact
    }

    struct Secrets: Codable {
      let entry: Int
      let secrets: FileSecrets
    }

    let compression: Compression
    let digest: String
    let size: Int64
    let diffID: String
    let unpackedSize: Int64
    let attributes: [Attribute]
    /// Empty where all are 0.
    let contentHashes: [UInt64]
    /// Where contents start in an unpacked layer; nil where the layer is packed.
    let starts: [Int]?
    let facts: [Fact]
    let secrets: [Secrets]
  }

  /// The bytes, and all texts in them that came out of files.
  struct Encoded {
    let bytes: [UInt8]
    let texts: [UInt8]
  }

  /// The attributes that are kept: no rule asks for others, and people put all sorts of things in theirs.
  private static let attributePrefix = "security."

  /// nil for a scan that says less than the layer holds, or says it of this run alone.
  static func encode(_ scan: LayerScan) throws -> Encoded? {
    guard scan.error == nil, let digest = scan.digest, let diffID = scan.diffID, scan.contents.isEmpty,
      !scan.secrets.values.contains(where: \.isOfThisRun)
    else { return nil }
    let attributes = scan.attributes.sorted { $0.key < $1.key }.flatMap { entry, attributes in
      attributes.filter { $0.name.hasPrefix(attributePrefix) }.map {
        Yield.Attribute(entry: entry, name: $0.name, value: $0.value)
      }
    }
    let yield = Yield(
      compression: scan.compression, digest: digest.description, size: scan.size, diffID: diffID.description,
      unpackedSize: scan.unpackedSize, attributes: attributes,
      contentHashes: scan.contentHashes.allSatisfy { $0 == 0 } ? [] : scan.contentHashes,
      starts: scan.stored?.starts,
      facts: scan.facts.sorted { $0.key < $1.key }.map { Yield.Fact(entry: $0, fact: $1) },
      secrets: scan.secrets.sorted { $0.key < $1.key }.map { Yield.Secrets(entry: $0, secrets: $1) })
    let output = BinaryEncoder.Output()
    output.write(PackedEntries.pack(scan.entries, scan.names))
    try BinaryEncoder.write(yield, to: output)
    return Encoded(bytes: output.bytes, texts: output.texts)
  }

  /// The scan that was encoded, of the blob in `view`; nil for one whose bytes are not at hand.
  ///
  /// Throws where the bytes are not those of a scan, or one that points beyond its own entries.
  static func decode(_ bytes: [UInt8], from position: Int, of view: ByteView?) throws -> LayerScan {
    let input = BinaryDecoder.Input(bytes, from: position)
    guard let (entries, names) = PackedEntries.unpack(Array(try input.content())) else {
      throw BinaryDecoder.Damage()
    }
    let yield = try BinaryDecoder.read(Yield.self, from: input)
    guard input.isAtEnd, let digest = Digest(yield.digest), let diffID = Digest(yield.diffID),
      yield.contentHashes.isEmpty || yield.contentHashes.count == entries.count,
      yield.starts.map({ $0.count == entries.count }) ?? true
    else { throw BinaryDecoder.Damage() }
    var scan = LayerScan()
    (scan.entries, scan.names) = (entries, names)
    (scan.compression, scan.digest, scan.size) = (yield.compression, digest, yield.size)
    (scan.diffID, scan.unpackedSize) = (diffID, yield.unpackedSize)
    scan.contentHashes =
      yield.contentHashes.isEmpty ? [UInt64](repeating: 0, count: entries.count) : yield.contentHashes
    if let starts = yield.starts {
      guard let view else { throw BinaryDecoder.Damage() }
      scan.stored = StoredContents(view: view, starts: starts)
    }
    for found in yield.attributes {
      try check(found.entry, entries)
      scan.attributes[found.entry, default: []].append(
        TarAttribute(name: found.name, value: found.value))
    }
    for found in yield.facts {
      try check(found.entry, entries)
      scan.facts[found.entry] = found.fact
    }
    for found in yield.secrets {
      try check(found.entry, entries)
      scan.secrets[found.entry] = found.secrets
    }
    return scan
  }

  private static func check(_ entry: Int, _ entries: [TarEntry]) throws(BinaryDecoder.Damage) {
    guard entries.indices.contains(entry) else { throw BinaryDecoder.Damage() }
  }
}
