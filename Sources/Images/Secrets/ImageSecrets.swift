import ArchiveIO
import Findings
import Secrets

/// A secret of an image with all places that hold it.
package struct SecretOccurrence: Sendable, Hashable {
  /// One place that holds it.
  package struct Appearance: Sendable, Hashable {
    package let place: SymbolicLocation
    /// Nil outside a file.
    package let state: FileState?
    package let match: SecretMatch
    /// The layer that hid the file; nil while it is visible.
    package let hiddenBy: Int?
    /// The package that lists the file; nil where none does.
    package let owner: String?
    /// What the value is given to, outside a file.
    package var name: String?
  }

  /// The place that says most: visible before hidden, the worst, then the lowest layer.
  package let spot: Appearance
  /// All others, in the same order.
  package let others: [Appearance]
}

/// All secrets of an image, by type: each value once, however many layers repeat it.
package struct ImageSecrets: Sendable {
  /// Sightings by the id of their type, in the order of their places.
  package private(set) var byType: [String: [SecretOccurrence]] = [:]
  /// Places outside files that hold one.
  package let configPlaces: Set<SymbolicLocation>
  private let values: [SymbolicLocation: Fingerprint]
  /// What could not be searched, so that a secret may lie there unseen.
  package private(set) var failures: [Incomplete] = []
  /// Files that a limit or damage kept from being read to the end, each as a sentence.
  package private(set) var cuts: [String] = []

  init(
    _ config: ConfigSecrets, _ layers: [ImageFacts.Layer], without repeats: Set<Int>, tree: FileTree,
    owners: FileOwners, linked: Set<EntryID>, command: [String]
  ) {
    failures = config.cuts
    var losses: [Incomplete] = []
    configPlaces = Set(config.seen.map(\.place))
    values = config.values
    var spots = config.seen.map {
      SecretOccurrence.Appearance(
        place: $0.place, state: nil, match: $0.match, hiddenBy: nil, owner: nil, name: $0.name)
    }
    let hasAny = layers.contains { !$0.scan.secrets.isEmpty }
    var brought = BroughtFiles(
      owners: owners, own: OwnOrganisations(hasAny ? layers.map(\.scan.facts.values) : [], words: command))
    for (number, layer) in layers.enumerated() where !layer.scan.secrets.isEmpty && !repeats.contains(number)
    {
      brought.enter(
        layer.scan.facts.values,
        files: layer.scan.secrets.compactMap { $1.md5 == nil ? nil : layer.scan.path($0) })
      for (index, secrets) in layer.scan.secrets.sorted(by: { $0.key < $1.key }) {
        let id = EntryID(layer: number, index: index)
        let bytes = layer.scan.path(index)
        let path = ArchivePath(bytes: Array(bytes))
        let hiding = linked.contains(id) ? nil : tree.hiding(of: id)
        cuts += secrets.cuts.map { "\(path.shown): searched for secrets, but \($0)" }
        let excuse = Self.excuse(
          owner: brought.owner(ofFile: bytes, md5: secrets.md5)?.package, path: path, secrets)
        for loss in secrets.losses {
          if let excuse {
            cuts.append("\(path.shown): searched for secrets, but \(loss) (\(excuse))")
          } else {
            losses.append(Incomplete(what: "secrets in \(path.shown)", why: loss))
          }
        }
        spots += secrets.matches.map { match in
          let owner = brought.owner(of: bytes, match, md5: secrets.md5)
          return SecretOccurrence.Appearance(
            place: .file(layer: number, path: path, line: match.line), state: Self.state(hiding),
            match: match.judged(owner: owner, path: path), hiddenBy: hiding.map(\.by.layer),
            owner: owner?.package)
        }
      }
    }
    failures += Self.told(losses)
    let groups = Dictionary(grouping: spots.enumerated()) { [$0.element.match.type, $0.element.match.hash] }
    for (key, group) in groups {
      let sorted = group.sorted { Self.rank($0.element, $0.offset) < Self.rank($1.element, $1.offset) }
      guard let first = sorted.first else { continue }
      byType[key[0], default: []].append(
        SecretOccurrence(spot: first.element, others: sorted.dropFirst().map(\.element)))
    }
    byType = byType.mapValues { occurrences in
      // The text of a place costs much: it is made once for each.
      occurrences.map { ("\($0.spot.place)", $0) }
        .sorted { ($0.0, $0.1.spot.match.hash) < ($1.0, $1.1.spot.match.hash) }.map(\.1)
    }
  }

  /// Whether a variable had this value before what is secret in it was masked; nil where nothing was.
  package func holds(_ value: String, at place: SymbolicLocation) -> Bool? {
    values[place].map { $0 == ConfigSecrets.mark(of: value) }
  }

  /// Why a file that was not all searched leaves the answer complete: it is as a package shipped it, so that all who
  /// install the package have it. Configuration in `etc` is what people change.
  private static func excuse(owner: String?, path: ArchivePath, _ secrets: FileSecrets) -> String? {
    if let owner, !path.bytes.starts(with: Array("etc/".utf8)) {
      return "the file came with the package \(owner)"
    }
    return secrets.excuse
  }

  /// Files beyond these say nothing more.
  private static let lossesTold = 50

  private static func told(_ losses: [Incomplete]) -> [Incomplete] {
    let more = losses.count - lossesTold
    guard more > 0 else { return losses }
    return losses.prefix(lossesTold) + [
      Incomplete(what: "secrets in \(more) more files", why: "they could not all be searched")
    ]
  }

  private static func state(_ hiding: Shadowing?) -> FileState {
    switch hiding?.cause {
    case nil: .visible
    case .deleted, .opaque: .deleted
    case .replaced: .overwritten
    }
  }

  private static func rank(_ spot: SecretOccurrence.Appearance, _ number: Int) -> (Int, Int, Int) {
    (-spot.match.severity.rank, spot.state == .visible || spot.state == nil ? 0 : 1, number)
  }
}

extension SecretMatch {
  /// The match as it counts in a file that a package brought: everybody who installs the package has it.
  ///
  /// Configuration in `etc` is what people change, so that ownership says nothing there.
  func judged(owner: FileOwners.Owner?, path: ArchivePath) -> SecretMatch {
    guard let owner, !path.bytes.starts(with: Array("etc/".utf8)) else { return self }
    return lowered(
      because: "the file came with the \(owner.ecosystem.title)package \(owner.package)", standing: .shipped)
  }
}
