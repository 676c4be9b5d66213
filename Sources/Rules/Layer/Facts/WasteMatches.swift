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
        message(layer, cause, files, bytes, groups, path: image.path(largest.largest).shown),
        related: groups.prefix(3).map {
          .init(.layer($0.broughtBy), "This layer brought \(ByteCount.show($0.bytes)) of that.")
        },
        bytes: bytes)
    }
  }

  private static func message(
    _ layer: Int, _ cause: WasteReport.Cause, _ files: Int, _ bytes: Int64, _ groups: [WasteReport.Group],
    path: String
  ) -> String {
    let what = files == 1 ? path : "\(files) files"
    let text =
      "Layer \(layer) \(verb(cause)) \(what) of \(earlier(groups)), which wastes \(ByteCount.show(bytes))."
    return files == 1
      ? text : text + " The largest is \(path), with \(ByteCount.show(groups[0].largestBytes))."
  }

  private static func verb(_ cause: WasteReport.Cause) -> String {
    switch cause {
    case .deleted: "deletes"
    case .rewritten: "changes the owner or mode of"
    case .overwritten: "replaces"
    case .opaque: "hides"
    }
  }

  private static func earlier(_ groups: [WasteReport.Group]) -> String {
    let layers = Set(groups.map(\.broughtBy)).sorted().map(String.init)
    return (layers.count == 1 ? "layer " : "layers ") + Phrase.list(layers)
  }
}
