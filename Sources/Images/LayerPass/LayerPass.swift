import ArchiveIO
import Dispatch
import Secrets
import Synchronization

/// Reads layer blobs, each exactly once, on all cores.
struct LayerPass {
  let limits: ReadLimits
  var questions = LayerQuestions.none

  private var secrets: SecretScanner? { questions.secrets }

  /// A blob to read, and the algorithm of the digest that names it.
  struct Blob: Sendable {
    let view: ByteView
    let algorithm: Digest.Algorithm
    /// Whether the archive ends inside the blob.
    var isCut = false
  }

  /// One piece of work on one core: an unpacked blob is digested and walked independently, in place.
  private enum Job {
    case digest(Int)
    case walk(Int)
    case unpack(Int)
  }

  /// Reads all blobs; the results are in their order, whatever the order of the work.
  func run(_ blobs: [Blob], progress: @escaping @Sendable (LayerProgress) -> Void) -> [LayerScan] {
    let results = Results(count: blobs.count)
    progress(.found(layers: blobs.count, bytes: blobs.reduce(0) { $0 + Int64($1.view.count) }))
    let (digests, reads) = jobs(blobs)
    // Where secrets are looked for, digests wait for that work: one large layer has a single digest, which would
    // else keep one core busy and leave the others idle.
    perform(secrets == nil ? digests + reads : reads, blobs, results, progress)
    guard let secrets else { return results.scans(blobs) }
    let scans = results.scans(blobs)
    let places = blobs.indices.flatMap {
      scans[$0].places(in: blobs[$0].view, blob: $0, starts: results.contentStarts(of: $0))
    }
    let found = SecretPass(scanner: secrets).run(
      places, beside: digests.map { digest in { perform(digest, blobs, results, progress) } })
    var result = results.scans(blobs)
    for (blob, found) in found { result[blob].secrets = found }
    return result
  }

  private func perform(
    _ jobs: [Job], _ blobs: [Blob], _ results: Results,
    _ progress: @escaping @Sendable (LayerProgress) -> Void
  ) {
    DispatchQueue.concurrentPerform(iterations: jobs.count) { perform(jobs[$0], blobs, results, progress) }
  }

  private func perform(
    _ job: Job, _ blobs: [Blob], _ results: Results, _ progress: @escaping @Sendable (LayerProgress) -> Void
  ) {
    switch job {
    case .digest(let blob):
      let size = Int64(blobs[blob].view.count)
      let digest = Digest.of(blobs[blob].view, algorithm: blobs[blob].algorithm) {
        progress(.read(bytes: $0))
      }
      progress(.finished)
      results.change(blob) { scan in
        (scan.digest, scan.diffID, scan.size, scan.unpackedSize) = (digest, digest, size, size)
      }
    case .walk(let blob):
      guard results.entryCount < limits.totalEntries else { return refuse(blob, results) }
      var visitor = LayerVisitor(contents: questions.contents, keepsContentStarts: secrets != nil)
      let walk = TarWalk.over(blobs[blob].view, limits: limits, visitor: &visitor)
      results.keep(contentStarts: visitor.contentStarts, of: blob)
      results.change(blob) { $0.take(visitor, walk) }
    case .unpack(let blob):
      guard results.entryCount < limits.totalEntries else { return refuse(blob, results) }
      let scan = read(blobs[blob]) { progress(.read(bytes: $0)) }
      progress(.finished)
      results.change(blob) { $0 = scan }
    }
  }

  private func refuse(_ blob: Int, _ results: Results) {
    results.change(blob) {
      $0.error = .limit(what: "the number of members of all layers", allowed: "\(limits.totalEntries)")
    }
  }

  private func read(_ blob: Blob, told: @escaping @Sendable (Int64) -> Void) -> LayerScan {
    var visitor = questions.visitor()
    let pass = BlobPass(
      blob.view, algorithm: blob.algorithm, limits: limits, visitor: &visitor, told: told)
    return LayerScan(visitor, pass)
  }

  /// The largest work first, so that no core is left with it at the end.
  private func jobs(_ blobs: [Blob]) -> (digests: [Job], reads: [Job]) {
    let costly = blobs.indices.sorted { (blobs[$1].view.count, $0) < (blobs[$0].view.count, $1) }
    let packed = costly.map {
      Compression(firstBytes: blobs[$0].view.copy(limit: Compression.magicLength)) != .none
    }
    let digests = zip(costly, packed).filter { !$1 }.map { Job.digest($0.0) }
    let reads = zip(costly, packed).map { $1 ? Job.unpack($0) : Job.walk($0) }
    return (digests, reads)
  }

  /// What the jobs gave so far, by blob.
  private final class Results: Sendable {
    private let scans: Mutex<[LayerScan]>
    private let starts = Mutex<[Int: [Int: Int]]>([:])

    init(count: Int) { scans = Mutex([LayerScan](repeating: LayerScan(), count: count)) }

    func change(_ blob: Int, _ change: (inout LayerScan) -> Void) { scans.withLock { change(&$0[blob]) } }

    func keep(contentStarts: [Int: Int], of blob: Int) { starts.withLock { $0[blob] = contentStarts } }

    func contentStarts(of blob: Int) -> [Int: Int] { starts.withLock { $0[blob] ?? [:] } }

    /// Members of all layers that were read so far.
    var entryCount: Int { scans.withLock { $0.reduce(0) { $0 + $1.entries.count } } }

    func scans(_ blobs: [Blob]) -> [LayerScan] {
      zip(blobs, scans.withLock { $0 }).map { blob, scan in blob.isCut ? scan.cut : scan }
    }
  }
}
