import ArchiveIO
import Digests
import Findings
import Foundation
import PatternScan
import Secrets
import Synchronization

/// What layers yielded in earlier runs, in a directory of the user's own.
///
/// What is kept of a layer is used only for a blob whose every byte was read and has the seal of the bytes that were
/// searched then (`BlobSeal`), so a manifest that lies about a digest is read like any other. See decision 5.
package final class LayerCache: Sendable {
  /// Bytes that the directory may hold where nobody says otherwise.
  package static let defaultBytes = 2 << 30

  package let folder: PrivateFolder
  /// Bytes that all kept layers may have together.
  package let limit: Int
  /// Bytes below which a layer is read sooner than looked up.
  let leastBytes: Int
  private let seal: BlobSeal
  private let hasGrown = Mutex(false)
  private let used = Mutex(0)

  /// How many layers were not read anew since the cache was opened.
  package var usedLayers: Int { used.withLock { $0 } }

  /// How a file begins; the number counts forms.
  private static let magic = Array("imgcheck layer 1\n".utf8)
  private static let keyName = "key"
  private static let ending = ".layer"
  /// Bytes of a SHA-256.
  private static let hashLength = 32
  /// One layer may have this part of the limit.
  private static let largestShare = 4
  /// What is left when room is made, in hundredths of the limit.
  private static let leftPercent = 90

  /// Opens the directory, which is made where there is none.
  package init(
    folder path: String, limit: Int = LayerCache.defaultBytes, leastBytes: Int = 256 << 10
  ) throws(PrivateFolder.Failure) {
    folder = try PrivateFolder(path: path)
    self.limit = limit
    self.leastBytes = leastBytes
    if folder.read(Self.keyName, limit: BlobSeal.keyLength) == nil {
      folder.add((0..<BlobSeal.keyLength).map { _ in UInt8.random(in: 0...255) }, as: Self.keyName)
    }
    // Another process may have been first: all take what is there.
    guard let key = folder.read(Self.keyName, limit: BlobSeal.keyLength), let seal = BlobSeal(key: key)
    else { throw PrivateFolder.Failure(description: "cache folder '\(path)' cannot be written") }
    self.seal = seal
  }

  // MARK: Names

  /// The name of what is kept of a layer, made of its digest and of all that decides what a layer yields.
  static func name(of digest: Digest, read algorithm: Digest.Algorithm, under conditions: String) -> String {
    let text = "\(conditions)\n\(algorithm.rawValue)\n\(digest)"
    return Hexadecimal.text(MessageDigest.sha256(text.utf8)) + ending
  }

  /// The same for a layer that comes from a registry, which no seal is needed for.
  private static func name(ofFetched digest: Digest, under conditions: String) -> String {
    Hexadecimal.text(MessageDigest.sha256("\(conditions)\nfetched\n\(digest)".utf8)) + ending
  }

  /// All that decides what a layer yields beside its bytes; nil where what it yields cannot be kept.
  static func conditions(_ limits: ReadLimits, _ questions: ScanOptions) -> String? {
    // Which contents are wanted is decided by a function, which has no name.
    guard questions.contents == nil, let build = ProgramBuild.current else { return nil }
    var limits = limits
    (limits.deadline, limits.unpacked) = (nil, nil)
    var facts = questions.facts
    facts.inside.deadline = nil
    let secrets = questions.secrets.map(\.conditions) ?? "off"
    return [build, "\(limits)", "\(facts)", secrets].joined(separator: "\n")
  }

  // MARK: Reading

  /// What is kept under a name, and the seal of the blob that it is of.
  struct Kept: Sendable {
    let seal: [UInt8]
    fileprivate let bytes: [UInt8]
    fileprivate let payload: Int
  }

  /// What is kept for a blob of so many bytes; nil where nothing is, or nothing whole.
  func kept(_ name: String, bytes size: Int) -> Kept? {
    guard let bytes = folder.read(name, limit: limit) else { return nil }
    let head = Self.head(name, size)
    let payload = head.count + Self.hashLength
    guard bytes.count >= payload + Self.hashLength, bytes.starts(with: head),
      MessageDigest.sha256(bytes.dropLast(Self.hashLength)) == Array(bytes.suffix(Self.hashLength))
    else {
      folder.remove(name)
      return nil
    }
    return Kept(
      seal: Array(bytes[head.count..<payload]), bytes: Array(bytes.dropLast(Self.hashLength)),
      payload: payload)
  }

  /// The code of a chunk of a blob, for its seal.
  func code(ofChunk number: Int, of view: ByteView) -> [UInt8]? { seal.code(ofChunk: number, of: view) }

  /// The scan that is kept of a layer of a registry; nil where none is.
  func scan(ofFetched digest: Digest, bytes size: Int64, under conditions: String) -> LayerScan? {
    let name = Self.name(ofFetched: digest, under: conditions)
    guard let kept = kept(name, bytes: Int(clamping: size)), kept.seal == Self.noSeal else { return nil }
    guard let scan = scan(kept, named: name, of: nil, where: { $0.digest == digest && $0.size == size })
    else { return nil }
    countUse(of: name)
    return scan
  }

  /// The scan that is kept: that of a blob only if the blob has its seal.
  func scan(
    _ kept: Kept, named name: String, of view: ByteView?, where isTrue: (LayerScan) -> Bool = { _ in true }
  ) -> LayerScan? {
    do {
      let scan = try LayerCodec.decode(kept.bytes, from: kept.payload, of: view)
      guard isTrue(scan) else {
        folder.remove(name)
        return nil
      }
      return scan
    } catch {
      folder.remove(name)
      return nil
    }
  }

  /// What is kept under the name took the place of reading a layer.
  func countUse(of name: String) {
    folder.markUsed(name)
    used.withLock { $0 += 1 }
  }

  /// What every file of a layer begins with: the form, the name and the blob's size.
  private static func head(_ name: String, _ size: Int) -> [UInt8] {
    magic + Array("\(name) \(size)\n".utf8)
  }

  // MARK: Writing

  /// Keeps what a blob yielded, unless a text in it is a secret by the scanner's word.
  func keep(_ scan: LayerScan, of view: ByteView, named name: String, searchedBy scanner: SecretScanner) {
    keep(scan, bytes: view.count, named: name, searchedBy: scanner) { seal.seal(view) }
  }

  /// Keeps what a layer of a registry yielded, whose bytes were those of its digest.
  func keep(
    fetched scan: LayerScan, of digest: Digest, under conditions: String, searchedBy scanner: SecretScanner
  ) {
    let name = Self.name(ofFetched: digest, under: conditions)
    keep(scan, bytes: Int(clamping: scan.size), named: name, searchedBy: scanner) { Self.noSeal }
  }

  /// Stands where the seal stands for what is known by its digest alone.
  private static let noSeal = [UInt8](repeating: 0, count: hashLength)

  private func keep(
    _ scan: LayerScan, bytes size: Int, named name: String, searchedBy scanner: SecretScanner,
    seal: () -> [UInt8]?
  ) {
    do {
      guard let encoded = try LayerCodec.encode(scan), encoded.bytes.count <= limit / Self.largestShare,
        try Self.isHarmless(encoded.texts, scanner), let seal = seal()
      else { return }
      var bytes = Self.head(name, size) + seal
      bytes += encoded.bytes
      bytes += MessageDigest.sha256(bytes)
      if folder.add(bytes, as: name) { hasGrown.withLock { $0 = true } }
    } catch {
      // What cannot be kept is read again, and costs the next run its time.
      return
    }
  }

  private static func isHarmless(_ texts: [UInt8], _ scanner: SecretScanner) throws(PatternError) -> Bool {
    var scan = try FileScan(scanner)
    return try scan.scan(texts.span, path: "").matches.allSatisfy(\.isByNameAlone)
  }

  // MARK: Room

  /// The layers that are kept, those of use last at the end.
  package var layers: [PrivateFolder.File] {
    folder.files().filter { $0.name.hasSuffix(Self.ending) }.sorted {
      ($0.used, $0.name) < ($1.used, $1.name)
    }
  }

  /// Removes what was of no use for the longest time, where this run brought more than may be kept.
  func makeRoom() {
    let isMore = hasGrown.withLock { grown in
      defer { grown = false }
      return grown
    }
    guard isMore else { return }
    let layers = layers
    var bytes = layers.reduce(0) { $0 + $1.bytes }
    guard bytes > limit else { return }
    for layer in layers where bytes > limit / 100 * Self.leftPercent {
      folder.remove(layer.name)
      bytes -= layer.bytes
    }
  }

  /// Removes all layers; gives what was removed.
  package func clear() -> [PrivateFolder.File] {
    let layers = layers
    for layer in layers { folder.remove(layer.name) }
    return layers
  }
}

/// The program that runs, told from other builds of it.
enum ProgramBuild {
  /// Its file's size and time, with what the libraries below it are; nil where the file cannot be seen.
  static let current: String? = {
    guard let path = Bundle.main.executablePath else { return nil }
    do {
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      guard let size = attributes[.size] as? Int, let date = attributes[.modificationDate] as? Date else {
        return nil
      }
      return "\(size) \(date.timeIntervalSince1970) \(ReadingLibraries.versions)"
    } catch {
      return nil
    }
  }()
}
