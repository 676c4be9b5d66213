import Dockerfiles
import Findings
import Images

/// Points at the line of a Dockerfile that is to blame for a place in an image.
struct ImageBlame {
  let image: ImageFacts
  let blame: DockerfileBlame

  /// The location of a place that says which lines made it, and whose work these are; nil where that is not certain.
  /// `name` is what stands at one of the instruction's lines: a variable, a label.
  func find(_ place: SymbolicLocation, _ location: Location, name: String) -> (
    location: Location, origin: Origin
  )? {
    guard let (instruction, origin) = instruction(place) else { return nil }
    let lines = blame.file.lines(of: name, in: instruction) ?? instruction.lines
    var location = location
    location.file = blame.file.path
    location.line = blame.file.firstLine + lines.lowerBound - 1
    location.column = nil
    location.endLine = blame.file.firstLine + lines.upperBound - 1
    location.endColumn = blame.file.endColumn(ofLine: lines.upperBound)
    return (location, origin)
  }

  private func instruction(_ place: SymbolicLocation) -> (DockerfileInstruction, Origin)? {
    switch place {
    case .image, .compose, .source: return nil
    case .history(let step): return blame.instruction(ofStep: step).map(withOrigin)
    case .layer(let layer), .file(let layer, _, _): return blame.instruction(ofLayer: layer).map(withOrigin)
    case .config(let field):
      guard let setting = ConfigSetting(field, in: image) else { return nil }
      switch setting.setter(in: image.history) {
      case .step(let step):
        return blame.instruction(setting: setting.keyword, item: setting.item, step: step).map(withOrigin)
      case .nobody where setting.isSet:
        return blame.instruction(bringing: setting.keyword, item: setting.item).map(withOrigin)
      case .nobody:
        // What nobody set is missing in one's own build, though it stands at the FROM.
        return blame.instruction(setting: setting.keyword, item: setting.item, step: nil).map { ($0, .yours) }
      case .other: return nil
      }
    }
  }

  private func withOrigin(_ instruction: DockerfileInstruction) -> (DockerfileInstruction, Origin) {
    (instruction, instruction.keyword == "FROM" ? .base : .yours)
  }
}

extension DockerfileBlame {
  /// What the reader should know of how the file fits the image; nil where it fits as a whole.
  func note(_ image: ImageFacts) -> String? {
    switch agreement {
    case .whole: return nil
    case .partial(let matched, let all):
      return "\(file.path) changed since \(image.title) was built, or was built in another way: "
        + "\(matched) of \(all) steps match, and findings about the others do not point to its lines"
    case .none(let matched, let all, let other):
      let remedy = other.map { "; its stage \($0) matches, so use --target-stage \($0)" } ?? ""
      return "\(file.path) is probably not the Dockerfile of \(image.title): \(matched) of \(all) steps match"
        + remedy
    }
  }
}
