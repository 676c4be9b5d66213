import Foundation

/// Runs a program and keeps what it says.
package struct Program: Sendable {
  /// What a run came to.
  package struct Result: Sendable {
    /// The exit status; of a program that a signal ended, the signal's number plus 128.
    package let status: Int
    package let output: [UInt8]
    package let errors: [UInt8]
    /// Whether it had to be ended, because it took longer than it may.
    package let isTimedOut: Bool

    package var text: String { String(decoding: output, as: UTF8.self) }
    package var errorText: String { String(decoding: errors, as: UTF8.self) }
  }

  package enum Input: Sendable {
    case nothing
    case file(String)
    /// Fed through a pipe, so that the program can only read forward.
    case pipe([UInt8])
  }

  package let path: String

  package init(path: String) { self.path = path }

  /// The program of that name in PATH; nil where it is not installed.
  package init?(named name: String) {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    guard
      let path = folders.map({ "\($0)/\(name)" }).first(where: {
        FileManager.default.isExecutableFile(atPath: $0)
      })
    else { return nil }
    self.path = path
  }

  /// The `imgcheck` that was built beside these tests.
  package static var imgcheck: Program {
    get throws {
      // The test bundle is the program itself on Linux, and lies in a bundle on macOS.
      var folder = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        .deletingLastPathComponent()
      for bundle in Bundle.allBundles where bundle.bundlePath.hasSuffix(".xctest") {
        folder = bundle.bundleURL.deletingLastPathComponent()
      }
      let path = folder.appending(path: "imgcheck").path
      guard FileManager.default.isExecutableFile(atPath: path) else { throw Missing(path: path) }
      return Program(path: path)
    }
  }

  package struct Missing: Error, CustomStringConvertible {
    package let path: String
    package var description: String { "there is no program at \(path): build the package first" }
  }

  /// Runs it to its end, or for `seconds`.
  package func run(
    _ arguments: [String], input: Input = .nothing, environment: [String: String] = [:],
    directory: String? = nil, seconds: Double = 60
  ) throws -> Result {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, own in own }
    if let directory { process.currentDirectoryURL = URL(filePath: directory, directoryHint: .isDirectory) }
    let scratch = try ScratchDirectory()
    let output = try Self.file(scratch.path("output"))
    let errors = try Self.file(scratch.path("errors"))
    process.standardOutput = output
    process.standardError = errors
    var pipe: (ends: Pipe, bytes: [UInt8])?
    switch input {
    case .nothing: process.standardInput = FileHandle.nullDevice
    case .file(let name): process.standardInput = try FileHandle(forReadingFrom: URL(filePath: name))
    case .pipe(let bytes):
      let ends = Pipe()
      process.standardInput = ends
      pipe = (ends, bytes)
    }
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    if let pipe { Self.feed(pipe.bytes, to: pipe.ends) }
    let isTimedOut = ended.wait(timeout: .now() + seconds) == .timedOut
    if isTimedOut {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    let status = Int(process.terminationStatus)
    return Result(
      status: process.terminationReason == .uncaughtSignal ? 128 + status : status,
      output: try [UInt8](Data(contentsOf: scratch.url.appending(path: "output"))),
      errors: try [UInt8](Data(contentsOf: scratch.url.appending(path: "errors"))),
      isTimedOut: isTimedOut)
  }

  private static func file(_ path: String) throws -> FileHandle {
    try Data().write(to: URL(filePath: path))
    return try FileHandle(forWritingTo: URL(filePath: path))
  }

  private static func feed(_ bytes: [UInt8], to pipe: Pipe) {
    // A program that ends early closes the pipe: that is its right, and no failure of the test.
    signal(SIGPIPE, SIG_IGN)
    let thread = Thread {
      do {
        try pipe.fileHandleForWriting.write(contentsOf: Data(bytes))
        try pipe.fileHandleForWriting.close()
      } catch {
        pipe.fileHandleForWriting.closeFile()
      }
    }
    thread.start()
  }
}

/// Bytes that another end reads through a pipe: `path` names the reading end.
package final class PipedBytes: @unchecked Sendable {
  private let pipe = Pipe()

  /// A path that opens the pipe, so that it can be read forward only.
  package var path: String { "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)" }

  package var descriptor: Int32 { pipe.fileHandleForReading.fileDescriptor }

  package init(_ bytes: [UInt8]) {
    signal(SIGPIPE, SIG_IGN)
    let writing = pipe.fileHandleForWriting
    let thread = Thread {
      do {
        try writing.write(contentsOf: Data(bytes))
        try writing.close()
      } catch {
        writing.closeFile()
      }
    }
    thread.start()
  }

  deinit { pipe.fileHandleForReading.closeFile() }
}
