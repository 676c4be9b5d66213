import Findings
import Foundation
import LabelledSets
import PatternScan
import Secrets

/// Scans folders with the secret engine alone, on one core: how fast it is, and what it finds.
///
///     secret-bench FOLDER...           throughput, and counts by severity
///     secret-bench --list FOLDER...    each secret as a line: severity, confidence, type, place, reasons, clues
///     secret-bench --keys FOLDER...    each private key's hash for the list of published ones, and its place
///     secret-bench --triggers          each type's trigger, for measuring what it costs
///     secret-bench --labelled SET [FOLDER]  recall and false alarms on a labelled set; its files go to FOLDER
///     secret-bench --clues SET         each value that the score judges: whether it is a secret, and its clues
@main enum SecretBench {
  static func main() throws {
    var folders = Array(CommandLine.arguments.dropFirst())
    if folders.count >= 2, folders[0] == "--labelled" {
      return try labelled(folders[1], to: folders.count > 2 ? folders[2] : nil)
    }
    if folders.first == "--triggers" { return triggers() }
    if folders.count == 2, folders[0] == "--clues" { return try clues(folders[1]) }
    if folders.first == "--keys" { return try keys(folders.dropFirst()) }
    let isListing = folders.first == "--list"
    if isListing { folders.removeFirst() }
    let timer = ContinuousClock()
    var scanner: SecretScanner?
    let cold = try timer.measure { scanner = try SecretScanner() }
    let cache = PatternCache(environment: ProcessInfo.processInfo.environment)
    _ = try SecretScanner(cache: cache)
    let warm = try timer.measure { scanner = try SecretScanner(cache: cache) }
    guard let scanner else { return }
    var scan = try FileScan(scanner)
    var total = Tally()
    for folder in folders {
      try walk(folder) { path, bytes in
        var found = FileSecrets()
        let start = clock()
        found = try scan.scan(bytes.span, path: path)
        total.ticks += clock() - start
        total.files += 1
        total.bytes += bytes.count
        for match in found.matches {
          total.bySeverity[match.severity, default: 0] += 1
          if isListing { list(match, path: path) }
        }
        for cut in found.cuts where isListing { print("cut", path, cut, separator: "\t") }
      }
    }
    report(total, cold: cold, warm: warm)
  }

  /// Lists what is looked for in every byte, to measure what each costs.
  static func triggers() {
    for type in SecretType.patterns {
      print(type.id, type.trigger.ignoresCase ? "i" : "-", type.trigger.expression, separator: "\t")
    }
  }

  /// Measures accuracy; where a folder is given, writes the files there, so that other scanners can be asked.
  static func labelled(_ path: String, to folder: String?) throws {
    let set = LabelledSet(try String(contentsOfFile: path, encoding: .utf8))
    var scan = try FileScan(SecretScanner())
    var reported: [String: Set<Int>] = [:]
    for file in set.files {
      reported[file.path] = Set(try scan.scan(file.bytes.span, path: file.path).matches.compactMap(\.line))
      guard let folder else { continue }
      let target = URL(fileURLWithPath: folder).appendingPathComponent(file.path)
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.bytes).write(to: target)
    }
    let score = set.score(reported)
    for text in score.missed { print("missed", text, separator: "\t") }
    for text in score.alarms { print("alarm", text, separator: "\t") }
    print(
      "found \(score.secrets - score.missed.count) of \(score.secrets) secrets, reported \(score.alarms.count) of",
      "\(score.others) other lines")
  }

  /// Lists what `benchmarks/fit-weights` fits: one line for each value of a labelled set that only the score decides.
  static func clues(_ path: String) throws {
    let set = LabelledSet(try String(contentsOfFile: path, encoding: .utf8))
    var options = SecretScanner.Options()
    options.keepsUnlikely = true
    var scan = try FileScan(SecretScanner(options: options))
    for file in set.files {
      let matches = try scan.scan(file.bytes.span, path: file.path).matches
      for label in file.labels {
        for match in matches {
          guard let line = match.line, (label.line..<(label.line + label.lines)).contains(line),
            let clues = match.clues
          else { continue }
          print(
            label.isSecret ? 1 : 0, clues.clues.map(\.rawValue).joined(separator: " "), label.text,
            separator: "\t")
        }
      }
    }
  }

  /// Lists private keys by the hash that `PublishedKeys` knows them by; a key in an archive file is left out.
  static func keys(_ folders: ArraySlice<String>) throws {
    var scan = try FileScan(SecretScanner())
    for folder in folders {
      try walk(folder) { path, bytes in
        for match in try scan.scan(bytes.span, path: path).matches where match.member == nil {
          let hash =
            match.type == "private-key"
            ? PublishedKeys.hash(ofBlock: Array(bytes[match.range]))
            : match.range.lowerBound == 0 ? PublishedKeys.hash(ofContainer: bytes, path: path) : nil
          guard let hash else { continue }
          let digits = String(hash, radix: 16, uppercase: true)
          print(
            String(repeating: "0", count: 16 - digits.count) + digits, match.severity, path, separator: "\t")
        }
      }
    }
  }

  struct Tally {
    var files = 0
    var bytes = 0
    /// Time of the processor, in ticks: other programs on the machine do not count.
    var ticks: clock_t = 0
    var bySeverity: [Severity: Int] = [:]
  }

  /// Reads every regular file below the folder; links are not followed.
  static func walk(_ folder: String, _ visit: (String, [UInt8]) throws -> Void) throws {
    let root = URL(fileURLWithPath: folder)
    let keys: [URLResourceKey] = [.isRegularFileKey, .isSymbolicLinkKey]
    guard let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: keys) else {
      return
    }
    for case let file as URL in files {
      let values = try file.resourceValues(forKeys: Set(keys))
      guard values.isRegularFile == true, values.isSymbolicLink != true,
        let data = FileManager.default.contents(atPath: file.path)
      else { continue }
      try visit(String(file.path.dropFirst(root.path.count + 1)), [UInt8](data))
    }
  }

  static func list(_ match: SecretMatch, path: String) {
    let place = match.line.map { "\(path):\($0)" } ?? "\(path)@\(match.range.lowerBound)"
    print(
      match.severity.rawValue, match.confidence.rawValue, match.type,
      match.member.map { "\(place)!\($0)" } ?? place,
      match.shown, match.reasons.joined(separator: "; "),
      match.clues.map { $0.clues.map(\.rawValue).joined(separator: " ") } ?? "", separator: "\t")
  }

  static func report(_ total: Tally, cold: Duration, warm: Duration) {
    let seconds = Double(total.ticks) / Double(CLOCKS_PER_SEC)
    let rate = seconds > 0 ? Double(total.bytes) / 1e6 / seconds : 0
    let counts = Severity.allCases.map { "\($0.rawValue) \(total.bySeverity[$0] ?? 0)" }.joined(
      separator: ", ")
    let lines = """
      types      \(SecretType.patterns.count)
      start      cold \(cold), warm \(warm)
      scanned    \(total.files) files, \(total.bytes / 1_000_000) MB in \(seconds) s, \(Int(rate)) MB/s on one core
      found      \(counts)

      """
    FileHandle.standardError.write(Data(lines.utf8))
  }
}
