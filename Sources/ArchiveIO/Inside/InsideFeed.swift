import Foundation

/// Reads the files inside an archive file that comes in pieces, from whoever is handed them and cannot ask for more.
///
/// The reader pulls, in a thread of its own that runs only while the owner of the pieces waits in `push` or `finish`: the
/// two take turns, so that the visitor is never used by both at a time.
@safe package final class InsideFeed: ByteSource {
  private let wanted = DispatchSemaphore(value: 0)
  private let given = DispatchSemaphore(value: 0)
  // Used by the one whose turn it is.
  private var piece = unsafe UnsafeRawBufferPointer(start: nil, count: 0)
  private var hasEnded = false
  private var isDone = false

  /// `name` is the archive file's own.
  package init(name: String, budget: InsideBudget, visitor: any InsideVisitor) {
    let worker = Worker(feed: self, name: name, reader: InsideReader(budget, visitor))
    let thread = Thread { worker.run() }
    // Archives in archives, each with libarchive's frames and the scanner's on top.
    thread.stackSize = 4 << 20
    thread.start()
    wanted.wait()
  }

  /// Hands over the next bytes, and waits until they are read.
  package func push(_ bytes: Span<UInt8>) {
    guard !isDone, !bytes.isEmpty else { return }
    unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe piece = UnsafeRawBufferPointer(bytes)
      given.signal()
      wanted.wait()
      unsafe piece = unsafe UnsafeRawBufferPointer(start: nil, count: 0)
    }
  }

  /// Says that nothing more comes, and waits until all is read. It must be called, also where nobody wants the rest.
  package func finish() {
    hasEnded = true
    guard !isDone else { return }
    given.signal()
    wanted.wait()
  }

  func next() -> UnsafeRawBufferPointer? {
    guard !hasEnded else { return nil }
    wanted.signal()
    given.wait()
    return unsafe piece.isEmpty ? nil : piece
  }

  /// The thread's last word.
  fileprivate func end() {
    isDone = true
    wanted.signal()
  }

  private final class Worker: @unchecked Sendable {
    private let feed: InsideFeed
    private let name: String
    private let reader: InsideReader

    init(feed: InsideFeed, name: String, reader: InsideReader) {
      self.feed = feed
      self.name = name
      self.reader = reader
    }

    func run() {
      reader.read(feed, name: name)
      feed.end()
    }
  }
}
