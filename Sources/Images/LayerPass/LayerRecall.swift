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
    /// How far the question is whether the blob is one that was read before.
    var stage = Stage.open
    /// The codes of the blob's chunks; empty where one is not worked out yet.
    var codes: [[UInt8]] = []
    var missing = 0
    /// Pieces of work that are still to be done before the scan is whole.
    var pieces = 0
  }

  private enum Stage {
    case open
    /// What is kept was taken for the blob's, and the blob has to have this seal.
    case taken(seal: [UInt8])
    /// Decided, or nothing is kept.
    case closed
  }

  enum Verdict {
    /// Chunks are missing, or it was given before.
    case waits
    case known
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

  /// How many chunks have codes that decide whether the blob is the one that is kept.
  func chunks(of blob: LayerPass.Blob) -> Int { BlobSeal.chunkCount(of: blob.view.count) }

  /// What is kept of a blob by its name and size, with the seal that the blob must have: true only once it has it.
  func kept(of blob: LayerPass.Blob) -> (scan: LayerScan, seal: [UInt8])? {
    guard let name = blob.stated.map({ name(blob, $0) }),
      let kept = cache.kept(name, bytes: blob.view.count),
      let scan = cache.scan(kept, named: name, of: blob.view)
    else { return nil }
    return (scan, kept.seal)
  }

  /// What is kept stands where the blob's scan belongs until the verdict.
  func take(_ number: Int, seal: [UInt8]) { states.withLock { $0[number].stage = .taken(seal: seal) } }

  /// Nothing that is kept is the blob's.
  func close(_ number: Int) { states.withLock { $0[number].stage = .closed } }

  /// Works out the code of a chunk, unless the question is decided.
  func vouch(for number: Int, _ blob: LayerPass.Blob, chunk: Int) {
    let isDecided = states.withLock { (states: inout [State]) -> Bool in
      if case .closed = states[number].stage { return true }
      return false
    }
    guard !isDecided else { return }
    let code = cache.code(ofChunk: chunk, of: blob.view) ?? []
    let count = chunks(of: blob)
    states.withLock { states in
      if states[number].codes.isEmpty {
        states[number].codes = [[UInt8]](repeating: [], count: count)
        states[number].missing = count
      }
      states[number].codes[chunk] = code
      states[number].missing -= 1
    }
  }

  /// Whether the blob has the seal of what was taken for its scan; given once, to who asks first when all is there.
  func verdict(on number: Int, _ blob: LayerPass.Blob) -> Verdict {
    let proof = states.withLock { (states: inout [State]) -> (seal: [UInt8], codes: [[UInt8]])? in
      guard case .taken(let seal) = states[number].stage, !states[number].codes.isEmpty,
        states[number].missing == 0
      else { return nil }
      states[number].stage = .closed
      return (seal, states[number].codes)
    }
    guard let proof, let stated = blob.stated else { return .waits }
    guard BlobSeal.seal(proof.codes, bytes: blob.view.count) == proof.seal else { return .unknown }
    cache.countUse(of: name(blob, stated))
    return .known
  }

  /// The blobs with a scan that was taken for theirs and never proved, since the time was over.
  var unproved: [Int] {
    states.withLock { states in
      states.indices.filter { number in
        if case .taken = states[number].stage { return true }
        return false
      }
    }
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
