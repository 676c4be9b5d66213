import ArchiveIO
import Findings
import Images

/// Turns the places that rules name into places that a person can go to.
struct LocationResolver {
  let image: ImageFacts
  /// Which lines of a Dockerfile made the image; nil where none was given.
  var blame: ImageBlame?

  func location(_ place: SymbolicLocation) -> Location {
    var location = Location()
    location.image = image.name
    switch place {
    case .image: break
    case .config(let field):
      location.key = field
      if case .step(let step) = setter(field) { location.instruction = image.history.steps[step].text }
    case .history(let step):
      location.layer = image.history.layersOfSteps[step]
      location.instruction = image.history.steps[step].text
      location.key = "history[\(step)]"
    case .layer(let layer):
      fill(&location, layer)
    case .file(let layer, let path, let line):
      fill(&location, layer)
      location.path = path.shown
      location.encodedPath = path.percentEncoded
      location.line = line
    case .compose(let key):
      location.key = key.text
    case .source(let file, let line, let column):
      location.image = nil
      (location.file, location.line, location.column) = (file, line, column)
    }
    return location
  }

  /// The place with what else belongs to it, and whose work it is. Where lines of a Dockerfile made it, these come
  /// first and the place in the image is related. `subject` is what may stand on one of the lines.
  func place(_ match: Match) -> (location: Location, related: [Finding.Related], origin: Origin?) {
    let inImage = location(match.place)
    let related = match.related.map {
      Finding.Related(location: location($0.place), message: $0.message)
    }
    // What a secret is given to stands on its line; the secret itself does not show.
    let name = match.facts.lazy.compactMap(\.name).first ?? match.subject
    guard let found = blame?.find(match.place, inImage, name: name) else {
      return (inImage, related, origin(match.place))
    }
    let first = Finding.Related(location: inImage, message: "the place in the image")
    return (found.location, [first] + related, found.origin)
  }

  /// Whose work a place is: the layer's, or that of the step that gave a config field its value.
  func origin(_ place: SymbolicLocation) -> Origin? {
    switch place {
    case .image: nil
    case .config(let field): origin(ofField: field)
    case .history(let step): image.history.origin(ofStep: step)
    case .layer(let layer), .file(let layer, _, _): image.history.origin(ofLayer: layer)
    case .compose, .source: nil
    }
  }

  private func fill(_ location: inout Location, _ layer: Int) {
    location.layer = layer
    location.diffID = image.layers[layer].scan.diffID?.description
    location.instruction = image.history.writer(ofLayer: layer).map { image.history.steps[$0].text }
  }

  private func setter(_ field: String) -> ConfigSetting.Setter {
    ConfigSetting(field, in: image)?.setter(in: image.history) ?? .nobody
  }

  /// A value that no step sets came with the base image, where one is known and each step of one's own is an
  /// instruction: builders write down whatever they set.
  private func origin(ofField field: String) -> Origin {
    switch setter(field) {
    case .step(let step): return image.history.origin(ofStep: step)
    case .other: return .yours
    case .nobody:
      let own = image.history.steps.dropFirst(image.history.baseSteps)
      let isBuilt = !own.isEmpty && own.allSatisfy { !$0.keyword.isEmpty }
      let isSet = ConfigSetting(field, in: image)?.isSet == true
      return isSet && isBuilt && image.history.baseLayers > 0 ? .base : .yours
    }
  }
}
