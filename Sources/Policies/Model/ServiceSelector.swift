import Compose
import Findings

/// Which services a setting is for: all that is given must fit; what is not given fits every service.
package struct ServiceSelector: Sendable, Hashable {
  /// Names of services, alone or after the project's name and a slash.
  package var services: [Glob] = []
  /// Names of images, in any of the ways to write them.
  package var images: [Glob] = []
  /// Labels as `KEY` or `KEY=VALUE`, of which one must be there.
  package var labels: [String] = []
  package var roles: [ServiceRole] = []

  package init() {}

  /// Whether it fits every service.
  package var isEmpty: Bool { services.isEmpty && images.isEmpty && labels.isEmpty && roles.isEmpty }

  package func fits(_ service: Service, in project: Project) -> Bool {
    (services.isEmpty || services.fit(service, in: project))
      && (images.isEmpty || service.image.map { $0.value.fits(images) } ?? false)
      && (labels.isEmpty || labels.contains { service.has(label: $0) })
      && (roles.isEmpty || project.role(of: service).map(roles.contains) ?? false)
  }
}

/// A section that speaks of some services.
protocol SelectingSection: PolicySection {
  var selector: ServiceSelector { get set }
}

extension SelectingSection {
  /// The keys that choose the services.
  static var selectors: [Setting<Self>] {
    [
      .globs("service", \.selector.services, "Services, by name or by PROJECT/NAME."),
      .globs("image", \.selector.images, "Services that run these images, with or without registry and tag."),
    ] + kinds
  }

  /// The keys that choose services by what they are.
  static var kinds: [Setting<Self>] {
    [
      Setting("label", .either([.text, .texts]), "Services with this label, as KEY or KEY=VALUE.") {
        $0.selector.labels = $1.texts
      },
      Setting("role", .either([.role, .list(.role)]), "Services of this role.") {
        $0.selector.roles = $1.texts.compactMap(ServiceRole.init)
      },
    ]
  }
}

extension PolicyShape {
  /// The name of a role.
  static let role = PolicyShape.value(.word(ServiceRole.allCases.map(\.rawValue)))
}

extension [Glob] {
  /// Whether one names a service, alone or with its project.
  package func fit(_ service: Service, in project: Project) -> Bool {
    contains { $0.matches(service.name) || $0.matches("\(project.name)/\(service.name)") }
  }
}

extension ImageReference {
  /// Whether a glob matches one of the ways to write the name.
  fileprivate func fits(_ globs: [Glob]) -> Bool {
    let names = [fullName, name, repository, shortName]
    let all = names + (tag.map { tag in names.map { "\($0):\(tag)" } } ?? [])
    return all.contains { name in globs.contains { $0.matches(name) } }
  }
}

extension Service {
  fileprivate func has(label text: String) -> Bool {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let value = section.text("labels", parts[0])?.value else {
      return parts.count == 1 && section.field("labels", parts[0]) != nil
    }
    return parts.count == 1 || value == parts[1]
  }
}
