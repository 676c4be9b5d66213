import ArchiveIO
import Findings
import Images
import Policies

/// Holds an image's files against what is asked of them.
struct FileRequirements {
  let image: ImageFacts
  private let requirements: [(requirement: Requirement, file: FileRequirement)]

  init(_ image: ImageFacts, _ policy: Policy) {
    self.image = image
    requirements = policy.requirements(on: image).compactMap { requirement in
      if case .file(let file) = requirement.kind { (requirement, file) } else { nil }
    }
  }

  /// Files that must be there and are not.
  var missing: [Match] {
    requirements.compactMap { requirement, file in
      guard file.presence == .required, FileSearch(image: image).visible(file.path).isEmpty else {
        return nil
      }
      let what =
        file.path.isLiteral
        ? "The required file '\(file.path.text)' is missing."
        : "No file matches '\(file.path.text)', but one is required."
      return requirement.match(.image, what, subject: file.path.text)
    }
  }

  /// Files that are not as they must be. Many of one layer are one match, at the directory that holds them.
  var wrong: [Match] {
    judged.flatMap { requirement, file, files -> [Match] in
      let faulty = files.filter { !$0.condition.faults.isEmpty }
      guard faulty.count > Self.mostAlone else {
        return faulty.map { node, condition in
          requirement.match(
            place(of: node),
            "\(image.tree.path(node).shown) \(condition.faults.joined(separator: ", and ")).",
            subject: file.path.text)
        }
      }
      let first = faulty[0]
      return [
        requirement.match(
          .image,
          "\(faulty.count) files that match '\(file.path.text)' break the requirement. The first, "
            + "\(image.tree.path(first.node).shown), \(first.condition.faults.joined(separator: ", and "))."
            + Match.unlisted(faulty.count, "files"),
          subject: file.path.text,
          related: faulty.prefix(Match.listedPlaces).map {
            .init(place(of: $0.node), "This file breaks the requirement.")
          })
      ]
    }
  }

  /// What of files could not be looked at.
  var unknown: [Incomplete] {
    judged.flatMap { _, _, files in
      files.flatMap { node, condition in
        condition.unknown.map { Incomplete(what: image.tree.path(node).shown, why: $0) }
      }
    }
  }

  /// Files that may not be there. All of one layer that a requirement means are one match, at what holds them all.
  var forbidden: [Match] {
    let wanted = requirements.filter { $0.file.presence == .forbidden }
    let found = FileSearch(image: image).everywhere(wanted.map(\.file.path)).filter {
      $0.occurrence.state == .visible || wanted[$0.glob].file.countsHidden
    }
    return wanted.indices.flatMap { index -> [Match] in
      let files = found.filter { $0.glob == index }.map(\.occurrence)
      let groups = Dictionary(grouping: files) { Group(layer: $0.layer, state: $0.state) }
      return groups.sorted { $0.key < $1.key }.map { group, files in
        forbidden(
          files.sorted { $0.path < $1.path }, of: group, wanted[index].requirement, wanted[index].file)
      }
    }
  }

  private struct Group: Hashable, Comparable {
    let layer: Int
    let state: FileState

    static func < (left: Group, right: Group) -> Bool {
      (left.layer, left.state.rawValue) < (right.layer, right.state.rawValue)
    }
  }

  private func forbidden(
    _ files: [FileOccurrence], of group: Group, _ requirement: Requirement, _ file: FileRequirement
  ) -> Match {
    let bytes = files.reduce(0) { $0 + ($1.entry.kind == .file ? $1.storedSize : 0) }
    let rule = "but '\(file.path.text)' is forbidden"
    let related = files[0].hiding.map { hiding in
      [Match.Related(.file(layer: hiding.by.layer, path: image.path(hiding.by)), Self.hidden(group.state))]
    }
    guard files.count > 1 else {
      return requirement.match(
        .file(layer: group.layer, path: files[0].path), "\(files[0].path.shown) is in the image, \(rule).",
        subject: file.path.text, related: related ?? [], state: group.state, bytes: bytes)
    }
    let place = FileGroups.commonPlace(of: files.map(\.path))
    return requirement.match(
      .file(layer: group.layer, path: place),
      "\(files.count) files and directories with \(ByteCount.show(bytes)) are in \(place.shown), \(rule).",
      subject: file.path.text, related: related ?? [], state: group.state, bytes: bytes)
  }

  private static func hidden(_ state: FileState) -> String {
    switch state {
    case .deleted: "Deleted here, but its bytes still ship with the image."
    case .overwritten: "Overwritten here, but its bytes still ship with the image."
    case .visible: "Another path to the file is deleted here."
    }
  }

  /// Beyond this many, the files of one requirement are reported together.
  private static let mostAlone = 5

  private typealias Judged = (
    requirement: Requirement, file: FileRequirement, files: [(node: NodeID, condition: FileCondition)]
  )

  private var judged: [Judged] {
    requirements.compactMap { requirement, file in
      guard file.hasConditions, file.presence != .forbidden else { return nil }
      let nodes = FileSearch(image: image).visible(file.path)
      return (requirement, file, nodes.map { ($0, FileCondition(file, at: $0, in: image)) })
    }
  }

  private func place(of node: NodeID) -> SymbolicLocation {
    let path = image.tree.path(node)
    return image.tree.entry(at: node).map { .file(layer: $0.layer, path: path) } ?? .image
  }
}
