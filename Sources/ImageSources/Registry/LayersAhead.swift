import Foundation
import Transfer

/// Fetches layers side by side, in threads of its own, ahead of who reads them one after the other.
///
/// What came and was not read yet lies in memory, within a limit that all layers share. The layer that is read may always go
/// on, so nobody waits for ever.
final class LayersAhead {
  /// Layers that are fetched at one time.
  static let threads = 3
  /// Bytes that lie in memory.
  static let heldBytes = 64 << 20

  /// Hands one layer on; false where it is not there. It belongs to the thread that made it.
  typealias Fetch = (LayoutContents.Layer, any ContentReceiver) throws(SourceFailure) -> Bool

  private let line: WaitingLine
  private var next = 0

  /// - Parameters:
  ///   - isWanted: whether anybody reads on.
  ///   - open: makes what fetches, in each thread.
  init(
    _ layers: [LayoutContents.Layer], isWanted: @escaping @Sendable () -> Bool,
    open: @escaping @Sendable () throws(SourceFailure) -> Fetch
  ) {
    let threads = min(Self.threads, layers.count)
    let line = WaitingLine(layers: layers.count, threads: threads, limit: Self.heldBytes, isWanted: isWanted)
    self.line = line
    for _ in 0..<threads {
      let thread = Thread {
        Self.fetch(layers, line, open)
        line.leave()
      }
      thread.stackSize = 1 << 20
      thread.start()
    }
  }

  private static func fetch(
    _ layers: [LayoutContents.Layer], _ line: WaitingLine, _ open: () throws(SourceFailure) -> Fetch
  ) {
    var opened: Fetch?
    while let number = line.begin() {
      do throws(SourceFailure) {
        let fetch = if let opened { opened } else { try open() }
        opened = fetch
        line.end(number, .success(try fetch(layers[number], Place(line: line, number: number))))
      } catch {
        line.end(number, .failure(error))
      }
    }
  }

  /// Where one layer waits.
  private final class Place: ContentReceiver {
    private let line: WaitingLine
    private let number: Int

    init(line: WaitingLine, number: Int) {
      self.line = line
      self.number = number
    }

    var isWanted: Bool { line.isWanted }

    func write(_ bytes: RawSpan) throws(TransferError) {
      guard line.put(bytes, number) else { throw .abandoned }
    }
  }

  /// Hands the next layer on to the pipe, with `prelude` before it as soon as it is known that it comes; false where it is not
  /// there.
  func handNext(_ prelude: [UInt8], to pipe: PipeWriter) throws(SourceFailure) -> Bool {
    let number = next
    next += 1
    var prelude = prelude
    while true {
      switch line.take(number) {
      case .piece(let bytes):
        try Self.write(prelude + bytes, pipe)
        prelude = []
      case .end(let outcome):
        let isThere = try outcome.get()
        if isThere, !prelude.isEmpty { try Self.write(prelude, pipe) }
        return isThere
      }
    }
  }

  private static func write(_ bytes: [UInt8], _ pipe: PipeWriter) throws(SourceFailure) {
    do throws(TransferError) { try pipe.write(bytes) } catch { throw SourceFailure(error) }
  }

  /// Ends what is still fetched, and waits for the threads.
  func finish() { line.close() }
}
