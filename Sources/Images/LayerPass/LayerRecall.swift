import ArchiveIO
import Secrets
import Synchronization

/// The part of one pass over layers that asks the cache first and tells it afterwards.
final class LayerRecall: Sendable {
  private let cache: LayerCache
  private let conditions: String
  private let scanner: SecretScanner
  private let limits: ReadLimits
  private let states: Mutex<[State]>

  private struct State {
    var kept: LayerCache.Kept?
    var codes: [[UInt8]] = []
    var missing = 0
    /// Pieces of work that are still to be done before the scan is whole.
    var pieces = 0
  }

  /// What came of a chunk.
  enum Verdict {
    /// Other chunks are not done yet.
    case waits
    case known(LayerScan)
    /// The bytes are not those that were searched.
    case unknown
  }

  /// nil where there is no cache, or what this pass asks cannot be kept.
  init?(_ limits: ReadLimits, _ questions: ScanOptions, blobs: Int) {
    guard let cache = questions.cache, let scanner = questions.secrets ?? questions.masking,
      let conditions = LayerCache.conditions(limits, questions)
    else { return nil }
    self.cache = cache
    self.scanner = scanner
    self.conditions = conditions
    self.limits = limits
    states = Mutex([State](repeating: State(), count: blobs))
  }

  /// Whether it is worth while to ask for a blob: its digest is only a hint, and its bytes decide.
  func mayKnow(_ blob: LayerPass.Blob) -> Bool {
    blob.stated != nil && !blob.isCut && blob.view.count >= cache.leastBytes
  }

  private func name(_ blob: LayerPass.Blob, _ digest: Digest) -> String {
    LayerCache.name(of: digest, read: blob.algorithm, under: conditions)
  }

  /// The chunks whose codes decide whether the blob is the one that is kept; 0 where none is.
  func chunks(of number: Int, _ blob: LayerPass.Blob) -> Int {
    guard let stated = blob.stated,
      let kept = cache.kept(name(blob, stated), bytes: blob.view.count)
    else { return 0 }
    let count = BlobSeal.chunkCount(of: blob.view.count)
    states.withLock { states in
      states[number].kept = kept
      states[number].codes = [[UInt8]](repeating: [], count: count)
      states[number].missing = count
    }
    return count
  }

  func vouch(for number: Int, _ blob: LayerPass.Blob, chunk: Int) -> Verdict {
    let code = cache.code(ofChunk: chunk, of: blob.view) ?? []
    let whole = states.withLock { (states: inout [State]) -> (LayerCache.Kept, [[UInt8]])? in
      states[number].codes[chunk] = code
      states[number].missing -= 1
      guard states[number].missing == 0, let kept = states[number].kept else { return nil }
      states[number].kept = nil
      return (kept, states[number].codes)
    }
    guard let (kept, codes) = whole, let stated = blob.stated else { return .waits }
    guard BlobSeal.seal(codes, bytes: blob.view.count) == kept.seal,
      let scan = cache.scan(kept, named: name(blob, stated), of: blob.view)
    else { return .unknown }
    return .known(scan)
  }

  // MARK: Afterwards

  /// So many more pieces of work belong to a blob.
  func add(pieces: Int, to number: Int) { states.withLock { $0[number].pieces += pieces } }

  /// One piece is done; true after the last.
  func finishPiece(of number: Int) -> Bool {
    states.withLock { states in
      states[number].pieces -= 1
      return states[number].pieces == 0
    }
  }

  /// Keeps what a blob yielded, under the digest that its manifest states if that is true.
  func keep(_ scan: LayerScan, of blob: LayerPass.Blob) {
    // What the end of the time cut off says so in words only.
    guard mayKnow(blob), !limits.areSpent, let digest = scan.digest else { return }
    let isTrue = blob.stated == digest || blob.stated == scan.diffID
    let name = name(blob, isTrue ? blob.stated ?? digest : digest)
    cache.keep(scan, of: blob.view, named: name, searchedBy: scanner)
  }

  func makeRoom() { cache.makeRoom() }
}
