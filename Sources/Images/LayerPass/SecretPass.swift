import ArchiveIO
import Dispatch
import Foundation
import PatternScan
import Secrets
import Synchronization

/// Looks for secrets in layers that lie unpacked in memory, with all cores at once whatever the layers' sizes.
///
/// A packed layer is scanned while it is unpacked; here files lie in place, and the work is cut by bytes.
struct SecretPass: Sendable {
  /// A file's content in a layer.
  struct Place: Sendable {
    let blob: Int
    let entry: Int
    let path: [UInt8]
    let content: ByteView
  }

  /// Bytes that one piece of work has, unless a single file is larger.
  private static let portion = 16 << 20

  let scanner: SecretScanner

  /// What is found in the files, for each blob by entry index. The other `jobs` are done by the same cores, before
  /// the files, since each of them may be long.
  func run(_ places: [Place], beside jobs: [@Sendable () -> Void] = []) -> [Int: [Int: FileSecrets]] {
    let portions = portions(places)
    let next = Mutex(0)
    let nextJob = Mutex(0)
    let found = Mutex<[Int: [Int: FileSecrets]]>([:])
    DispatchQueue.concurrentPerform(
      iterations: min(portions.count + jobs.count, ProcessInfo.processInfo.activeProcessorCount)
    ) { _ in
      while let job = nextJob.withLock({ (number: inout Int) -> (@Sendable () -> Void)? in
        guard jobs.indices.contains(number) else { return nil }
        number += 1
        return jobs[number - 1]
      }) {
        job()
      }
      let secrets = LayerSecrets(scanner)
      while let portion = next.withLock({ (number: inout Int) -> Range<Int>? in
        guard portions.indices.contains(number) else { return nil }
        number += 1
        return portions[number - 1]
      }) {
        for place in places[portion] {
          secrets.start(place.entry, path: place.path[...], size: place.content.count)
          place.content.withBytes { secrets.receive($0, at: 0) }
          guard let result = secrets.takeFound(place.entry) else { continue }
          found.withLock { $0[place.blob, default: [:]][place.entry] = result }
        }
      }
    }
    return found.withLock { $0 }
  }

  /// Runs of places of about the same number of bytes.
  private func portions(_ places: [Place]) -> [Range<Int>] {
    var portions: [Range<Int>] = []
    var start = 0
    var bytes = 0
    for (index, place) in places.enumerated() {
      bytes += place.content.count
      if bytes >= Self.portion {
        portions.append(start..<(index + 1))
        (start, bytes) = (index + 1, 0)
      }
    }
    if start < places.count { portions.append(start..<places.count) }
    return portions
  }
}

extension LayerScan {
  /// The contents of the files of a layer that lies unpacked in `view`.
  ///
  /// A sparse file has fewer bytes in the tar than its size; the next member's header bounds it.
  func places(in view: ByteView, blob: Int, starts: [Int: Int]) -> [SecretPass.Place] {
    entries.indices.compactMap { index in
      guard let start = starts[index], entries[index].size > 0 else { return nil }
      let next = entries.indices.contains(index + 1) ? Int(entries[index + 1].offset) : view.count
      // A header may claim any size: never add it to a position.
      let size = min(Int(clamping: entries[index].size), view.count - start)
      let end = min(start + size, next)
      guard start < end else { return nil }
      return SecretPass.Place(
        blob: blob, entry: index, path: Array(path(index)), content: view.slice(start..<end))
    }
  }
}
