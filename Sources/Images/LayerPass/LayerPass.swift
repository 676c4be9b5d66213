import ArchiveIO
import Dispatch
import Secrets
import Synchronization

/// Reads layer blobs, each exactly once, on all cores.
struct LayerPass {
  let limits: ReadLimits
  /// What looks for secrets in every file; nil where none are wanted.
  var secrets: SecretScanner?

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
  func run(_ blobs: [Blob], progress: @Sendable (Int64) -> Void) -> [LayerScan] {
    let compressions = blobs.map { Compression(firstBytes: $0.view.copy(limit: Compression.magicLength)) }
    let jobs = jobs(blobs, compressions)
    let contentStarts = Mutex<[Int: [Int: Int]]>([:])
    let scans = Mutex([LayerScan](repeating: LayerScan(), count: blobs.count))
    DispatchQueue.concurrentPerform(iterations: jobs.count) { index in
      switch jobs[index] {
      case .digest(let blob):
        let digest = Digest.of(blobs[blob].view, algorithm: blobs[blob].algorithm)
        progress(Int64(blobs[blob].view.count))
        scans.withLock { scans in
          scans[blob].digest = digest
          scans[blob].diffID = digest
          scans[blob].size = Int64(blobs[blob].view.count)
          scans[blob].unpackedSize = Int64(blobs[blob].view.count)
        }
      case .walk(let blob):
        guard count(scans) < limits.totalEntries else { return refuse(blob, scans) }
        var visitor = LayerVisitor(keepsContentStarts: secrets != nil)
        let walk = TarWalk.over(blobs[blob].view, limits: limits, visitor: &visitor)
        let starts = visitor.contentStarts
        scans.withLock { $0[blob].take(visitor, walk) }
        contentStarts.withLock { $0[blob] = starts }
      case .unpack(let blob):
        guard count(scans) < limits.totalEntries else { return refuse(blob, scans) }
        let scan = read(blobs[blob])
        progress(Int64(blobs[blob].view.count))
        scans.withLock { $0[blob] = scan }
      }
    }
    var result = zip(blobs, scans.withLock { $0 }).map { blob, scan in blob.isCut ? scan.cut : scan }
    guard let secrets else { return result }
    let places = contentStarts.withLock { starts in
      blobs.indices.flatMap { result[$0].places(in: blobs[$0].view, blob: $0, starts: starts[$0] ?? [:]) }
    }
    for (blob, found) in SecretPass(scanner: secrets).run(places) { result[blob].secrets = found }
    return result
  }

  /// Members of all layers that were read so far.
  private func count(_ scans: borrowing Mutex<[LayerScan]>) -> Int {
    scans.withLock { $0.reduce(0) { $0 + $1.entries.count } }
  }

  private func refuse(_ blob: Int, _ scans: borrowing Mutex<[LayerScan]>) {
    scans.withLock {
      $0[blob].error = .limit(what: "the number of members of all layers", allowed: "\(limits.totalEntries)")
    }
  }

  private func read(_ blob: Blob) -> LayerScan {
    var visitor = LayerVisitor(secrets: secrets.map { LayerSecrets($0) })
    let pass = BlobPass(blob.view, algorithm: blob.algorithm, limits: limits, visitor: &visitor)
    return LayerScan(visitor, pass)
  }

  /// The largest work first, so that no core is left with it at the end.
  private func jobs(_ blobs: [Blob], _ compressions: [Compression]) -> [Job] {
    let costly = blobs.indices.sorted { (blobs[$1].view.count, $0) < (blobs[$0].view.count, $1) }
    return costly.flatMap { blob in
      compressions[blob] == .none ? [Job.digest(blob), .walk(blob)] : [Job.unpack(blob)]
    }
  }
}
