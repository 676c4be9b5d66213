import ArchiveIO
import Secrets
import Synchronization

/// Reads layer blobs, each exactly once, on all cores.
struct LayerPass {
  let limits: ReadLimits
  var questions = ScanOptions.none

  private var secrets: SecretScanner? { questions.secrets }

  /// A blob to read, and the algorithm of the digest that names it.
  struct Blob: Sendable {
    let view: ByteView
    let algorithm: Digest.Algorithm
    /// What a manifest or config states, packed or unpacked: a hint, which may be a lie.
    var stated: Digest?
    /// Whether the archive ends inside the blob.
    var isCut = false
  }

  /// One piece of work on one core: an unpacked blob is digested and walked independently, in place.
  private enum Job {
    /// Looks whether an earlier run read the blob.
    case recall(Int)
    /// Holds a chunk of the blob to what was read then.
    case vouch(Int, chunk: Int)
    /// Digests blobs of the pass's `DigestLine`, as long as there are any.
    case digest
    case walk(Int)
    case unpack(Int)
    /// Entries of a blob that was walked.
    case search(Int, Range<Int>)

    /// nil where it is none in particular.
    var blob: Int? {
      switch self {
      case .recall(let blob), .vouch(let blob, _), .walk(let blob), .unpack(let blob), .search(let blob, _):
        blob
      case .digest: nil
      }
    }

    /// Whether the job reads the blob anew.
    var isReading: Bool {
      switch self {
      case .recall, .vouch: false
      case .digest, .walk, .unpack, .search: true
      }
    }
  }

  /// Reads all blobs; the results are in their order, whatever the order of the work.
  ///
  /// - Parameter walked: told the members of all, once they are known and while digests and secrets may be missing; not
  ///   called where the time was over before. Told nil at the end where they turned out to be others.
  func run(
    _ blobs: [Blob], progress: @escaping @Sendable (LayerProgress) -> Void,
    walked: @escaping @Sendable ([LayerScan]?) -> Void = { _ in }
  ) -> [LayerScan] {
    let results = Results(count: blobs.count) { walked($0.scans(blobs)) }
    progress(.found(layers: blobs.count, bytes: blobs.reduce(0) { $0 + Int64($1.view.count) }))
    let secrets = secrets
    let recall = LayerRecall(limits, questions, blobs: blobs.count)
    let pool = blobs.contains(where: Self.isPacked) ? questions.searchPool() : nil
    let line = DigestLine(leavesRoom: secrets != nil)
    WorkList(jobs(blobs, recall, line)).perform(
      with: { LazyTools(scanner: secrets) },
      { job, tools in
        let brought = perform(job, blobs, results, recall, line, &tools, pool, progress)
        if let recall { finish(job, brought, blobs, results, recall) }
        return brought
      })
    for blob in blobs { blob.view.letGo() }
    for blob in recall?.unproved ?? [] { results.forget(blob) }
    if results.hasForgotten { walked(nil) }
    recall?.makeRoom()
    return results.scans(blobs)
  }

  /// What one core needs to look for secrets, made when it first does.
  private struct LazyTools {
    let scanner: SecretScanner?
    private var made: LayerSecrets?

    init(scanner: SecretScanner?) { self.scanner = scanner }

    mutating func secrets() -> LayerSecrets? {
      if made == nil { made = scanner.map(LayerSecrets.init) }
      return made
    }
  }

