import Findings
import Images
import Reports

/// One image on one side of a comparison: what a report holds of it, and all that is known where it was read.
struct DiffSide {
  let summary: ImageSummary
  let identity: ImageIdentity
  /// nil where only the report of an earlier run is there.
  let facts: ImageFacts?
  /// As people call it.
  var title: String { summary.title }

  /// Whether several images of this side have the name.
  var isOneOfSeveral = false

  /// The images of an archive.
  static func all(_ archive: SavedImages) -> [DiffSide] {
    all(archive.images.map { (ImageSummary($0, of: archive), $0) })
  }

  /// The images that a report tells of.
  static func all(_ report: Report) -> [DiffSide] { all(report.images.map { ($0, nil) }) }

  private static func all(_ images: [(summary: ImageSummary, facts: ImageFacts?)]) -> [DiffSide] {
    let identities = ImageIdentity.all(images.map { ($0.summary.name, $0.summary.platform) })
    return zip(images, identities).map { image, identity in
      DiffSide(
        summary: image.summary, identity: identity, facts: image.facts,
        isOneOfSeveral: !identity.extra.isEmpty)
    }
  }
}

extension ImageSelection {
  /// Whether an image of a report is chosen.
  func accepts(_ image: ImageSummary, number: Int) -> Bool {
    if let platform {
      guard let own = Platform(image.platform), own.satisfies(platform) else { return false }
    }
    return names(name: image.name, tags: image.tags, number: number)
  }
}
