import ArchiveIO
import Foundation
import Secrets
import Synchronization

/// Files of a layer, one behind the other, that are searched together.
struct SearchPortion: Sendable {
  struct File: Sendable {
    let entry: Int
    let path: [UInt8]
    /// Where its content lies in the portion's bytes.
    let range: Range<Int>
  }

  let bytes: GatheredBytes
  var files: [File] = []

  /// What is found in the files, by entry index.
  func search(with secrets: LayerSecrets) -> [Int: FileSecrets] {
    var found: [Int: FileSecrets] = [:]
    secrets.startPortion()
    for file in files {
      secrets.start(file.entry, path: file.path[...], size: file.range.count)
      bytes.withBytes(file.range) { secrets.receive($0, at: 0) }
      if let result = secrets.takeFound(file.entry) { found[file.entry] = result }
    }
    return found
  }
}

/// Searches portions of layers on all cores, while the layers they come from are still being unpacked.
final class SearchPool: Sendable {
  let scanner: SecretScanner
  private let queue: Queue

  /// Starts a thread for each core; they end with the pool.
  init(_ scanner: SecretScanner, threads: Int = WorkCores.count) {
    self.scanner = scanner
    let queue = Queue(capacity: threads, portionBytes: scanner.options.limits.inside.portionBytes)
    self.queue = queue
    for _ in 0..<threads {
      let thread = Thread { queue.work(with: scanner) }
      // Archives in archives, each with libarchive's frames and the scanner's on top.
      thread.stackSize = 4 << 20
      thread.start()
    }
  }

  deinit { queue.end() }

  /// Room for the files of a portion.
  func portion() -> SearchPortion { SearchPortion(bytes: queue.room()) }

  /// Hands a portion over; false where as many wait as there are threads, so that memory stays bounded: search it yourself.
  func take(_ portion: SearchPortion, of layer: SearchedLayer) -> Bool { queue.put(portion, layer) }

  /// Hands over a step of a layer's large files; waits where too many wait.
  func give(_ step: LargeFiles.Step, to files: LargeFiles) {
    if files.add(step) { queue.put(files) }
  }

  /// Searches a portion in the caller's own thread.
  func search(_ portion: SearchPortion, of layer: SearchedLayer, with secrets: LayerSecrets) {
    layer.add(portion.search(with: secrets))
    queue.giveBack(portion.bytes)
  }

  /// Searches what still waits, of whatever layer, until everything of `layer` is done.
  func finish(_ layer: SearchedLayer, with secrets: LayerSecrets) {
    while !layer.isDone {
      if let work = queue.next() {
        queue.perform(work) { secrets }
      } else {
        layer.wait()
      }
    }
  }

  private enum Work {
    case portion(SearchPortion, SearchedLayer)
    case largeFiles(LargeFiles)
  }

  private final class Queue: Sendable {
    private struct State {
      var waiting: [Work] = []
      var free: [GatheredBytes] = []
      var hasEnded = false
    }

    private let capacity: Int
    private let portionBytes: Int
    private let state = Mutex(State())
    private let filled = DispatchSemaphore(value: 0)

    init(capacity: Int, portionBytes: Int) {
      self.capacity = capacity
      self.portionBytes = portionBytes
    }

    func room() -> GatheredBytes {
      // A portion is full once it has so many bytes, and its last file has fewer.
      state.withLock { $0.free.popLast() } ?? GatheredBytes(capacity: 2 * portionBytes)
    }

    func giveBack(_ room: GatheredBytes) {
      room.clear()
      state.withLock { $0.free.append(room) }
    }

    func put(_ portion: SearchPortion, _ layer: SearchedLayer) -> Bool {
      layer.begin()
      let isTaken = state.withLock { state in
        guard state.waiting.count < capacity else { return false }
        state.waiting.append(.portion(portion, layer))
        return true
      }
      guard isTaken else {
        layer.cancel()
        return false
      }
      filled.signal()
      return true
    }

    /// The turn of large files, of which each layer has one at most, and which comes first: who reads the layer waits for it.
    func put(_ files: LargeFiles) {
      state.withLock { $0.waiting.insert(.largeFiles(files), at: 0) }
      filled.signal()
    }

    func next() -> Work? {
      state.withLock { $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() }
    }

    func perform(_ work: Work, with secrets: () -> LayerSecrets) {
      switch work {
      case .largeFiles(let files): files.work()
      case .portion(let portion, let layer):
        let found = portion.search(with: secrets())
        giveBack(portion.bytes)
        layer.end(found)
      }
    }

    /// A thread's life. A signal whose portion another one took is passed over.
    func work(with scanner: SecretScanner) {
      var made: LayerSecrets?
      while true {
        filled.wait()
        if let work = next() {
          perform(work) {
            let secrets = made ?? LayerSecrets(scanner)
            made = secrets
            return secrets
          }
        } else if state.withLock({ $0.hasEnded }) {
          // The next thread's turn.
          filled.signal()
          return
        }
      }
    }

    func end() {
      state.withLock { $0.hasEnded = true }
      filled.signal()
    }
  }
}

/// What is found in the portions of one layer, and how many of them are still searched.
final class SearchedLayer: Sendable {
  private struct State {
    var found: [Int: FileSecrets] = [:]
    var running = 0
  }

  private let state = Mutex(State())
  private let changed = DispatchSemaphore(value: 0)

  var found: [Int: FileSecrets] { state.withLock { $0.found } }
  var isDone: Bool { state.withLock { $0.running == 0 } }

  func begin() { state.withLock { $0.running += 1 } }

  /// Takes a `begin` back.
  func cancel() { state.withLock { $0.running -= 1 } }

  func add(_ found: [Int: FileSecrets]) { state.withLock { $0.found.merge(found) { $1 } } }

  func end(_ found: [Int: FileSecrets]) {
    state.withLock {
      $0.found.merge(found) { $1 }
      $0.running -= 1
    }
    changed.signal()
  }

  /// Waits until one more portion is done.
  func wait() { changed.wait() }
}
