import Compose
import Findings
import Foundation
import Images
import Rules
import Secrets

/// What a run reads, each input once; nothing of it is judged yet.
struct RunInputs: Sendable {
  /// The paths of saved images, also of those that only maps name.
  let sources: [String]
  let saved: [SavedImages]
  let projects: [LoadedProject]
  /// Which image each service runs.
  let matching: ImageMatching
  /// Looks for secrets; nil where nobody wants that, or where its patterns cannot be compiled.
  let secrets: SecretScanner?
  /// What could not be read, in the order of the inputs.
  let incomplete: [Incomplete]

  init(_ check: Check) {
    var incomplete: [Incomplete] = []
    var loader = check.makeLoader(
      check.reading,
      hasImages: !check.images.isEmpty || !check.maps.isEmpty || check.serviceImages != nil, &incomplete)
    if let base = check.baseImage {
      do throws(ImageError) {
        loader.baseImages = try loader.diffIDs(of: base)
      } catch {
        incomplete.append(Incomplete(what: "base image \(base)", why: error.reason))
      }
    }
    let sources = ImageMap.inputs(check.images, check.maps) { FileManager.default.fileExists(atPath: $0) }
    var saved: [SavedImages] = []
    for (number, source) in sources.enumerated() {
      let othersWait = number + 1 < sources.count || check.serviceImages != nil
      do throws(ImageError) {
        saved.append(try loader.load(source, selection: check.selection, othersWait: othersWait))
      } catch {
        incomplete.append(Incomplete(what: source, why: error.reason))
      }
    }
    projects = LoadedProject.all(
      check.projects.map { $0.with(check.limits.compose) },
      reader: .disk(upTo: check.limits.compose.fileBytes))
    if let services = check.serviceImages {
      saved += services.load(
        projects.compactMap(\.project), beside: saved, maps: check.maps, loader, check.selection, &incomplete)
    }
    self.sources = sources
    self.saved = saved
    secrets = loader.secrets
    self.incomplete = incomplete
    let given = saved.flatMap { archive in archive.images.map { (source: archive.source, image: $0) } }
    var mapped: [String: [Int]] = [:]
    for map in check.maps { mapped[map.service, default: []] += map.positions(given) }
    matching = ImageMatching(given.map(\.image), mapped: mapped)
  }

  /// Every image with the archive that it is of.
  var images: [(archive: SavedImages, image: ImageFacts)] {
    saved.flatMap { archive in archive.images.map { (archive, $0) } }
  }

  /// What keeps maps from being followed.
  func problems(of maps: [ImageMap], services: Set<String>) -> [Incomplete] {
    ImageMap.problems(
      maps, images: images.map { ($0.archive.source, $0.image) },
      unread: Set(sources).subtracting(saved.map(\.source)), services: services)
  }
}

extension Options {
  /// The same under other limits.
  fileprivate func with(_ limits: Limits) -> Options {
    var options = self
    options.limits = limits
    return options
  }
}
