import Findings
import Images
import Secrets

/// The rules about secrets: one for each type in the table, since a person allows or lowers one type.
extension Rule {
  static let secrets: [Rule] = SecretType.all.map(secret)

  /// Whether it is one of the table of secrets.
  package var isSecret: Bool { id.hasPrefix("secret-") }

  /// The rule for one type, such as one of a user's own.
  package static func secret(_ type: SecretType) -> Rule {
    Rule(
      id: "secret-" + type.id,
      summary: type.isBuiltIn
        ? "The image holds \(type.phrase)."
        : "The image holds a secret of the run's own rule: \(type.title).",
      why: """
        Everyone who can pull the image can read the secret, even from a layer whose file a later layer deletes. \
        So it counts as known to others.
        """,
      fix: type.fix,
      severity: type.severity, confidence: type.confidence, references: type.references,
      triggering: type.found.map { .image("found", listing($0, isMarked: true, type)) },
      silent: type.ignored.map { .image("not found", listing($0, isMarked: false, type)) },
      check: .image { image, _ in
        image.secrets.byType[type.id, default: []].map { match($0, type) }
      })
  }

  private static func match(_ occurrence: SecretOccurrence, _ type: SecretType) -> Match {
    let spot = occurrence.spot
    let text = SecretText(spot: spot, type: type)
    var match = Match(
      spot.place, text.message + unlisted(occurrence), subject: spot.match.hash, fix: text.fix,
      severity: spot.match.severity, confidence: spot.match.confidence, related: related(occurrence),
      state: spot.state)
    match.facts =
      ([spot] + occurrence.others).compactMap { fact($0, type) } + [Fact(.secretValue, name: spot.match.hash)]
    return match
  }

  private static func fact(_ spot: SecretOccurrence.Appearance, _ type: SecretType) -> Fact? {
    switch spot.place {
    case .config: Fact(.secret, spot.place)
    case .history: Fact(.secret, spot.place, name: spot.name)
    case .file(let layer, let path, _):
      type.isKeyFile ? Fact(.keyFile, .file(layer: layer, path: path)) : nil
    case .image, .layer, .compose, .source: nil
    }
  }

  private static func related(_ occurrence: SecretOccurrence) -> [Match.Related] {
    occurrence.others.prefix(Match.listedPlaces).map {
      Match.Related($0.place, "This place holds the same secret.")
    }
  }

  private static func unlisted(_ occurrence: SecretOccurrence) -> String {
    let more = occurrence.others.count - Match.listedPlaces
    return more > 0 ? " \(more) more places hold it." : ""
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

extension SecretType {
  /// Whether a file that holds one is a private key's file.
  fileprivate var isKeyFile: Bool { id == "private-key" || id == "putty-private-key" }
}
