/// What the files inside archive files may cost. Those without another word count one archive file with all archives in
/// it.
package struct InsideLimits: Sendable, Hashable {
  /// Files read.
  package var members = 100_000
  /// Bytes unpacked; what two archives around a file unpack counts twice.
  package var unpackedBytes: Int64 = 1 << 30
  /// How often larger than the file its contents may become, once they are more than `ratioFloor`.
  package var ratio: Int64 = 500
  /// Bytes below which the ratio is not asked.
  package var ratioFloor: Int64 = 64 << 20
  /// Archives inside each other: a tar in gzip counts once. Two are common (a jar in a jar), three are met.
  package var levels = 4
  /// Bytes of a zip that are kept because no header leads to them, until its directory says what they are.
  package var strayBytes = 16 << 20
  /// Bytes that are held at a time of an archive in a packed layer, and of packed archives in one, to be read by their
  /// directories, as Java's are.
  package var heldBytes = 64 << 20
  /// Bytes of a layer's files after which its archive files count anew for `portionUnpackedBytes`: the layer is searched
  /// in such portions, side by side.
  package var portionBytes = 2 << 20
  /// Bytes that all archive files of one portion may unpack to together: many small bombs in a layer cost at most some
  /// five hundred times its size, as one large one does.
  package var portionUnpackedBytes: Int64 = 1 << 30
  /// When reading has to end; nil for never.
  package var deadline: Deadline?

  package init() {}
}

/// What all archive files of one portion of a layer have unpacked to.
package final class InsidePortion {
  private let limits: InsideLimits
  private var fileBytes = 0
  private var unpacked: Int64 = 0

  package init(_ limits: InsideLimits) { self.limits = limits }

  /// The next portion begins.
  package func restart() { (fileBytes, unpacked) = (0, 0) }

  /// A file of so many bytes was read, whether it is an archive or not.
  package func endFile(_ bytes: Int) {
    fileBytes += bytes
    if fileBytes >= limits.portionBytes { restart() }
  }

  fileprivate func countUnpacked(_ count: Int64) throws(ArchiveError) {
    unpacked += count
    guard unpacked <= limits.portionUnpackedBytes else {
      throw .limit(
        what: "what it and the archives beside it unpack to together",
        allowed: "\(limits.portionUnpackedBytes) bytes (--limit inside-portion-bytes)")
    }
  }
}

/// What keeps count of the limits while one archive file is read.
package final class InsideBudget {
  package let limits: InsideLimits
  private let portion: InsidePortion
  /// Bytes of the file that were read.
  var stored: Int64
  private var unpacked: Int64 = 0
  private var members = 0

  /// - Parameters:
  ///   - stored: the file's bytes, as far as they were read before.
  ///   - portion: what it shares with the archive files beside it; nil for one that is read alone.
  package init(_ limits: InsideLimits, stored: Int = 0, portion: InsidePortion? = nil) {
    self.limits = limits
    self.stored = Int64(stored)
    self.portion = portion ?? InsidePortion(limits)
  }

  package func countMember() throws(ArchiveError) {
    try limits.deadline?.check()
    members += 1
    guard members <= limits.members else {
      throw .limit(what: "the number of files in it", allowed: "\(limits.members) (--limit inside-files)")
    }
  }

  func countUnpacked(_ count: Int) throws(ArchiveError) {
    try limits.deadline?.check()
    unpacked += Int64(count)
    guard unpacked <= limits.unpackedBytes else {
      throw .limit(
        what: "what it unpacks to", allowed: "\(limits.unpackedBytes) bytes (--limit inside-unpacked-bytes)")
    }
    if unpacked > limits.ratioFloor, unpacked / limits.ratio > max(1, stored) {
      throw .limit(
        what: "the compression ratio",
        allowed: "\(limits.ratio):1, beyond which it is a bomb (--limit inside-ratio)")
    }
    try portion.countUnpacked(Int64(count))
  }
}

/// Lets a decoder write until the budget is used up.
final class BudgetedDecoder: ByteProducer {
  private let decoder: any ByteProducer
  private let budget: InsideBudget
  private var failure: ArchiveError?

  init(_ decoder: any ByteProducer, _ budget: InsideBudget) {
    self.decoder = decoder
    self.budget = budget
  }

  func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int {
    if let failure { throw failure }
    let written = try unsafe decoder.fill(buffer)
    do throws(ArchiveError) {
      try budget.countUnpacked(written)
    } catch {
      failure = error
      throw error
    }
    return written
  }
}
