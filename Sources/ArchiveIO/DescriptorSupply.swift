import Foundation

/// How many files the process may still open.
package enum DescriptorSupply {
  /// What the process needs beside its inputs: the system's libraries end it where they get none.
  private static let needed = 8
  #if os(Linux)
    private static let openFiles = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
  #else
    private static let openFiles = RLIMIT_NOFILE
  #endif

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
