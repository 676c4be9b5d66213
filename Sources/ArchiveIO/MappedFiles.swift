import Foundation

/// The files that are mapped, so that one that somebody makes shorter meanwhile gives zeros and not a dead process.
///
/// The system sends `SIGBUS` to who reads a page that lies beyond the file's end. The handler runs wherever the process stands, so
/// it does nothing but read slots that never move and call `mmap`, which puts zeros in the place of what is gone.
enum MappedFiles {
  /// More files than are mapped at a time; what is beyond them is not watched.
  private static let capacity = 4096

  private static let lock = NSLock()
  /// A mapping; its end is zero where the slot is free.
  private struct Slot {
    var start: UInt
    var end: UInt
    /// Whether somebody read what is gone.
    var isCut = false
  }

  /// It is never freed, since a signal may come at any time.
  private nonisolated(unsafe) static let slots: UnsafeMutablePointer<Slot> = {
    let slots = UnsafeMutablePointer<Slot>.allocate(capacity: capacity)
    unsafe slots.initialize(repeating: Slot(start: 0, end: 0), count: capacity)
    return unsafe slots
  }()
  private static let pageSize = UInt(sysconf(Int32(_SC_PAGESIZE)))
  /// After the slots, which the handler must find made.
  private static let watching: Void = { watch() }()

  /// Whether zeros were read in the place of what is gone.
  static func isCut(_ slot: Int) -> Bool { unsafe slots[slot].isCut }

  /// Watches a mapping; nil where there are too many.
  static func add(_ bytes: UnsafeRawBufferPointer) -> Int? {
    lock.lock()
    defer { lock.unlock() }
    _ = unsafe slots
    _ = pageSize
    watching
    let start = UInt(bitPattern: bytes.baseAddress)
    for slot in 0..<capacity where unsafe slots[slot].end == 0 {
      unsafe slots[slot] = Slot(start: start, end: start + UInt(bytes.count))
      return slot
    }
    return nil
  }

  /// Forgets a mapping, before it is taken away.
  static func remove(_ slot: Int) {
    lock.lock()
    defer { lock.unlock() }
    unsafe slots[slot] = Slot(start: 0, end: 0)
  }

  /// Puts zeros from the page of an address to the end of its mapping; false where it is in none.
  private static func fill(_ address: UInt) -> Bool {
    for slot in 0..<capacity {
      let (start, end) = unsafe (slots[slot].start, slots[slot].end)
      guard start <= address, address < end else { continue }
      let page = address & ~(pageSize - 1)
      let zeros = unsafe mmap(
        UnsafeMutableRawPointer(bitPattern: page), Int(end - page), PROT_READ,
        MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0)
      guard unsafe zeros != MAP_FAILED else { return false }
      unsafe slots[slot].isCut = true
      return true
    }
    return false
  }

  /// Takes the signal; one from elsewhere ends the process as it would have.
  private static func watch() {
    var action = sigaction()
    let handler: @convention(c) (Int32, UnsafeMutablePointer<siginfo_t>?, UnsafeMutableRawPointer?) -> Void =
      {
        number, info, _ in
        guard let info = unsafe info, MappedFiles.fill(unsafe info.address) else {
          _ = signal(number, SIG_DFL)
          raise(number)
          return
        }
      }
    #if os(Linux)
      action.__sigaction_handler = unsafe .init(sa_sigaction: handler)
    #else
      action.__sigaction_u = unsafe .init(__sa_sigaction: handler)
    #endif
    unsafe sigemptyset(&action.sa_mask)
    action.sa_flags = SA_SIGINFO
    unsafe sigaction(SIGBUS, &action, nil)
  }
}

extension UnsafeMutablePointer<siginfo_t> {
  /// Where the process read.
  fileprivate var address: UInt {
    #if os(Linux)
      unsafe UInt(bitPattern: pointee._sifields._sigfault.si_addr)
    #else
      unsafe UInt(bitPattern: pointee.si_addr)
    #endif
  }
}
