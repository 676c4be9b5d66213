import ArchiveIO
import Findings
import Images

/// Turns the places that rules name into places that a person can go to.
struct PlaceResolver {
  let image: ImageFacts
  /// Which lines of a Dockerfile made the image; nil where none was given.
  var blame: ImageBlame?

  func location(_ place: Place) -> Location {
    var location = Location()
    location.image = image.name
    switch place {
    case .image: break
    case .config(let field):
      location.key = field
      location.instruction = step(setting: field).map { image.history.steps[$0].text }
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
      location.key = key
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
    guard let found = blame?.find(match.place, inImage, name: match.subject) else {
      return (inImage, related, origin(match.place))
    }
    let first = Finding.Related(location: inImage, message: "The place in the image.")
    return (found.location, [first] + related, found.origin)
  }

  /// Whose work a place is: the layer's, or that of the step that set a config field last.
  func origin(_ place: Place) -> Origin? {
    switch place {
    case .image: nil
    case .config(let field): step(setting: field).map { image.history.origin(ofStep: $0) } ?? .yours
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

  /// The last step that sets a config field, or at least one of its kind; nil where none is known to.
  private func step(setting field: String) -> Int? {
    guard let setting = ConfigSetting(field, in: image) else { return nil }
    return setting.step(in: image.history)
      ?? image.history.steps.lastIndex { $0.keyword == setting.keyword }
  }
}
