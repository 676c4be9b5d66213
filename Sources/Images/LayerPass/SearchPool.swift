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
  private let threads: Int
  private let hasStarted = Mutex(false)

  /// There is a thread for each core once there is work for it; they end with the pool.
  init(_ scanner: SecretScanner, threads: Int = WorkCores.count) {
    self.scanner = scanner
    self.threads = threads
    queue = Queue(scanner, capacity: threads)
  }

  private func startThreads() {
    let isFirst = hasStarted.withLock { hasStarted in
      defer { hasStarted = true }
      return !hasStarted
    }
    guard isFirst else { return }
    for _ in 0..<threads {
      let thread = Thread { [queue] in queue.work() }
      // Archives in archives, each with libarchive's frames and the scanner's on top.
      thread.stackSize = 4 << 20
      thread.start()
    }
  }

  deinit { queue.end() }

  /// Room for the files of a portion.
  func portion() -> SearchPortion { SearchPortion(bytes: queue.room()) }

  /// Hands a portion over; false where as many wait as there are threads, so that memory stays bounded: search it yourself.
  func take(_ portion: SearchPortion, of layer: SearchedLayer) -> Bool {
    startThreads()
    return queue.put(portion, layer)
  }

  /// Hands over a step of a layer's large files; waits where too many wait.
  func give(_ step: LargeFiles.Step, to files: LargeFiles) {
    startThreads()
    if files.add(step) { queue.put(files) }
  }

  /// Searches a portion in the caller's own thread.
  func search(_ portion: SearchPortion, of layer: SearchedLayer) {
    layer.add(queue.withSecrets { portion.search(with: $0) })
    queue.giveBack(portion.bytes)
  }

  /// Searches what still waits, of whatever layer, until everything of `layer` is done.
  func finish(_ layer: SearchedLayer) {
    while !layer.isDone {
      if let work = queue.next() { queue.perform(work) } else { layer.wait() }
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
      var idle: [Idle] = []
      var hasEnded = false
    }

    /// What looks for secrets and belongs to no thread now: to make one costs more than to search a small layer.
    private struct Idle: @unchecked Sendable {
      let secrets: LayerSecrets
    }

    private let scanner: SecretScanner
    private let capacity: Int
    private let portionBytes: Int
    private let state = Mutex(State())
    private let filled = DispatchSemaphore(value: 0)

    init(_ scanner: SecretScanner, capacity: Int) {
      self.scanner = scanner
      self.capacity = capacity
      portionBytes = scanner.options.limits.inside.portionBytes
    }

    /// Calls `body` with what looks for secrets, which is the caller's until then.
    func withSecrets<Result>(_ body: (LayerSecrets) -> Result) -> Result {
      let idle = state.withLock { $0.idle.popLast() } ?? Idle(secrets: LayerSecrets(scanner))
      defer { state.withLock { $0.idle.append(idle) } }
      return body(idle.secrets)
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

    func perform(_ work: Work) {
      switch work {
      case .largeFiles(let files): files.work()
      case .portion(let portion, let layer):
        let found = withSecrets { portion.search(with: $0) }
        giveBack(portion.bytes)
        layer.end(found)
      }
    }

    /// A thread's life. A signal whose portion another one took is passed over.
    func work() {
      while true {
        filled.wait()
        if let work = next() {
          perform(work)
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
