import ArchiveIO
import Compose
import Findings
import Images
import Rules

/// Reads a compose project and the images that its services run, as examples of cross rules write them.
///
/// A line `# compose: NAME` starts a compose file, a line `# image: NAME` the listing of an image of that name.
package struct CrossListing {
  package struct Malformed: Error, CustomStringConvertible {
    package let text: String
    package var description: String { "an example of a cross rule that \(text)" }
  }

  /// Every service with its image, in the order of the services.
  package let pairs: [CrossFacts]
  /// The marked places: `file:line:column` in a compose file, the image's name and the place in an image.
  package let expected: [String]
  package let project: Project

  package init(_ text: String) throws {
    var compose: [String] = []
    var listings: [[String]] = []
    var isImage = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("# compose: ") {
        isImage = false
        compose.append("# file: " + line.dropFirst("# compose: ".count))
      } else if line.hasPrefix("# image: ") {
        isImage = true
        listings.append(["image: " + line.dropFirst("# image: ".count)])
      } else if isImage {
        listings[listings.count - 1].append(line)
      } else {
        compose.append(line)
      }
    }
    let project = try ComposeListing(compose.joined(separator: "\n"))
    self.project = project.project
    var expected = project.expected
    var images: [ImageFacts] = []
    for lines in listings {
      let listing = try ImageListing(lines.joined(separator: "\n"))
      let archive = ByteView(copying: try listing.builder.archive())
      let loaded = try ImageLoader().load(archive, source: "example").images
      guard let image = loaded.first, image.isComplete else {
        throw Malformed(text: "has an image with damage")
      }
      images.append(image)
      expected += listing.expected.map { Self.describe($0, in: image) }
    }
    let matching = ImageMatching(images)
    pairs = try project.project.services.compactMap { service in
      switch matching.answer(for: service, in: project.project) {
      case .image(let number, let basis):
        CrossFacts(service, in: project.project, runs: images[number], basis: basis)
      case .several: throw Malformed(text: "leaves open which image service \(service.name) runs")
      case .none: nil
      }
    }
    self.expected = expected
  }

  /// Where a match of a service stands, in the form of `expected`.
  package func place(of match: Match, in facts: CrossFacts) throws -> String {
    guard case .compose(let key) = match.place else { return Self.describe(match.place, in: facts.image) }
    guard let site = project.site(of: key) else { throw ComposeListing.Unplaced(place: match.place) }
    return site.span.description
  }

  private static func describe(_ place: SymbolicLocation, in image: ImageFacts) -> String {
    var place = place
    // Examples mark files and not lines of them.
    if case .file(let layer, let path, _) = place { place = .file(layer: layer, path: path) }
    return "\(image.tags.first ?? image.name) \(place)"
  }
}