  /// Does a piece of work; what it gives is work that became possible by it.
  private func perform(
    _ job: Job, _ blobs: [Blob], _ results: Results, _ recall: LayerRecall?, _ line: DigestLine,
    _ tools: inout LazyTools, _ pool: SearchPool?, _ progress: @escaping @Sendable (LayerProgress) -> Void
  ) -> [Job] {
    if let blob = job.blob, isTooLate(for: blob, results) { return [] }
    switch job {
    case .recall(let blob):
      guard let recall, let kept = recall.kept(of: blobs[blob]) else {
        recall?.close(blob)
        return Self.reading(blob, blobs[blob], line)
      }
      guard results.entryCount < limits.totalEntries else {
        recall.close(blob)
        refuse(blob, results)
        return []
      }
      results.change(blob) { $0 = kept.scan }
      // From here on whoever does the last chunk may take the scan away again.
      recall.take(blob, seal: kept.seal)
      results.countWalked()
      return judge(blob, blobs[blob], results, recall, line, progress)
    case .vouch(let blob, let chunk):
      guard let recall else { return [] }
      recall.vouch(for: blob, blobs[blob], chunk: chunk)
      return judge(blob, blobs[blob], results, recall, line, progress)
    case .digest:
      line.serve { digest(line, blobs, results, recall, progress) }
    case .walk(let blob):
      guard results.entryCount < limits.totalEntries else {
        refuse(blob, results)
        return []
      }
      var visitor = LayerVisitor(
        contents: questions.contents, isStored: true, limits: questions.facts)
      let walk = TarWalk.over(blobs[blob].view, limits: limits, visitor: &visitor)
      let stored = StoredContents(view: blobs[blob].view, starts: visitor.contentStarts)
      let scan = results.change(blob) { scan in
        scan.take(visitor, walk)
        scan.stored = stored
        return scan
      }
      results.countWalked()
      guard let limits = secrets?.options.limits.inside else { return [] }
      return SecretPass.portions(scan.storedSizes, bytes: limits.portionBytes).map { .search(blob, $0) }
    case .unpack(let blob):
      guard results.entryCount < limits.totalEntries else {
        refuse(blob, results)
        return []
      }
      let scan = read(blobs[blob], pool) { progress(.read(bytes: $0)) }
      progress(.finished)
      results.change(blob) { $0 = scan }
      results.countWalked()
    case .search(let blob, let entries):
      guard let secrets = tools.secrets() else { return [] }
      let found = SecretPass.search(entries, of: results.scan(blob), with: secrets)
      results.change(blob) { $0.secrets.merge(found) { $1 } }
    }
    return []
  }

  /// Whether the time is over before a piece of work on a blob, which then says so.
  private func isTooLate(for blob: Int, _ results: Results) -> Bool {
    guard let deadline = limits.deadline, deadline.isOver else { return false }
    results.change(blob) { $0.error = $0.error ?? deadline.error }
    return true
  }

  /// Digests the blobs of a line until there are none.
  private func digest(
    _ line: DigestLine, _ blobs: [Blob], _ results: Results, _ recall: LayerRecall?,
    _ progress: @Sendable (LayerProgress) -> Void
  ) {
    Digest.inStep(
      next: {
        while let blob = line.next() {
          guard isTooLate(for: blob, results) else { return (blob, blobs[blob].view, blobs[blob].algorithm) }
          finishPiece(of: blob, blobs, results, recall)
        }
        return nil
      },
      told: { progress(.read(bytes: $0)) },
      done: { blob, digest in
        let size = Int64(blobs[blob].view.count)
        progress(.finished)
        results.change(blob) { scan in
          (scan.digest, scan.diffID, scan.size, scan.unpackedSize) = (digest, digest, size, size)
        }
        finishPiece(of: blob, blobs, results, recall)
      })
  }

  /// Ends the question whether a blob was read before, once all is there that decides it.
  private func judge(
    _ number: Int, _ blob: Blob, _ results: Results, _ recall: LayerRecall, _ line: DigestLine,
    _ progress: @Sendable (LayerProgress) -> Void
  ) -> [Job] {
    switch recall.verdict(on: number, blob) {
    case .waits: return []
    case .unknown:
      results.forget(number)
      return Self.reading(number, blob, line)
    case .known:
      progress(.read(bytes: Int64(blob.view.count)))
      progress(.finished)
      let scan = results.scan(number)
      do throws(ArchiveError) {
        if scan.compression != .none { try limits.countUnpacked(scan.unpackedSize) }
      } catch {
        results.forget(number)
        results.change(number) { $0.error = error }
      }
      return []
    }
  }

  private func refuse(_ blob: Int, _ results: Results) {
    results.change(blob) {
      $0.error = .limit(
        what: "the number of members of all layers", allowed: "\(limits.totalEntries) (--limit total-entries)"
      )
    }
  }

  private func read(
    _ blob: Blob, _ pool: SearchPool?, told: @escaping @Sendable (Int64) -> Void
  ) -> LayerScan {
    var visitor = questions.visitor(pool)
    let pass = BlobPass(
      blob.view, algorithm: blob.algorithm, limits: limits, visitor: &visitor, told: told)
    let search = visitor.search
    var scan = LayerScan(visitor, pass)
    scan.secrets = search?.finish() ?? [:]
    return scan
  }

