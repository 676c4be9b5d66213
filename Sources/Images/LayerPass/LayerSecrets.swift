import ArchiveIO
import Digests
import PatternScan
import Secrets

/// Looks for secrets in the files of one layer as their bytes come by. Each task has its own.
final class LayerSecrets {
  /// What was found, by entry index; files without anything are left out.
  private(set) var found: [Int: FileSecrets] = [:]
  private let scanner: SecretScanner
  private var scan: FileScan?
  private var entry = 0
  private var path = ""
  private var size = 0
  private var hasStarted = false
  /// Matches that were kept.
  private var kept = 0
  /// What came of a file that is small enough to be known by its checksum.
  private var gathered: [UInt8] = []
  /// Bytes of a file up to which its checksum is worked out, where something was found in it: a package's files that are
  /// changed by hand are texts.
  private static let checksummedBytes = 256 << 10

  init(_ scanner: SecretScanner) {
    self.scanner = scanner
    do throws(PatternError) {
      scan = try FileScan(scanner)
    } catch {
      scan = nil
    }
  }

  /// A file's content follows; `path` is in bytes without a leading slash.
  func start(_ entry: Int, path: ArraySlice<UInt8>, size: Int) {
    self.entry = entry
    self.path = String(decoding: path, as: UTF8.self)
    self.size = size
    hasStarted = false
  }

  func receive(_ piece: Span<UInt8>, at offset: Int64) {
    do throws(PatternError) {
      guard scan != nil else { return note("the secret scanner had too little memory to start") }
      if offset == 0, piece.count >= size,
        var whole = try scan?.scan(piece.extracting(first: size), path: path)
      {
        if !whole.isEmpty, size <= Self.checksummedBytes {
          whole.md5 = MessageDigest.md5(piece.extracting(first: size))
        }
        return keep(whole)
      }
      if !hasStarted {
        hasStarted = true
        gathered = []
        try scan?.start(path: path)
      }
      if size <= Self.checksummedBytes { gathered.append(contentsOf: piece.array) }
      try scan?.feed(piece)
    } catch {
      note(error.description)
    }
  }

  func end() {
    guard hasStarted else { return }
    hasStarted = false
    do throws(PatternError) {
      guard var result = try scan?.finish(), !result.isEmpty else { return }
      // A sparse file came without its holes.
      if gathered.count == size { result.md5 = MessageDigest.md5(gathered.span) }
      keep(result)
    } catch {
      note(error.description)
    }
  }

  /// The files of a portion of a layer follow: what came before does not count for it.
  func startPortion() { scan?.startPortion() }

  /// Gives what was found in a file, and forgets it.
  func takeFound(_ entry: Int) -> FileSecrets? { found.removeValue(forKey: entry) }

  private func keep(_ result: FileSecrets) {
    guard !result.isEmpty else { return }
    var result = result
    let limit = scanner.options.limits.matches
    let room = max(0, limit - kept)
    if result.matches.count > room {
      // Unlike more places of one type in one file, these may be worse than all that is listed.
      result.losses.append(
        "\(result.matches.count - room) secrets in it are not listed, as there are more than the limit of \(limit) (--limit secrets)"
      )
      result.matches = Array(result.matches.prefix(room))
      // Which file is beyond depends on what else the task searched.
      result.isOfThisRun = true
    }
    kept += result.matches.count
    found[entry] = result
  }

  private func note(_ loss: String) {
    found[entry, default: FileSecrets()].losses = [loss]
    found[entry]?.isOfThisRun = true
  }
}
