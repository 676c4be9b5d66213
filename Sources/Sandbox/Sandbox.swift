/// What a process may still do from some moment on: it gives up the rest by itself, for good, before it reads input that it
/// must not trust.
package struct Sandbox: Sendable {
  /// What the user asks for.
  package enum Mode: String, Sendable, CaseIterable {
    /// The run ends where the system cannot give all of it.
    case required
    /// As much as the system gives.
    case auto
    case off
  }

  /// One thing that the process gave up.
  package enum Layer: Sendable, Hashable, CustomStringConvertible {
    /// No program that it could start gains rights (prctl(2), PR_SET_NO_NEW_PRIVS).
    case noNewPrivileges
    /// A crash leaves no copy of the memory, which may hold secrets (setrlimit(2), RLIMIT_CORE).
    case noCoreDump
    /// Root keeps no capability but those over files (capabilities(7)).
    case fewCapabilities
    /// Files outside the given ones are out of reach (landlock(7)), by this version of the kernel's interface.
    case landlock(version: Int)
    /// System calls that the run does not need are refused (seccomp(2)).
    case seccomp

    package var description: String {
      switch self {
      case .noNewPrivileges: "no new privileges"
      case .noCoreDump: "no core dump"
      case .fewCapabilities: "few capabilities"
      case .landlock(let version): "Landlock \(version)"
      case .seccomp: "seccomp"
      }
    }
  }

  /// Why the process cannot be confined as it must be.
  package struct Failure: Error, Sendable, CustomStringConvertible {
    package let description: String
  }

  /// Files and directory trees that may be read; nil for all, where the input itself names files.
  package var readable: [String]?
  /// Directory trees in which files may be made, written and removed.
  package var writable: [String]
  /// Whether the run opens connections.
  package var connects = false
  /// Whether the run starts programs.
  package var executes = false

  package init(readable: [String]?, writable: [String] = []) {
    self.readable = readable
    self.writable = writable
  }

  /// Confines this process. Threads that are there already keep what they may do with files, so this comes first.
  ///
  /// - Returns: what holds from now on.
  /// - Throws: where `mode` is `required` and the system cannot give a part of it.
  @discardableResult
  package func enter(_ mode: Mode) throws(Failure) -> [Layer] {
    guard mode != .off else { return [] }
    let layers = give()
    try check(layers, mode)
    return layers
  }

  /// Throws where a part is missing that must be there.
  func check(_ layers: [Layer], _ mode: Mode) throws(Failure) {
    let missing = Self.missing(in: layers)
    guard mode == .auto || missing.isEmpty else {
      throw Failure(
        description:
          "the sandbox lacks \(missing.joined(separator: " and ")) on this system; pass --sandbox auto to run with what there is"
      )
    }
  }

  private static func missing(in layers: [Layer]) -> [String] {
    let hasLandlock = layers.contains { if case .landlock = $0 { true } else { false } }
    return [
      layers.contains(.noNewPrivileges) ? nil : "no-new-privileges", hasLandlock ? nil : "Landlock",
      layers.contains(.seccomp) ? nil : "seccomp",
    ].compactMap(\.self)
  }
}

#if !os(Linux)
  extension Sandbox {
    /// What this system could give.
    package static var available: [Layer] { [] }

    private func give() -> [Layer] { [] }
  }
#endif
