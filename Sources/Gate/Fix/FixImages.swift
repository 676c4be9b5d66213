import Compose
import Findings
import Foundation
import Images
import Reports
import Rules

/// The images by which `fix` knows what programs need.
package struct FixImages: Sendable {
  /// Which image each service runs; nil where no images were given.
  package let matching: ImageMatching?
  /// What could not be read.
  package let incomplete: [Incomplete]

  /// Reads images, and those that maps name beside them.
  ///
  /// - Parameter finder: finds images that are named; nil where every input is a path.
  package init(
    _ given: [String], maps: [ImageMap], selection: ImageSelection, limits: RunLimits = RunLimits(),
    finder: (any ImageFinder)? = nil,
    progress: @escaping @Sendable (LayerProgress) -> Void = { _ in }
  ) {
    let inputs = ImageMap.inputs(given, maps) { FileManager.default.fileExists(atPath: $0) }
    var loader = ImageLoader(limits: limits.archive, progress: progress)
    loader.facts = limits.facts
    loader.finder = finder
    var images: [(source: String, image: ImageFacts)] = []
    var incomplete: [Incomplete] = []
    for (number, source) in inputs.enumerated() {
      do throws(ImageError) {
        let saved = try loader.load(source, selection: selection, othersWait: number + 1 < inputs.count)
        incomplete += saved.incomplete
        for image in saved.images {
          incomplete += image.incomplete.map { Incomplete(what: "\(image.title): \($0.what)", why: $0.why) }
          images.append((source, image))
        }
      } catch {
        incomplete.append(Incomplete(what: source, why: error.reason))
      }
    }
    var mapped: [String: [Int]] = [:]
    for map in maps {
      let positions = map.positions(images)
      mapped[map.service, default: []] += positions
      if positions.isEmpty, !incomplete.contains(where: { $0.what == map.image }) {
        incomplete.append(
          Incomplete(
            what: "map \(map.service)=\(map.image)",
            why: "it is neither a file nor the name of an image among the inputs"))
      }
    }
    self.incomplete = incomplete
    matching = inputs.isEmpty && maps.isEmpty ? nil : ImageMatching(images.map(\.image), mapped: mapped)
  }
}
