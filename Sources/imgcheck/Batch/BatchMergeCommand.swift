import ArchiveIO
import ArgumentParser
import Findings
import Foundation
import Reports
import Rules

/// Joins the results of the parts of a list.
struct BatchMergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Join the results of all shards into those of one run.",
    discussion: """
      The result is, byte for byte, what one batch of the whole list writes. A shard that is missing or ended early is \
      reported, and the exit status is 3; else it is the worst of all images.
      """)

  @Argument(help: ArgumentHelp("Results of shards (.ndjson).", valueName: "results"), completion: .file())
  var inputs: [String]

  @OptionGroup var output: BatchOutput

  func run() throws {
    let files = output.files()
    try SandboxOptions.enter(reading: inputs, writing: files.map(\.path))
    var parts = try inputs.map(BatchPart.init)
    let head = try commonHead(parts.map { ($0.path, $0.head) })
    var sink = try ResultSink(files.results, sparing: inputs)
    var summary = BatchSummary()
    let keepsReports = files.contains { $0.format == .sarif }
    try sink.write(.head(head))
    var count = 0
    while let image = parts.compactMap(\.image).min(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      var taken: (path: String, line: BatchLine, bytes: [UInt8])?
      for index in parts.indices where parts[index].image == image {
        guard let (line, bytes) = try parts[index].take() else { continue }
        if let taken, taken.bytes != bytes {
          throw ReportInput.fail(
            "\(SafeText.show(taken.path)) and \(SafeText.show(parts[index].path)) hold different results of \(SafeText.show(image))"
          )
        }
        taken = taken ?? (parts[index].path, line, bytes)
      }
      guard let taken else { break }
      try sink.write(taken.bytes)
      summary.add(taken.line, keepsReports: keepsReports)
      count += 1
    }
    let missing = missingShards(parts)
    if missing.isEmpty { try sink.write(.end(BatchEnd(images: count))) }
    try sink.finish()
    try summary.write(files, head: head, sparing: inputs)
    if files.results != nil { try Terminal.output(summary.text) }
    for shard in missing {
      Terminal.complain("imgcheck: not checked: shard \(shard): its results are missing or end early")
    }
    let status = missing.isEmpty ? summary.overview.status : 3
    if status != 0 { throw ExitCode(Int32(status)) }
  }

  /// What the results of all shards begin with; the last day counts.
  private func commonHead(_ heads: [(path: String, head: BatchHead)]) throws -> BatchHead {
    guard var head = heads.first?.head else {
      throw ValidationError("Name the results of at least one shard.")
    }
    for other in heads where !other.head.goesWith(head) {
      throw ValidationError(
        "'\(SafeText.show(other.path))' and '\(SafeText.show(heads[0].path))' hold results of another policy, other options or versions; merge results of one batch."
      )
    }
    head.day = heads.map(\.head.day).max() ?? head.day
    head.shard = BatchShard.whole.description
    return head
  }

  /// The shards of which no file is whole.
  private func missingShards(_ parts: [BatchPart]) -> [String] {
    let counts = Set(parts.compactMap { BatchShard($0.head.shard)?.count })
    guard counts.count == 1, let count = counts.first else { return parts.map(\.head.shard) }
    let whole = Set(parts.filter(\.isWhole).compactMap { BatchShard($0.head.shard)?.number })
    return (1...count).filter { !whole.contains($0) }.map { "\($0)/\(count)" }
  }
}

/// The results of one shard, of which one line is in memory at a time.
struct BatchPart {
  let path: String
  let head: BatchHead
  private(set) var isWhole = false
  private let reader: LineReader
  private var next: (line: BatchLine, bytes: [UInt8])?
  private var count = 0
  private var last: String?

  init(_ path: String) throws {
    self.path = path
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw ReportInput.fail("\(SafeText.show(path)): cannot be read")
    }
    reader = LineReader(file)
    guard let first = try reader.next(), first.isWhole, case .head(let head)? = BatchRecord(first.bytes)
    else {
      throw ReportInput.fail("\(SafeText.show(path)): holds no results of a batch")
    }
    self.head = head
    try advance()
  }

  /// The image of the next line; nil at the end.
  var image: String? { next?.line.image }

  /// Takes the next line.
  mutating func take() throws -> (line: BatchLine, bytes: [UInt8])? {
    let taken = next
    try advance()
    return taken
  }

  /// A part that ended early is in the order in which its images were done; it is missing as a whole, so what is out of
  /// order need not be taken.
  private mutating func advance() throws {
    next = nil
    while next == nil, let line = try reader.next(), line.isWhole {
      switch BatchRecord(line.bytes) {
      case .image(let result):
        count += 1
        guard last.map({ $0.utf8.lexicographicallyPrecedes(result.image.utf8) }) ?? true else { continue }
        last = result.image
        next = (result, line.bytes + [UInt8(ascii: "\n")])
      case .end(let end):
        isWhole = end.images == count
        return
      case .head, nil: return
      }
    }
  }
}

/// Where joined results go: a file that appears whole, or standard output.
struct ResultSink {
  private let path: String?
  private let part: FileHandle?

  init(_ path: String?, sparing inputs: [String]) throws {
    self.path = path
    guard let path else {
      part = nil
      return
    }
    // The name is checked as any output's is.
    var writer = OutputWriter(sparing: inputs)
    writer.write(path) { "" }
    try writer.finish()
    let beside = path + ".part"
    guard FileManager.default.createFile(atPath: beside, contents: nil),
      let file = FileHandle(forWritingAtPath: beside)
    else { throw ValidationError("'\(SafeText.show(beside))' cannot be written; name another file.") }
    part = file
  }

  mutating func write(_ record: BatchRecord) throws { try write(try record.line()) }

  mutating func write(_ bytes: [UInt8]) throws {
    if let part { return try part.write(contentsOf: Data(bytes)) }
    try Terminal.output(String(decoding: bytes, as: UTF8.self))
  }

  func finish() throws {
    guard let path, let part else { return }
    try part.close()
    do throws(FileReplacement.Failure) { try FileReplacement.move(path + ".part", to: path) } catch {
      throw ValidationError("An output cannot be written: \(error.description)")
    }
  }
}
