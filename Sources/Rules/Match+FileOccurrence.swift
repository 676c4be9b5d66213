import Findings
import Images

extension Match {
  /// Related places that one match lists: far more than a person can mend one by one.
  static let listedPlaces = 10_000

  /// What a message says of places beyond those that are listed, with a blank before it; empty where there are none.
  ///
  /// - Parameter what: what they are, as it reads after "3 more".
  static func unlisted(_ count: Int, _ what: String) -> String {
    let more = count - listedPlaces
    return more > 0 ? " \(more) more \(what) are not listed." : ""
  }

  /// A match at an entry of a layer, with what became of it and, for a hidden one, what hid it.
  init(
    _ occurrence: FileOccurrence, in image: ImageFacts, line: Int? = nil, _ message: String,
    subject: String = "",
    fix: String? = nil, bytes: Int64 = 0
  ) {
    self.init(
      .file(layer: occurrence.layer, path: occurrence.path, line: line), message, subject: subject, fix: fix,
      related: Self.related(occurrence, in: image), state: occurrence.state, bytes: bytes)
  }

  private static func related(_ occurrence: FileOccurrence, in image: ImageFacts) -> [Related] {
    guard occurrence.state != .visible, let hiding = occurrence.hiding else { return [] }
    let message =
      switch hiding.cause {
      case .deleted: "Deleted here, but its bytes still ship with the image."
      case .opaque: "Hidden here with its whole directory, but its bytes still ship with the image."
      case .replaced: "Overwritten here, but its bytes still ship with the image."
      }
    return [Related(.file(layer: hiding.by.layer, path: image.path(hiding.by)), message)]
  }
}
