import Findings
import Images
import Secrets

/// The rules about secrets: one for each type in the table, since a person allows or lowers one type.
extension Rule {
  static let secrets: [Rule] = SecretType.all.map(secret)

  private static func secret(_ type: SecretType) -> Rule {
    Rule(
      id: "secret-" + type.id,
      summary: "The image holds a \(type.title).",
      why: """
        Everybody who can pull the image can read it, also from a layer whose file a later layer deletes. A \
        secret in an image must be taken as known.
        """,
      fix: """
        Withdraw it and make a new one. Give it to the container when it runs, or to the build with \
        RUN --mount=type=secret; then build the image again from a step before it came in.
        """,
      severity: type.severity, confidence: type.confidence, references: type.references,
      examples: examples(type),
      check: .image { image, _ in image.secrets.byType[type.id, default: []].map { match($0, type) } })
  }

  private static func match(_ sighting: SecretSighting, _ type: SecretType) -> Match {
    let spot = sighting.spot
    return Match(
      spot.place, message(spot, type), subject: spot.match.hash, severity: spot.match.severity,
      confidence: spot.match.confidence, related: related(sighting), state: spot.state)
  }

  private static func message(_ spot: SecretSighting.Spot, _ type: SecretType) -> String {
    var text = "A \(type.title) is here (\(spot.match.shown)"
    if let member = spot.match.member { text += ", in \(SafeText.show(member)) inside the file" }
    text += ")"
    if !spot.match.reasons.isEmpty { text += ": " + spot.match.reasons.joined(separator: "; ") }
    text += "."
    switch spot.state {
    case .deleted: text += " Layer \(spot.hiddenBy ?? 0) deletes the file, but its bytes still ship."
    case .overwritten: text += " Layer \(spot.hiddenBy ?? 0) overwrites the file, but its bytes still ship."
    case .visible, nil: break
    }
    return text
  }

  /// Places beyond these say nothing more.
  private static let relatedPlaces = 20

  private static func related(_ sighting: SecretSighting) -> [Match.Related] {
    let more = sighting.others.count - relatedPlaces
    return sighting.others.prefix(relatedPlaces).enumerated().map { index, spot in
      let rest = index == relatedPlaces - 1 && more > 0 ? ", and in \(more) more places" : ""
      return Match.Related(spot.place, "the same secret\(rest)")
    }
  }

  private static func examples(_ type: SecretType) -> [Rule.Example] {
    type.found.map { .image("found", listing($0, isMarked: true, type)) }
      + type.ignored.map { .image("left alone", listing($0, isMarked: false, type)) }
  }

  /// A file with the text as an image's listing has it; values of chance stay in the notation of `ExampleText`.
  private static func listing(_ text: String, isMarked: Bool, _ type: SecretType) -> String {
    let lines =
      text.hasPrefix("hex:")
      ? ["    bytes " + text.dropFirst(4)]
      : text.split(separator: "\n", omittingEmptySubsequences: false).map { "    | \($0)" }
    return """
      layer: COPY . /srv/app
      \(isMarked ? "▶ " : "  ")-rw-r--r-- 0:0 /\(type.examplePath)
      \(lines.joined(separator: "\n"))
      """
  }
}
