import Compose
import Findings
import Images
import Policies

/// A service of a project together with the image that it runs: what cross rules judge. A class, because rules
/// pass it about and it holds much.
package final class CrossFacts: Sendable {
  package let project: Project
  package let service: Service
  /// As it was given.
  package let image: ImageFacts
  /// How it is known that the service runs this image.
  package let basis: ImageBasis
  /// The image with what the service states over its config: user, command, environment, health check.
  package let running: ImageFacts
  package let start: StartCommand
  package let mounts: MountedPaths

  package init(_ service: Service, in project: Project, runs image: ImageFacts, basis: ImageBasis) {
    self.project = project
    self.service = service
    self.image = image
    self.basis = basis
    start = StartCommand(service, image.config.execution)
    mounts = MountedPaths(service, in: image)
    running = image.running(EffectiveConfig(service, start, over: image.config.execution).execution)
  }
}

extension CrossFacts {
  /// The service's own place, for what it does not say.
  var place: SymbolicLocation { .compose(key: service.key) }

  /// Whether who the container runs as does not wait for the run time.
  var isUserKnown: Bool { service.section.text("user").map { !$0.isUnknown } ?? true }

  /// Whether the directories in which programs are looked for do not wait for the run time.
  var isSearchPathKnown: Bool { !service.hostVariables.contains("PATH") }

  /// Whether the service says who it runs as, and the image does not.
  var isUserOfService: Bool { service.section.text("user").map { !$0.value.isEmpty } ?? false }

  /// Whether the containers have the host's network.
  var isOnHostNetwork: Bool { service.networkMode?.value == .host }

  var isPrivileged: Bool { service.section.boolean("privileged")?.value == true }

  /// Whether processes may not gain privileges.
  var hasNoNewPrivileges: Bool {
    service.securityOptions.last { $0.name == "no-new-privileges" }.map { $0.value.lowercased() != "false" }
      ?? false
  }

  /// A program by its name, as the running container would find it; nil where something is mounted there, or the run
  /// time says where to look.
  func program(_ name: String) -> FileOccurrence? {
    guard isSearchPathKnown || name.contains("/"), case .file(let file, _) = running.program(name),
      !mounts.mayHide(file.path)
    else { return nil }
    return file
  }

  /// The image's name for messages.
  var imageName: String { image.tags.first ?? image.name }
}

extension CrossFacts {
  /// Whether rules judge the service by its image: it is what the service names, was read, and has a config.
  package var isJudged: Bool { basis.isSameImage && image.canJudgePrograms && service.hasContainers }
}

extension Rule.Check {
  /// A cross check that speaks of images that are what the service names, and that have a config.
  static func pair(_ check: @escaping @Sendable (CrossFacts, Policy) -> [Match]) -> Rule.Check {
    .cross { facts, policy in
      guard facts.isJudged else { return [] }
      return check(facts, policy)
    }
  }
}
