import Compose
import Findings
import Images
import Rules

/// Fetches the images that the services of compose projects run.
package struct ServiceImages: Sendable {
  /// Finds what services name.
  private let finder: any ImageFinder
  /// Finds what was built on this machine, which no registry has.
  private let builds: any ImageFinder

  package init(finder: any ImageFinder, builds: any ImageFinder) {
    self.finder = finder
    self.builds = builds
  }

  /// An image to fetch, and who runs it.
  private struct Wanted: Hashable {
    let name: String
    let service: String
    let isBuilt: Bool
  }

  /// Reads the images of all services that no image among those given is for, each once.
  func load(
    _ projects: [Project], beside given: [SavedImages], maps: [ImageMap], _ loader: ImageLoader,
    _ selection: ImageSelection, _ incomplete: inout [Incomplete]
  ) -> [SavedImages] {
    var saved: [SavedImages] = []
    let matching = ImageMatching(given.flatMap(\.images))
    let mapped = Set(maps.map(\.service))
    var names: Set<String> = []
    let wanted = projects.flatMap { Self.wanted($0, matching, mapped, &incomplete) }
      .filter { names.insert($0.name).inserted }
    for (number, image) in wanted.enumerated() {
      var loader = loader
      loader.finder = image.isBuilt ? builds : finder
      do throws(ImageError) {
        saved.append(
          try loader.load(
            image.name, selection: ImageSelection(platform: selection.platform),
            othersWait: number + 1 < wanted.count))
      } catch {
        incomplete.append(
          Incomplete(what: "image \(image.name) of service \(image.service)", why: error.reason))
      }
    }
    return saved
  }

  private static func wanted(
    _ project: Project, _ matching: ImageMatching, _ mapped: Set<String>, _ incomplete: inout [Incomplete]
  ) -> [Wanted] {
    var all: [Wanted] = []
    for service in project.services
    where !mapped.contains(service.name) && !mapped.contains("\(project.name)/\(service.name)") {
      guard case .none = matching.answer(for: service, in: project) else { continue }
      let isBuilt = service.section.has("build")
      if let image = service.image {
        guard !image.isUnknown else {
          incomplete.append(
            Incomplete(
              what: "image of service \(service.name)",
              why:
                "\(image.value.description) is not the whole name of an image. Set its variables with --env.")
          )
          continue
        }
        all.append(Wanted(name: image.value.description, service: service.name, isBuilt: isBuilt))
      } else if isBuilt {
        // As Compose names what it builds.
        all.append(
          Wanted(name: "\(project.name)-\(service.name)", service: service.name, isBuilt: true))
      }
    }
    return all
  }
}
