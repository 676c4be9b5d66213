import ArchiveIO
import Findings

extension ImageFacts {
  /// The chain IDs of the first layer, the first two, and so on, as far as the layers' contents are known (OCI Image
  /// Specification, config.md, "Layer ChainID"). They are of the bytes that were read, and not of what the config states.
  package var chainIDs: [String] {
    var chain: [String] = []
    for layer in layers {
      guard layer.status == .ok, let diffID = layer.scan.diffID?.description else { break }
      let text = chain.last.map { "\($0) \(diffID)" }
      chain.append(text.map { Digest.of(ByteView(copying: Array($0.utf8))).description } ?? diffID)
    }
    return chain
  }

  /// The chain ID of the layers that are the base image's; nil where there are none or they are not known.
  package var baseChainID: String? {
    let count = layers.indices.prefix { history.origin(ofLayer: $0) == .base }.count
    let chain = chainIDs
    return count > 0 && count <= chain.count ? chain[count - 1] : nil
  }

  /// The digest of the base image, as its annotations or labels say; nil where nothing says.
  package var statedBaseDigest: String? {
    history.base.digest
      ?? config.execution.labels["org.opencontainers.image.base.digest"].flatMap { $0.isEmpty ? nil : $0 }
  }
}
