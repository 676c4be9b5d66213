/// What the files inside one archive file may cost; all count the whole archive with all archives in it.
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

  package init() {}
}

/// What keeps count of the limits while one archive file is read.
final class InsideBudget {
  private let limits: InsideLimits
  /// Bytes of the file that were read.
  var stored: Int64 = 0
  private var unpacked: Int64 = 0
  private var members = 0

  init(_ limits: InsideLimits) { self.limits = limits }

  func countMember() throws(ArchiveError) {
    members += 1
    guard members <= limits.members else {
      throw .limit(what: "the number of files in it", allowed: "\(limits.members)")
    }
  }

  func countUnpacked(_ count: Int) throws(ArchiveError) {
    unpacked += Int64(count)
    guard unpacked <= limits.unpackedBytes else {
      throw .limit(what: "what it unpacks to", allowed: "\(limits.unpackedBytes) bytes")
    }
    if unpacked > limits.ratioFloor, unpacked / limits.ratio > max(1, stored) {
      throw .limit(what: "the compression ratio", allowed: "\(limits.ratio):1, beyond which it is a bomb")
    }
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
