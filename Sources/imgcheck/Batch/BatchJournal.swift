import ArchiveIO
import ArgumentParser
import Findings
import Foundation
import Reports
import Synchronization

/// The file of a batch's results while it grows: what is in it is done, and a batch that ended early goes on after it.
final class BatchJournal: Sendable {
  /// What an earlier batch wrote first.
  let head: BatchHead
  private let path: String
  private let state: Mutex<State>

  private struct State {
    let file: FileHandle
    /// Where the line of each image is, in the order of the file.
    var places: [(image: String, offset: UInt64, length: Int)] = []
    var end: UInt64 = 0
  }

  /// Opens the file, which is made where there is none, and keeps of it all whole lines before the last one.
  ///
  /// - Throws: where it is no journal, one of other conditions, or in use.
  init(_ path: String, head: BatchHead, sparing inputs: [String]) throws {
    self.path = path
    let shown = SafeText.show(path)
    let file = try Self.open(path, sparing: inputs)
    var state = State(file: file)
    let reader = LineReader(file)
    var first: BatchHead?
    reading: while let line = try reader.next(), line.isWhole, let record = BatchRecord(line.bytes) {
      switch record {
      case .head(let head): first = head
      case .image(let result):
        state.places.append((result.image, line.offset, line.bytes.count + 1))
      case .end: break reading
      }
      guard first != nil else {
        throw ValidationError("'\(shown)' holds no results of a batch; name another.")
      }
      state.end = line.offset + UInt64(line.bytes.count) + 1
    }
    if let first {
      guard first.goesWith(head), first.shard == head.shard else {
        throw ValidationError(
          "'\(shown)' holds results of another policy, other options, another shard or version; name another file, or remove it."
        )
      }
      self.head = first
      try file.truncate(atOffset: state.end)
    } else {
      guard try file.seekToEnd() == 0 else {
        throw ValidationError("'\(shown)' holds no results of a batch; name another.")
      }
      self.head = head
      let line = try BatchRecord.head(head).line()
      try file.write(contentsOf: line)
      state.end = UInt64(line.count)
    }
    self.state = Mutex(state)
  }

  private static func open(_ path: String, sparing inputs: [String]) throws -> FileHandle {
    let shown = SafeText.show(path)
    if let there = FileIdentity(path: path), inputs.compactMap(FileIdentity.init).contains(there) {
      throw ValidationError("'\(shown)' is an input of this run and is left alone; name another file.")
    }
    // Never through a link, and nothing that is no file: it is written in its place.
    let kind: FileAttributeType?
    do {
      kind = try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
    } catch {
      kind = nil
    }
    guard kind == nil || kind == .typeRegular else {
      throw ValidationError("'\(shown)' is not a regular file; name another.")
    }
    let isThere = kind != nil || FileManager.default.createFile(atPath: path, contents: nil)
    guard isThere, let file = FileHandle(forUpdatingAtPath: path) else {
      throw ValidationError("'\(shown)' cannot be written; name another file.")
    }
    guard flock(file.fileDescriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw ValidationError("'\(shown)' is written by another batch at this moment.")
    }
    return file
  }

  /// The images that are done.
  var images: Set<String> { state.withLock { Set($0.places.map(\.image)) } }

  /// Adds the result of an image.
  func add(_ line: BatchLine) throws {
    let bytes = try BatchRecord.image(line).line()
    try state.withLock { state in
      try state.file.seek(toOffset: state.end)
      try state.file.write(contentsOf: bytes)
      state.places.append((line.image, state.end, bytes.count))
      state.end += UInt64(bytes.count)
    }
  }

  /// Brings the lines into the order of the images, leaves out those of images that are not in the list any more, and
  /// ends the file. The bytes are then the same, however often the batch ended early.
  func finish(_ images: [String], told: (BatchLine) throws -> Void) throws {
    try state.withLock { state in
      let wanted = Set(images)
      let sorted = state.places.filter { wanted.contains($0.image) }.sorted {
        $0.image.utf8.lexicographicallyPrecedes($1.image.utf8)
      }
      let part = path + ".part"
      guard FileManager.default.createFile(atPath: part, contents: nil),
        let whole = FileHandle(forWritingAtPath: part)
      else { throw ValidationError("'\(SafeText.show(part))' cannot be written.") }
      try whole.write(contentsOf: try BatchRecord.head(head).line())
      for place in sorted {
        try state.file.seek(toOffset: place.offset)
        guard let bytes = try state.file.read(upToCount: place.length),
          case .image(let line)? = BatchRecord([UInt8](bytes.dropLast()))
        else { throw ValidationError("'\(SafeText.show(path))' was changed while it was written.") }
        try whole.write(contentsOf: bytes)
        try told(line)
      }
      try whole.write(contentsOf: try BatchRecord.end(BatchEnd(images: sorted.count)).line())
      try whole.close()
      do throws(FileReplacement.Failure) { try FileReplacement.move(part, to: path) } catch {
        throw ValidationError("An output cannot be written: \(error.description)")
      }
    }
  }
}
