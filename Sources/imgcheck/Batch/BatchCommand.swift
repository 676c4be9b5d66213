import ArgumentParser
import Reports

/// Many images in one process.
struct BatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch", abstract: "Check many images in one process, in parts, with one overview.",
    usage: "imgcheck batch [run] <list> [options]\nimgcheck batch merge <results> ... [options]",
    subcommands: [BatchRunCommand.self, BatchMergeCommand.self], defaultSubcommand: BatchRunCommand.self)
}

/// The forms of what a batch writes.
enum BatchFormat: String, CaseIterable, FileFormat, Sendable {
  case ndjson, sarif, html

  static let example = "ndjson=results.ndjson"

  init?(fileName: String) {
    let name = fileName.lowercased()
    if name.hasSuffix(".ndjson") || name.hasSuffix(".jsonl") {
      self = .ndjson
    } else if name.hasSuffix(".sarif") || name.hasSuffix(".sarif.json") {
      self = .sarif
    } else if name.hasSuffix(".html") || name.hasSuffix(".htm") {
      self = .html
    } else {
      return nil
    }
  }
}

/// One file of a batch.
struct BatchFile: Sendable {
  let format: BatchFormat
  let path: String
}

extension [BatchFile] {
  /// The file of the results; nil for standard output.
  var results: String? { first { $0.format == .ndjson }?.path }
}

/// Where the results of a batch go.
struct BatchOutput: ParsableArguments {
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp(
      "Write the results (.ndjson, one line for each image), an overview (.html) or all findings (.sarif) to a file; may be repeated. {shard} in a name becomes the part, such as 1-of-4. Without a file for the results they go to standard output.",
      valueName: "[format=]file"), completion: .file(), transform: OutputFile.init)
  var outputs: [OutputFile<BatchFormat>] = []

  /// The files, with the number of the shard in the place of `{shard}`.
  func files(of shard: BatchShard = .whole) -> [BatchFile] {
    outputs.map { output in
      let number = "\(shard.number)-of-\(shard.count)"
      return BatchFile(format: output.format, path: output.path.replacing("{shard}", with: number))
    }
  }

  func validate() throws {
    guard outputs.count(where: { $0.format == .ndjson }) < 2 else {
      throw ValidationError("Results can be written to one file only; name one .ndjson file.")
    }
  }
}
