import ArchiveIO
import ArgumentParser
import Findings
import Foundation
import Reports

/// The images of a batch.
struct BatchList {
  /// As the list names them, each once, sorted by their bytes.
  let images: [String]
  /// What was read to learn them, and what of the host may hold them.
  let folders: [String]

  /// Bytes of a list: enough for millions of names.
  private static let largest = 1 << 30
  /// More files than these are allowed for by their directories.
  private static let mostPaths = 256

  /// Takes a directory, a file with a name on each line, or `-` for such lines on standard input.
  ///
  /// - Parameter outputs: files that the batch writes, which are no images.
  init(_ source: String, without outputs: [String]) throws {
    guard source == "-" || FileManager.default.fileExists(atPath: source) else {
      throw ReportInput.fail("\(SafeText.show(source)): there is no such list or directory")
    }
    let isDirectory = source != "-" && Self.isDirectory(source)
    let names = isDirectory ? try Self.entries(source, without: outputs) : try Self.lines(source)
    guard !names.isEmpty else {
      throw ValidationError("'\(SafeText.show(source))' names no image; write one on each line.")
    }
    images = Array(Set(names)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    folders = isDirectory ? [source] : Self.places(images)
  }

  private static func isDirectory(_ path: String) -> Bool {
    guard let real = FileReplacement.real(path) else { return false }
    do {
      return try FileManager.default.attributesOfItem(atPath: real)[.type] as? FileAttributeType
        == .typeDirectory
    } catch {
      return false
    }
  }

  /// All files and directories but hidden ones: what is no image has a line that says so.
  private static func entries(_ folder: String, without outputs: [String]) throws -> [String] {
    let spared = Set(outputs.compactMap(FileIdentity.init))
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      throw ReportInput.fail("\(SafeText.show(folder)): cannot be listed: \(error.localizedDescription)")
    }
    let base = folder.hasSuffix("/") ? folder : folder + "/"
    return names.filter { !$0.hasPrefix(".") }.map { base + $0 }.filter { path in
      FileIdentity(path: path).map { !spared.contains($0) } ?? true
    }
  }

  private static func lines(_ source: String) throws -> [String] {
    let bytes = try ReportInput.read(source)
    guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
      throw ValidationError(
        "'\(SafeText.show(source))' is not a list of images; write the name of one on each line.")
    }
    return text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty && !$0.hasPrefix("#") && $0 != "-" }
  }

  private static func places(_ images: [String]) -> [String] {
    let paths = images.filter { FileManager.default.fileExists(atPath: $0) }
    guard paths.count > mostPaths else { return paths }
    return Array(Set(paths.map(FileReplacement.parent(of:)))).sorted()
  }
}

/// Which part of the list is meant.
enum ShardChoice {
  /// - Parameter text: of the option; nil where it is not there, and the environment of an indexed job decides.
  static func shard(_ text: String?, _ environment: [String: String]) throws -> BatchShard {
    if let text {
      guard let shard = BatchShard(text) else {
        throw ValidationError(
          "'\(SafeText.show(text))' is not a shard; write I/N, for example 1/4, with I from 1 to N.")
      }
      return shard
    }
    let (index, count) = (environment["JOB_COMPLETION_INDEX"] ?? "", environment["JOB_COMPLETIONS"] ?? "")
    if index.isEmpty && count.isEmpty { return .whole }
    guard let shard = BatchShard(index: index, count: count) else {
      throw ValidationError(
        "JOB_COMPLETION_INDEX ('\(SafeText.show(index))') and JOB_COMPLETIONS ('\(SafeText.show(count))') name no shard; set both, with an index from 0 to below the count, or pass --shard."
      )
    }
    return shard
  }
}
