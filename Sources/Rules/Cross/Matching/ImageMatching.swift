import ArchiveIO
import Compose
import Findings
import Images

/// Finds, among the images that were given, the one that a service runs.
package struct ImageMatching: Sendable {
  /// What was found, as positions in `images`.
  package enum Answer: Sendable, Hashable {
    case image(Int, ImageBasis)
    /// Several fit, and nothing says which.
    case several([Int])
    case none
  }

  package let images: [ImageFacts]
  /// Images that the user gave for services, by `SERVICE` or `PROJECT/SERVICE`, as positions in `images`.
  package let mapped: [String: [Int]]
  private let names: [[ImageReference]]

  package init(_ images: [ImageFacts], mapped: [String: [Int]] = [:]) {
    self.images = images
    self.mapped = mapped
    names = images.map(\.references)
  }

  package func answer(for service: Service, in project: Project) -> Answer {
    choice(for: service, in: project).answer
  }

  /// The same image for other platforms, as positions: where a service states no platform, the host decides. Empty where
  /// the answer is no image, or one for a single platform.
  package func otherPlatforms(for service: Service, in project: Project) -> [Int] {
    choice(for: service, in: project).others
  }

  private typealias Choice = (answer: Answer, others: [Int])

  private func choice(for service: Service, in project: Project) -> Choice {
    if let mapped = mapped["\(project.name)/\(service.name)"] ?? mapped[service.name] {
      return choose(mapped, service, .mapped)
    }
    if let image = service.image { return named(image, service) }
    return service.section.has("build") ? built(service, project) : (.none, [])
  }

  /// By the reference that a service names.
  private func named(_ field: Field<ImageReference>, _ service: Service) -> Choice {
    let reference = field.value
    if field.isUnknown {
      let fitting = images.indices.filter {
        names[$0].contains { $0.ends(in: reference.repository) }
      }
      return choose(fitting, service, .repository)
    }
    if let digest = reference.digest ?? Self.bareDigest(reference) {
      let exact = images.indices.filter { has($0, digest) }
      guard exact.isEmpty else { return choose(exact, service, .digest) }
    }
    let repository = reference.familiarName
    let related = images.indices.filter { names[$0].contains { $0.familiarName == repository } }
    if reference.digest != nil {
      let tagged = related.filter { tag in
        reference.tag == nil
          || names[tag].contains { $0.familiarName == repository && $0.tag == reference.tag }
      }
      // An archive of Docker's format has lost the manifest's digest.
      let isComparable = tagged.allSatisfy {
        images[$0].digest != nil && images[$0].digest != images[$0].configDigest
      }
      return choose(tagged.isEmpty ? related : tagged, service, isComparable ? .otherVersion : .repository)
    }
    let tag = reference.tag ?? "latest"
    let exact = related.filter {
      names[$0].contains { $0.familiarName == repository && ($0.tag ?? "latest") == tag }
    }
    if !exact.isEmpty { return choose(exact, service, .reference) }
    // A tag out of a variable is meant to be set where it is deployed; what stands here is its default.
    return choose(related, service, field.node.variables.isEmpty ? .otherVersion : .repository)
  }

  /// `sha256:...` alone, which Docker takes for an image's ID.
  private static func bareDigest(_ reference: ImageReference) -> String? {
    reference.registry == nil && reference.repository == "sha256" ? reference.tag.map { "sha256:" + $0 } : nil
  }

  private func has(_ index: Int, _ digest: String) -> Bool {
    images[index].digest?.description == digest || images[index].configDigest?.description == digest
      || names[index].contains { $0.digest == digest }
  }

  /// By the names and labels that Compose gives what it builds.
  private func built(_ service: Service, _ project: Project) -> Choice {
    let own = ["-", "_"].map { "\(project.name)\($0)\(service.name)" }
    let tags = service.section.texts("build", "tags").map {
      ImageReference($0.value).familiarName
    }
    let wanted = Set(own + tags)
    let fitting = images.indices.filter { names[$0].contains { wanted.contains($0.familiarName) } }
    guard fitting.isEmpty else { return choose(fitting, service, .build) }
    return choose(
      images.indices.filter { index in
        let labels = images[index].config.execution.labels
        return labels["com.docker.compose.project"] == project.name
          && labels["com.docker.compose.service"] == service.name
      }, service, .build)
  }

  /// One of several: the service's platform, or the most usual one, decides among platforms of one image.
  private func choose(_ indexes: [Int], _ service: Service, _ basis: ImageBasis) -> Choice {
    guard let first = indexes.first else { return (.none, []) }
    if indexes.count == 1 { return (.image(first, basis), []) }
    if indexes.allSatisfy({
      images[$0].configDigest != nil && images[$0].configDigest == images[first].configDigest
    }) {
      return (.image(first, basis), [])
    }
    guard Set(indexes.map { images[$0].platform.description }).count == indexes.count else {
      return (basis == .otherVersion ? .image(first, basis) : .several(indexes), [])
    }
    let stated = service.section.text("platform").flatMap { Platform($0.value) }
    let wanted = stated ?? Platform("linux/amd64")
    let fitting =
      wanted.flatMap { wanted in indexes.first { images[$0].platform.satisfies(wanted) } } ?? first
    // A host runs images of its own operating system only.
    let others = indexes.filter { $0 != fitting && images[$0].platform.os == images[fitting].platform.os }
    return (.image(fitting, basis), stated == nil && basis.isSameImage ? others : [])
  }
}

/// How it is known which image a service runs.
package enum ImageBasis: Sendable, Hashable {
  /// The user said so.
  case mapped
  /// The service names it with its tag.
  case reference
  /// The service names its digest.
  case digest
  /// The service is built, and the image has the name or the labels that Compose gives it.
  case build
  /// The service names its repository; tag or digest are only known at run time, or cannot be compared.
  case repository
  /// The service names its repository with another tag or digest.
  case otherVersion

  /// Whether what the image holds is what the service runs.
  package var isSameImage: Bool { self != .otherVersion }
}
