import ArchiveIO
import Secrets
import Synchronization

/// Asks the cache for layers of a registry before they are fetched, and tells it of those that came.
///
/// A registry gives a layer by its digest and nothing else, so there are no other bytes to hold to what is kept.
final class FetchRecall: Sendable {
  private let cache: LayerCache
  private let conditions: String
  private let scanner: SecretScanner
  private let limits: ReadLimits
  private let found = Mutex(Found())

  private struct Found {
    var known: [Digest: LayerScan] = [:]
    /// Layers that are fetched, since nothing is kept of them.
    var unknown: Set<Digest> = []
  }

  /// nil where there is no cache, or what this run asks cannot be kept.
  init?(_ limits: ReadLimits, _ questions: ScanOptions) {
    guard let cache = questions.cache, let scanner = questions.secrets ?? questions.masking,
      let conditions = LayerCache.conditions(limits, questions)
    else { return nil }
    self.cache = cache
    self.scanner = scanner
    self.conditions = conditions
    self.limits = limits
  }

  /// Whether an earlier run fetched the layer and read all of it.
  func knows(_ digest: Digest, size: Int64) -> Bool {
    let scan = cache.scan(ofFetched: digest, bytes: size, under: conditions)
    return found.withLock { found in
      found.known[digest] = scan
      if scan == nil { found.unknown.insert(digest) }
      return scan != nil
    }
  }

  /// Takes the layers that are not fetched; they count as if they had been unpacked.
  func takeKnown() -> [Digest: LayerScan] {
    let known = found.withLock { $0.known }
    for scan in known.values where scan.compression != .none { limits.unpacked?.add(scan.unpackedSize) }
    return known
  }

  /// Keeps what the layers yielded that were fetched.
  func keep(_ images: [ImageRecord], _ scans: [BlobName: LayerScan]) {
    // What the end of the time cut off says so in words only.
    guard !limits.areSpent else { return }
    var unknown = found.withLock { $0.unknown }
    for layer in images.flatMap(\.layers) {
      guard let digest = layer.digest, let scan = layer.blob.flatMap({ scans[$0] }), scan.digest == digest,
        unknown.remove(digest) != nil
      else { continue }
      cache.keep(fetched: scan, of: digest, under: conditions, searchedBy: scanner)
    }
    cache.makeRoom()
  }
}
