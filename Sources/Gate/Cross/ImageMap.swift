import Findings
import Images

/// Which image a service runs, as the user says it: `SERVICE=FILE` or `PROJECT/SERVICE=FILE`.
package struct ImageMap: Sendable, Hashable {
  /// The service's name, or the project's and the service's with `/` between.
  package let service: String
  /// An input, another file, or the name of an image that is given.
  package let image: String

  /// nil for what is no `SERVICE=FILE`.
  package init?(_ text: String) {
    guard let equals = text.firstIndex(of: "="), equals != text.startIndex, text.last != "=" else {
      return nil
    }
    service = String(text[..<equals])
    image = String(text[text.index(after: equals)...])
  }

  /// The inputs that are read: those given, and the files that maps name beside them.
  static func inputs(_ given: [String], _ maps: [ImageMap], isFile: (String) -> Bool) -> [String] {
    var inputs = given
    for map in maps where !inputs.contains(map.image) && isFile(map.image) { inputs.append(map.image) }
    return inputs
  }

  /// The images that this map means, as positions: all of a file, or those with the name or tag.
  func positions(_ images: [(source: String, image: ImageFacts)]) -> [Int] {
    let ofFile = images.indices.filter { images[$0].source == image }
    return ofFile.isEmpty
      ? images.indices.filter { number in
        let image = images[number].image
        return image.name == self.image
          || image.references.contains { $0.answers(to: ImageReference(self.image)) }
      }
      : ofFile
  }

  /// What keeps maps from being followed: no such image, or no such service in any project.
  static func problems(
    _ maps: [ImageMap], images: [(source: String, image: ImageFacts)], unread: Set<String>,
    services: Set<String>
  ) -> [Incomplete] {
    maps.flatMap { map -> [Incomplete] in
      let what = "map \(map.service)=\(map.image)"
      var problems: [Incomplete] = []
      if map.positions(images).isEmpty, !unread.contains(map.image) {
        problems.append(
          Incomplete(what: what, why: "it is neither a file nor the name of an image among the inputs"))
      }
      if !services.contains(map.service) {
        let near = services.filter { !$0.contains("/") }.sorted().joined(separator: ", ")
        problems.append(
          Incomplete(what: what, why: "no compose project has that service; choose \(near)"))
      }
      return problems
    }
  }
}
