import Findings
import Foundation
import Synchronization
import Transfer

/// A program of the caller's machine that is asked for something, without a shell.
struct HostProgram {
  private let name: String
  private let arguments: [String]
  private let options: SourceOptions

  /// - Parameter name: a file's name in one of the folders of `PATH`.
  init(_ name: String, _ arguments: [String], _ options: SourceOptions) {
    self.name = name
    self.arguments = arguments
    self.options = options
  }

  private func process() throws(SourceFailure) -> Process {
    let folders = (options.variable("PATH") ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
    // A relative folder could be the checkout's.
    let path = folders.filter { $0.hasPrefix("/") }.map { "\($0)/\(name)" }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
    guard let path else { throw SourceFailure("the program \(name) is not in PATH") }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = options.environment
    return process
  }

  /// What it answers to `input`, at most `limit` bytes in `seconds` seconds.
  func answer(to input: String, limit: Int = 1 << 20, seconds: Double = 30) throws(SourceFailure) -> [UInt8] {
    let process = try process()
    let (inside, outside) = (Pipe(), Pipe())
    process.standardInput = inside
    process.standardOutput = outside
    process.standardError = FileHandle.nullDevice
    let watch = DispatchWorkItem { process.terminate() }
    do {
      try process.run()
      DispatchQueue.global().asyncAfter(deadline: .now() + seconds, execute: watch)
      try Self.tell(input, inside.fileHandleForWriting)
      let data = try outside.fileHandleForReading.read(upToCount: limit) ?? Data()
      process.waitUntilExit()
      watch.cancel()
      guard process.terminationStatus == 0, process.terminationReason == .exit else {
        throw SourceFailure("\(name) ended with status \(process.terminationStatus)")
      }
      return [UInt8](data)
    } catch let failure as SourceFailure {
      throw failure
    } catch {
      watch.cancel()
      throw SourceFailure("\(name) could not be run: \(error.localizedDescription)")
    }
  }

  /// Writes a program's input; one that wants none of it is in its right.
  private static func tell(_ input: String, _ handle: FileHandle) throws {
    BrokenPipe.isError {
      do { try handle.write(contentsOf: Data(input.utf8)) } catch { return }
    }
    try handle.close()
  }

  /// A program whose output is read while it runs.
  final class Running: Sendable {
    private let process: Mutex<Process>
    private let reading: Mutex<FileHandle>
    private let complaint: Complaint
    private let name: String
    let output: Int32

    fileprivate init(
      _ process: sending Process, _ reading: sending FileHandle, _ complaint: Complaint, _ name: String
    ) {
      self.complaint = complaint
      output = reading.fileDescriptor
      self.process = Mutex(process)
      self.reading = Mutex(reading)
      self.name = name
    }

    /// Ends reading and waits for the program; says why it failed.
    func finish() -> String? {
      reading.withLock { handle in
        do { try handle.close() } catch { return }
      }
      return process.withLock { process in
        process.waitUntilExit()
        guard process.terminationStatus != 0 else { return nil }
        let words = complaint.words
        return "\(name) ended with status \(process.terminationStatus)"
          + (words.isEmpty ? "; is the image there, and may you ask for it?" : ": \(words)")
      }
    }
  }

  func start() throws(SourceFailure) -> Running {
    let process = try process()
    let (pipe, errors) = (Pipe(), Pipe())
    process.standardOutput = pipe
    process.standardInput = FileHandle.nullDevice
    process.standardError = errors
    do { try process.run() } catch {
      throw SourceFailure("\(name) could not be run: \(error.localizedDescription)")
    }
    return Running(
      process, pipe.fileHandleForReading, Complaint(errors.fileHandleForReading), name)
  }
}

/// What a program says on standard error, so far as a line of a report takes it.
private final class Complaint: Sendable {
  private let said = Mutex<[UInt8]>([])
  private let end = DispatchSemaphore(value: 0)

  private static let mostBytes = 4 << 10
  private static let mostCharacters = 300
  /// Seconds that the end of a program's words may come after its own.
  private static let patienceSeconds = 2.0

  init(_ handle: sending FileHandle) {
    let thread = Thread { [self, handle = Mutex(handle)] in
      handle.withLock { read($0) }
      end.signal()
    }
    thread.start()
  }

  /// Reads to the end, so that the program is never kept from going on.
  private func read(_ handle: FileHandle) {
    while true {
      let data = handle.availableData
      guard !data.isEmpty else { return }
      said.withLock { if $0.count < Self.mostBytes { $0 += data.prefix(Self.mostBytes) } }
    }
  }

  /// The last line.
  var words: String {
    _ = end.wait(timeout: .now() + Self.patienceSeconds)
    let text = said.withLock { String(decoding: $0, as: UTF8.self) }
    let line = text.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
    return SafeText.show(String(line.prefix(Self.mostCharacters)))
  }
}
