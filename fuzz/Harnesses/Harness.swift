import Foundation

/// One reader of untrusted bytes, called with whatever the fuzzer makes. It must come back, whatever they are.
struct Harness: Sendable {
  let name: String
  /// The first inputs, beside the files of `fuzz/seeds/NAME`.
  let seeds: @Sendable () throws -> [[UInt8]]
  /// What is made once and takes longer than an input may.
  let prepare: @Sendable () -> Void
  let run: @Sendable ([UInt8]) -> Void

  init(
    _ name: String, seeds: @escaping @Sendable () throws -> [[UInt8]] = { [] },
    prepare: @escaping @Sendable () -> Void = {}, run: @escaping @Sendable ([UInt8]) -> Void
  ) {
    self.name = name
    self.seeds = seeds
    self.prepare = prepare
    self.run = run
  }

  static let all: [Harness] =
    images + packages + archives + programs + secretFiles + dockerfiles + composeFiles + policies + reports

  /// What this process tries.
  static let chosen = Result { try named(ProcessInfo.processInfo.environment["IMGCHECK_HARNESS"] ?? "") }

  private struct Unknown: Error, CustomStringConvertible {
    let name: String
    var description: String { "there is no harness '\(name)'; `list` names them all" }
  }

  static func named(_ name: String) throws -> Harness {
    guard let harness = all.first(where: { $0.name == name }) else { throw Unknown(name: name) }
    return harness
  }

  /// Ends the process as a crash would, for what must hold and does not.
  static func broken(_ what: String) -> Never {
    FileHandle.standardError.write(Data("harness: \(what)\n".utf8))
    abort()
  }
}
