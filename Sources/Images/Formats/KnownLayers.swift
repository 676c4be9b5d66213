import ArchiveIO

/// The members of an archive, and layers that did not come because what they hold is known.
struct KnownLayers: MemberStore {
  private let store: any MemberStore
  private let scans: [String: LayerScan]

  init(_ store: any MemberStore, _ scans: [Digest: LayerScan]) {
    self.store = store
    self.scans = [String: LayerScan](
      uniqueKeysWithValues: scans.map { (MetadataReader.blobName($0), $1) })
  }

  func content(_ name: String) throws(ImageError) -> MemberContent? {
    if let content = try store.content(name) { return content }
    return scans[store.target(name)].map { .scanned($0) }
  }

  func target(_ name: String) -> String { store.target(name) }

  func names() throws(ImageError) -> [String] { try store.names() }
}
