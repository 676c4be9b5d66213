import Compose
import Dockerfiles
import Findings
import Images

/// Finds the Dockerfile of each image: what the user says goes before what compose files say.
struct BlameChoice {
  private let given: [DockerfileChoice]
  private let built: [DockerfileChoice]
  /// How many different images are judged: one Dockerfile without an image's name is for one only.
  private let names: Set<String>
  private(set) var notes: [String] = []

  init(_ given: [DockerfileChoice], projects: [Project], images: [ImageFacts]) {
    self.given = given
    names = Set(images.map(\.name))
    var built: [DockerfileChoice] = []
    for project in projects where !images.isEmpty {
      let builds = ComposeBuilds(project, of: images)
      built += builds.choices
      notes += builds.notes
    }
    self.built = built
    for choice in given where choice.image == nil && names.count > 1 {
      notes.append(
        "\(choice.file.path) could belong to several images; write --dockerfile IMAGE=\(choice.file.path)")
    }
    for choice in given where choice.image != nil && !images.contains(where: choice.isOf) {
      notes.append(
        "image '\(choice.image ?? "")' was not checked, so \(choice.file.path) is not used; choose "
          + names.sorted().joined(separator: ", "))
    }
  }

  /// nil where no Dockerfile is known, or several are.
  func blame(_ image: ImageFacts) -> DockerfileBlame? {
    let named = given.filter { $0.image != nil && $0.isOf(image) }
    let alone = names.count == 1 ? given.filter { $0.image == nil } : []
    let all = [named, alone, built.filter { $0.isOf(image) }].first { !$0.isEmpty } ?? []
    guard let first = all.first, all.allSatisfy({ $0.isSame(first) }) else { return nil }
    return DockerfileBlame(
      first.file, target: first.stage, history: image.history, steps: image.config.history)
  }
}

extension DockerfileChoice {
  /// Whether it is for an image, by the image's name, with or without tag, or the last part of it.
  func isOf(_ facts: ImageFacts) -> Bool { image.map { Self.names($0, facts) } ?? false }

  static func names(_ image: String, _ facts: ImageFacts) -> Bool {
    let wanted = ImageReference(image)
    if wanted.tag != nil { return facts.references.contains { $0.answers(to: wanted) } }
    return ImageReference(facts.name).ends(in: wanted.familiarName)
  }

  fileprivate func isSame(_ other: DockerfileChoice) -> Bool { file == other.file && stage == other.stage }
}
