import ArchiveIO
import Findings
import Images

/// Turns the places that rules name into places that a person can go to.
struct PlaceResolver {
  let image: ImageFacts

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
    location.instruction = image.history.stepsOfLayers[layer].map { image.history.steps[$0].text }
  }

  /// The last step that sets a config field; nil where none is known to.
  private func step(setting field: String) -> Int? {
    let name = field.prefix { $0 != "[" && $0 != "." }
    guard let keyword = Self.keywords[String(name)] else { return nil }
    let steps = image.history.steps
    if keyword == "ENV", let index = Self.number(field),
      image.config.execution.environment.indices.contains(index)
    {
      let variable = image.config.execution.environment[index].prefix { $0 != "=" }
      return steps.lastIndex { $0.keyword == "ENV" && Self.sets($0.arguments, variable) }
    }
    return steps.lastIndex { $0.keyword == keyword }
  }

  private static func sets(_ arguments: String, _ variable: Substring) -> Bool {
    arguments.hasPrefix(variable + "=") || arguments.hasPrefix(variable + " ")
      || arguments.contains(" \(variable)=")
  }

  private static func number(_ field: String) -> Int? {
    Int(field.drop { $0 != "[" }.dropFirst().prefix { $0 != "]" })
  }

  /// Which instruction sets which field (OCI Image Specification, config.md).
  private static let keywords = [
    "User": "USER", "Env": "ENV", "Entrypoint": "ENTRYPOINT", "Cmd": "CMD", "Volumes": "VOLUME",
    "ExposedPorts": "EXPOSE", "WorkingDir": "WORKDIR", "Labels": "LABEL", "StopSignal": "STOPSIGNAL",
    "Healthcheck": "HEALTHCHECK", "OnBuild": "ONBUILD", "Shell": "SHELL",
  ]
}
