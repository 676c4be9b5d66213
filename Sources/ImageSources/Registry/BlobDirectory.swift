import ArchiveIO
import Findings
import Images
import Transfer

/// A directory in the form of skopeo's `dir:`: `manifest.json`, and blobs by the digits of their digests.
struct BlobDirectory: ManifestSource {
  let path: String

  func manifest(_ reference: String) throws(SourceFailure) -> [UInt8]? {
    guard let digest = Digest(reference) else { return try bytes("manifest.json") }
    return try bytes("\(digest.hex).manifest.json")
  }

  func document(_ digest: String) throws(SourceFailure) -> [UInt8]? {
    guard let digest = Digest(digest) else { return nil }
    return try bytes(digest.hex)
  }

  func referrers(of digest: String) -> [Descriptor] { [] }

  private func bytes(_ name: String) throws(SourceFailure) -> [UInt8]? {
    guard let view = try view(name) else { return nil }
    guard view.count <= Self.mostBytes else {
      throw SourceFailure("\(name) exceeds the limit of \(Self.mostBytes) bytes for a document")
    }
    return view.copy()
  }

  private func view(_ name: String) throws(SourceFailure) -> ByteView? {
    guard HostFile.exists("\(path)/\(name)") else { return nil }
    do throws(ArchiveError) { return try ByteStore(mapping: "\(path)/\(name)").view } catch {
      throw SourceFailure("\(name) cannot be read: \(error.description)")
    }
  }

  private static let mostBytes = 32 << 20
  private static let pieceBytes = 1 << 20

  /// The image as the stream that its OCI image layout would be.
  func feed(_ wanted: ImageRequest) throws(SourceFailure) -> ArchiveFeed {
    guard HostFile.exists(path) else {
      throw SourceFailure("there is no directory \(path); check the path and its permissions")
    }
    // Bytes that are at hand may be others than their names say, so all of them are read.
    var wanted = wanted
    wanted.isKnown = { _, _ in false }
    guard let plan = try ImagePlan.make("", names: [], source: self, wanted: wanted) else {
      throw SourceFailure("it holds no manifest.json, so it is not a directory of skopeo's form dir:")
    }
    let origin = ImageOrigin(place: "dir:\(path)", digest: plan.digest)
    let progress = wanted.progress
    return try PlanFeed(plan: plan, origin: origin, wanted: wanted).feed {
      (pipe, write) throws(SourceFailure) in
      try write { (layer, prelude) throws(SourceFailure) in
        guard let view = try self.view(layer.digest.hex) else { return false }
        guard Int64(view.count) == layer.size else {
          throw SourceFailure("it has \(view.count) bytes, but the manifest states \(layer.size)")
        }
        do throws(TransferError) {
          try pipe.write(prelude)
          for start in stride(from: 0, to: view.count, by: Self.pieceBytes) {
            let piece = view.slice(start..<start + Self.pieceBytes)
            try pipe.write(piece.copy())
            progress(.read(bytes: Int64(piece.count)))
          }
        } catch {
          throw SourceFailure(error)
        }
        return true
      }
    }
  }
}
