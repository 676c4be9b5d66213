import Foundation

/// The names of files that must not stay when a signal ends the process.
///
/// The handler runs wherever the process stands, so it does nothing but read slots that never move and call `unlink`,
/// `signal` and `raise`, which POSIX allows there.
enum TemporaryFiles {
  /// More files than a run has under way at once; what is beyond them is not removed by a signal.
  private static let capacity = 256
  private static let signals = [SIGHUP, SIGINT, SIGTERM]

  private static let lock = NSLock()
  /// Names as C strings; nil where a slot is free. It is never freed, since a signal may come at any time.
  private nonisolated(unsafe) static let slots: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> = {
    let slots = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: capacity)
    unsafe slots.initialize(repeating: nil, count: capacity)
    return unsafe slots
  }()
  /// After the slots, which the handler must find made.
  private static let watching: Void = { for number in signals { watch(number) } }()

  /// A name for a file that goes when the process is ended.
  final class Name {
    let path: String
    private var slot: Int?

    /// Registers the name, before there is a file.
    init(_ path: String) {
      self.path = path
      slot = TemporaryFiles.register(path)
    }

    /// Removes the file.
    func remove() {
      _ = unsafe unlink(path)
      isGone()
    }

    /// Nothing is at the name any more that would have to be removed.
    func isGone() {
      slot.map(TemporaryFiles.release)
      slot = nil
    }
  }

  private static func register(_ path: String) -> Int? {
    lock.lock()
    defer { lock.unlock() }
    _ = unsafe slots
    watching
    for slot in 0..<capacity where unsafe slots[slot] == nil {
      unsafe slots[slot] = strdup(path)
      return slot
    }
    return nil
  }

  private static func release(_ slot: Int) {
    lock.lock()
    defer { lock.unlock() }
    // The few bytes of the name are left: the handler may be reading them.
    unsafe slots[slot] = nil
  }

  /// Takes a signal that would end the process; one that is ignored, as `nohup` wants it, stays so.
  private static func watch(_ number: Int32) {
    let before = signal(number) { number in
      for slot in 0..<TemporaryFiles.capacity {
        if let name = unsafe TemporaryFiles.slots[slot] { _ = unsafe unlink(name) }
      }
      _ = signal(number, SIG_DFL)
      raise(number)
    }
    let isIgnored = unsafe unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    if isIgnored { _ = signal(number, SIG_IGN) }
  }
}
