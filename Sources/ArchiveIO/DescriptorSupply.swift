import Foundation
import Synchronization

/// How many files the process may still open.
package enum DescriptorSupply {
  /// What the process needs beside its inputs: the system's libraries end it where they get none.
  private static let needed = 8
  #if os(Linux)
    private static let openFiles = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
  #else
    private static let openFiles = RLIMIT_NOFILE
  #endif

  /// How many may be kept open that need not be.
  fileprivate static let spare: Atomic<Int> = {
    var limit = rlimit()
    guard unsafe getrlimit(openFiles, &limit) == 0 else { return Atomic(0) }
    return Atomic(Int(clamping: min(limit.rlim_cur / spareShare, 256)))
  }()
  private static let spareShare: rlim_t = 8

  /// Lets the process open as many files as it may.
  /// - Returns: why that is too few to work with; nil where it is enough.
  package static func prepare() -> String? {
    var limit = rlimit()
    if unsafe getrlimit(openFiles, &limit) == 0, limit.rlim_cur < limit.rlim_max {
      limit.rlim_cur = min(limit.rlim_max, 65_536)
      _ = unsafe setrlimit(openFiles, &limit)
    }
    var opened: [Int32] = []
    defer { for descriptor in opened { close(descriptor) } }
    while opened.count < needed {
      let descriptor = unsafe open("/", O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else {
        return
          "the process may open \(opened.count) more \(opened.count == 1 ? "file" : "files"), and needs \(needed); raise `ulimit -n`"
      }
      opened.append(descriptor)
    }
    return nil
  }
}

/// A descriptor that is kept open only because that saves time, of which there are few.
final class SpareDescriptor: Sendable {
  let descriptor: OpenDescriptor

  /// nil where the process keeps enough of them.
  init?(_ descriptor: OpenDescriptor) {
    self.descriptor = descriptor
    guard DescriptorSupply.spare.subtract(1, ordering: .relaxed).newValue >= 0 else {
      DescriptorSupply.spare.add(1, ordering: .relaxed)
      return nil
    }
  }

  deinit { DescriptorSupply.spare.add(1, ordering: .relaxed) }
}
