import ArchiveIO
import Findings
import Foundation
import Images
import Rules
import TestSupport
import Testing

/// A clean image gives nothing to mend; the same with one defect gives exactly the finding of that defect.
struct PlantedDefectTests {
  private struct Found: Hashable {
    let rule: String
    let severity: Severity
    let match: Match
  }

  private func judge(_ text: String) throws -> (image: ImageFacts, found: Set<Found>) {
    let listing = try ImageListing(text)
    let archive = ByteView(copying: try listing.builder.archive())
    let image = try #require(try ImageLoader().load(archive, source: "planted").images.first)
    try #require(image.isComplete, "\(image.incomplete)")
    var found: Set<Found> = []
    for rule in Rule.all {
      guard case .image(let check) = rule.check else { continue }
      for match in check(image, listing.policy) {
        found.insert(
          Found(rule: rule.id, severity: match.severity ?? rule.description.severity, match: match))
      }
    }
    return (image, found)
  }

  @Test func aCleanServiceImageGivesNothingOfMediumOrMore() throws {
    let found = try judge(PlantedDefect.cleanImage).found.filter { $0.severity >= .medium }
    #expect(found.isEmpty, "\(found.map { "\($0.rule): \($0.match.message)" })")
  }

  @Test(arguments: PlantedDefect.all) func aDefectGivesExactlyItsFinding(defect: PlantedDefect) throws {
    let clean = try judge(PlantedDefect.cleanImage).found
    var text = PlantedDefect.cleanImage
    if let (line, new) = defect.replaced {
      try #require(text.contains(line + "\n"))
      text = text.replacingOccurrences(of: line + "\n", with: new + "\n")
    }
    let (image, all) = try judge(text + "\n" + defect.layers)
    let found = all.subtracting(clean)
    #expect(
      found.map(\.rule) == [defect.rule],
      "\(found.map { "\($0.rule): \($0.match.message)" }.sorted())")
    let first = try #require(found.first)
    let layer = first.match.place.layer(in: image.history)
    #expect(layer == defect.layer)
    let step = layer.flatMap { image.history.stepsOfLayers[$0] }
    let shown = defect.instruction.map { Instruction(createdBy: $0).text }
    #expect(step.map { image.history.steps[$0].text } == shown)
  }

  /// Rules whose defect this table cannot plant, or that are no defect of a clean image.
  private static let elsewhere: Set<String> = [
    // Which releases have ended depends on the day of the run.
    "image-end-of-life",
    // Digests are of the archive.
    "image-digest-mismatch",
    // A set-uid program of the distribution is in the clean image.
    "layer-distribution-set-id-file", "layer-system-package-manager",
    // Where licences are judged, the clean image's other packages do not say theirs.
    "layer-forbidden-licence",
    // Much waste is told by layer, and as a whole.
    "image-wasted-space",
  ]

  @Test func everyRuleAboutImagesIsProved() {
    let planted = Set(PlantedDefect.all.map(\.rule))
    #expect(Set(Rule.image.map(\.id)) == planted.union(Self.elsewhere))
    #expect(planted.isDisjoint(with: Self.elsewhere))
  }
}

extension SymbolicLocation {
  fileprivate func layer(in history: LayerHistory) -> Int? {
    switch self {
    case .file(let layer, _, _), .layer(let layer): layer
    case .history(let step): history.layersOfSteps[step]
    case .image, .config, .compose, .source: nil
    }
  }
}
