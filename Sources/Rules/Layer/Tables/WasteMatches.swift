import Findings
import Images

/// Tells the bytes that layers hide of others, by cause.
enum WasteMatches {
  /// One match for each layer that hides at least `least` bytes for this cause, with the layers that brought them.
  static func matches(_ cause: WasteReport.Cause, in image: ImageFacts, least: Int64) -> [Match] {
    let groups = image.waste.groups.filter { $0.cause == cause }
    return Dictionary(grouping: groups, by: \.hiddenBy).sorted { $0.key < $1.key }.compactMap {
      layer, groups in
      let bytes = groups.reduce(0) { $0 + $1.bytes }
      // The groups come with the largest first.
      guard bytes >= least, let largest = groups.first else { return nil }
      let files = groups.reduce(0) { $0 + $1.files }
      return Match(
        .layer(layer),
        "The layer \(verb(cause)) \(Phrase.count(files, "file")) of \(earlier(groups)) and so wastes "
          + "\(ByteCount.show(bytes)); the largest is \(image.path(largest.largest).shown) with "
          + "\(ByteCount.show(largest.largestBytes)).",
        related: groups.prefix(3).map {
          .init(.layer($0.broughtBy), "\(ByteCount.show($0.bytes)) of them were brought here.")
        },
        bytes: bytes)
    }
  }

  private static func verb(_ cause: WasteReport.Cause) -> String {
    switch cause {
    case .deleted: "deletes"
    case .rewritten: "changes owner or mode of"
    case .overwritten: "replaces"
    case .opaque: "hides"
    }
  }

  private static func earlier(_ groups: [WasteReport.Group]) -> String {
    let layers = Set(groups.map(\.broughtBy)).sorted().map(String.init)
    return (layers.count == 1 ? "layer " : "layers ") + Phrase.list(layers)
  }
}