  /// Counts the work on a blob that a job did, and that came out of it.
  private func finish(
    _ job: Job, _ brought: [Job], _ blobs: [Blob], _ results: Results, _ recall: LayerRecall
  ) {
    guard let blob = job.blob else { return }
    recall.add(pieces: brought.count(where: \.isReading), to: blob)
    if job.isReading { finishPiece(of: blob, blobs, results, recall) }
  }

  /// Tells the cache of a blob when the last piece of work on it is done.
  private func finishPiece(of blob: Int, _ blobs: [Blob], _ results: Results, _ recall: LayerRecall?) {
    guard let recall, recall.finishPiece(of: blob) else { return }
    recall.keep(results.scan(blob), of: blobs[blob])
  }

  /// What the cache may know first, then digests, which one core begins, walks and unpackings, since searches come out of them and
  /// the outline needs the members of all, then what the known blobs are held to; the largest first, so that no core is
  /// left with it at the end.
  private func jobs(_ blobs: [Blob], _ recall: LayerRecall?, _ line: DigestLine) -> [Job] {
    let costly = blobs.indices.sorted { (blobs[$1].view.count, $0) < (blobs[$0].view.count, $1) }
    let asked = costly.filter { recall?.mayKnow(blobs[$0]) == true }
    let readings = costly.filter { recall?.mayKnow(blobs[$0]) != true }.map {
      Self.reading($0, blobs[$0], line)
    }
    let proofs = asked.flatMap { blob in
      (0..<(recall?.chunks(of: blobs[blob]) ?? 0)).map { Job.vouch(blob, chunk: $0) }
    }
    let digests = readings.flatMap { $0.dropFirst() }
    return asked.map { Job.recall($0) } + digests.prefix(1) + readings.compactMap(\.first) + proofs
      + digests.dropFirst()
  }

  /// The work that reads a blob.
  private static func reading(_ number: Int, _ blob: Blob, _ line: DigestLine) -> [Job] {
    guard !isPacked(blob) else { return [.unpack(number)] }
    line.add(number)
    return [.walk(number), .digest]
  }

  private static func isPacked(_ blob: Blob) -> Bool {
    Compression(firstBytes: blob.view.copy(limit: Compression.magicLength)) != .none
  }

  /// What the jobs gave so far, by blob.
  private final class Results: Sendable {
    private let scans: Mutex<[LayerScan]>
    /// Blobs whose members are not all known.
    private let unwalked: Mutex<Int>
    private let forgotten = Mutex(false)
    private let walked: @Sendable (Results) -> Void

    init(count: Int, walked: @escaping @Sendable (Results) -> Void) {
      scans = Mutex([LayerScan](repeating: LayerScan(), count: count))
      unwalked = Mutex(count)
      self.walked = walked
    }

    /// Whether members that were told of are not a blob's.
    var hasForgotten: Bool { forgotten.withLock(\.self) }

    /// Takes back what was said of a blob; an error stays.
    func forget(_ blob: Int) {
      forgotten.withLock { $0 = true }
      change(blob) { scan in
        let error = scan.error
        scan = LayerScan()
        scan.error = error
      }
    }

    /// The members of one more blob are known. They are told of no more once some were taken back.
    func countWalked() {
      guard !hasForgotten else { return }
      let isLast = unwalked.withLock { count in
        count -= 1
        return count == 0
      }
      if isLast { walked(self) }
    }

    @discardableResult
    func change<Result: Sendable>(_ blob: Int, _ change: (inout LayerScan) -> Result) -> Result {
      scans.withLock { change(&$0[blob]) }
    }

    /// Members of all layers that were read so far.
    var entryCount: Int { scans.withLock { $0.reduce(0) { $0 + $1.entries.count } } }

    func scan(_ blob: Int) -> LayerScan { scans.withLock { $0[blob] } }

    func scans(_ blobs: [Blob]) -> [LayerScan] {
      zip(blobs, scans.withLock { $0 }).map { blob, scan in blob.isCut ? scan.cut : scan }
    }
  }
}
