import Compose
import Findings
import Images
import Policies
import Rules

/// What a run read and what its findings do not show: whether a control's rules could have spoken at all.
package struct BenchmarkEvidence: Sendable {
  let images: [ImageFacts]
  let projects: [Project]
  let matching: ImageMatching
  /// Findings that do not count: allowed by the policy or a comment, or known from a baseline.
  let suppressed: [Finding]
  let policy: Policy
  /// Types of secrets that were not looked for; nil where files were not searched at all.
  let uncheckedSecrets: Set<String>?

  /// Why nothing found would mean nothing; nil where the need is met.
  func unmet(_ need: Benchmark.Need) -> BenchmarkTable.Answer? {
    switch need {
    case .image: images.isEmpty ? .notChecked("no image was passed") : nil
    case .config:
      open(images) { $0.hasConfig ? nil : "has no config" }
    case .unix:
      open(images) { $0.platform.isWindows ? "is a Windows image, and the control is about Unix" : nil }
    case .history: open(images, untoldLayer)
    case .secrets: unsearched
    case .baseImages:
      policy.image.requirements.contains(where: \.isAboutBases)
        ? nil : .notChecked("the policy names no base images (image.base-images)")
    case .imageHealthChecks: open(images, unaskedHealthCheck)
    case .compose:
      projects.isEmpty
        ? .notChecked("no compose file was passed")
        : services.isEmpty ? .notChecked("the compose files have no service that Compose runs") : nil
    case .users:
      images.isEmpty && services.isEmpty
        ? .notChecked("neither an image nor a compose file with a service was passed")
        : open(services) { service, project in
          service.statesPlainNumber || image(of: service, in: project)?.hasConfig == true
            ? nil : "runs as the user of its image, which was not passed"
        }
    case .healthChecks:
      open(services) { service, project in
        service.runsOnce || service.statesHealthCheck || image(of: service, in: project)?.hasConfig == true
          ? nil : "has the health check of its image, which was not passed"
      }
    case .serviceImages:
      open(services) { service, project in
        image(of: service, in: project) == nil ? "runs an image that was not passed" : nil
      }
    case .neededPorts: unknownPorts
    case .appArmor:
      open(services) { service, _ in
        service.names("apparmor")
          ? nil : "names no AppArmor profile, so the host's engine decides"
      }
    case .seLinux:
      open(services) { service, _ in
        service.names("label") ? nil : "names no SELinux label, so the host's engine decides"
      }
    case .devices:
      open(services) { service, _ in
        service.firstDevice.map { "has the device \($0), and a person must decide whether it needs it" }
      }
    case .ownNetwork:
      open(services) { service, _ in
        switch service.networkMode?.value {
        case .host: "uses the host's network, with every port that it opens"
        case .container: "uses the network of a container that the project does not define"
        case .bridge, .none?, .service, .other, nil: nil
        }
      }
    case .limits:
      policy.compose.limits.contains(where: \.isRequired)
        ? .notChecked("the policy's compose.limits replace the rules") : nil
    case .openPorts: allowedPorts
    case .notSwarm:
      projects.contains { $0.target == .swarm }
        ? .undecidable("Swarm ignores the setting, so the host's engine decides") : nil
    case .maximumRestarts:
      policy.compose.maximumRestarts == nil
        ? .notChecked("the policy sets no compose.max-restarts") : nil
    }
  }

  /// A value of one of the settings that only the run time knows, by its place; nil where all are known.
  func unknown(_ settings: [String]) -> String? {
    for project in projects {
      for setting in settings {
        let path = setting.split(separator: ".").map(String.init)
        for service in project.services {
          if let key = Self.unknown(service.section.node, path[...], service.key.text) { return key }
        }
        // What a top-level section of that name says holds for the services that use it.
        if ["volumes", "networks"].contains(path[0]),
          let key = Self.unknown(project.root, path[...], "")
        {
          return key
        }
      }
    }
    return nil
  }

  /// The first unknown value at a path or below it.
  private static func unknown(_ node: Node, _ path: ArraySlice<String>, _ key: String) -> String? {
    if node.isUnknown { return key }
    if let name = path.first {
      return node[name].flatMap { unknown($0, path.dropFirst(), joined(key, name)) }
    }
    for pair in node.mapping?.pairs ?? [] {
      if let found = unknown(pair.value, [], joined(key, pair.key)) { return found }
    }
    for (index, item) in (node.items ?? []).enumerated() {
      if let found = unknown(item, [], "\(key)[\(index)]") { return found }
    }
    return nil
  }

  private static func joined(_ key: String, _ name: String) -> String {
    key.isEmpty ? name : key + Key.component(name)
  }
}

extension BenchmarkEvidence {
  private var services: [(Service, Project)] {
    projects.flatMap { project in project.services.filter(\.hasContainers).map { ($0, project) } }
  }

  private func image(of service: Service, in project: Project) -> ImageFacts? {
    guard case .image(let number, let basis) = matching.answer(for: service, in: project), basis.isSameImage
    else { return nil }
    return images[number]
  }

  private func open(_ images: [ImageFacts], _ why: (ImageFacts) -> String?) -> BenchmarkTable.Answer? {
    for image in images {
      if let reason = why(image) { return .undecidable("\(image.title) \(reason)") }
    }
    return nil
  }

  private func open(
    _ services: [(Service, Project)], _ why: (Service, Project) -> String?
  ) -> BenchmarkTable.Answer? {
    for (service, project) in services {
      if let reason = why(service, project) { return .undecidable("service \(service.name) \(reason)") }
    }
    return nil
  }

  private func untoldLayer(_ image: ImageFacts) -> String? {
    for layer in image.layers.indices where image.history.origin(ofLayer: layer) == .yours {
      switch image.making(ofLayer: layer) {
      case .instruction: continue
      case .otherTool(let name):
        return
          "has a layer that no Dockerfile made: layer \(layer) by '\(SafeText.show(String(name.prefix(60))))'"
      case .untold: return "does not record what made its layer \(layer)"
      }
    }
    return nil
  }

  private var unsearched: BenchmarkTable.Answer? {
    guard let uncheckedSecrets else { return .notChecked("files were not searched for secrets") }
    return uncheckedSecrets.min().map { .notChecked("the type secret-\($0) is switched off") }
  }

  /// Why no finding about an image's health check does not mean that it has one.
  private func unaskedHealthCheck(_ image: ImageFacts) -> String? {
    let check = image.config.execution.healthCheck
    if check.map({ $0.test.count > 1 && !$0.isDisabled }) ?? false { return nil }
    return image.mainCommand == nil
      ? "has no health check, and starts no program that one could query"
      : "has no health check; its services define their own"
  }

  /// Whether ports are needed, the policy's list says or the ports that the images expose.
  private var unknownPorts: BenchmarkTable.Answer? {
    if policy.compose.allowedPorts != nil { return nil }
    return open(services) { service, project in
      guard !service.ports.isEmpty else { return nil }
      guard let image = image(of: service, in: project) else {
        return "publishes ports of an image that was not passed"
      }
      return image.config.execution.exposedPorts.isEmpty
        ? "publishes ports, and its image does not expose any" : nil
    }
  }

  private var allowedPorts: BenchmarkTable.Answer? {
    if policy.compose.allowedPorts != nil {
      return .notChecked("the policy's compose.allowed-ports replace the rule")
    }
    if !policy.zones.isEmpty { return .notChecked("the policy's zones replace the rule") }
    let published = services.flatMap { service, _ in service.ports.compactMap(\.published?.ports.lowerBound) }
    return published.first(where: policy.compose.publicPorts.contains).map {
      .notChecked("the policy lets every service open port \($0) (compose.public-ports)")
    }
  }
}

extension Requirement {
  fileprivate var isAboutBases: Bool {
    if case .hasOnly(.base, _) = kind { return true }
    if case .hasNo(.base, _) = kind { return true }
    if case .hasBase = kind { return true }
    return false
  }
}

extension Service {
  /// Whether it states a user by a number that is not root's; what a name stands for, only the image tells.
  fileprivate var statesPlainNumber: Bool {
    section.text("user")?.value.split(separator: ":").first.flatMap { Int($0) } ?? 0 > 0
  }

  fileprivate var statesHealthCheck: Bool {
    switch healthCheck?.test {
    case .command, .shell, .disabled: true
    case .ofImage, nil: false
    }
  }

  fileprivate func names(_ option: String) -> Bool { securityOptions.contains { $0.name == option } }

  /// A device of the host that it is given, in the file's words.
  fileprivate var firstDevice: String? {
    section.sections("devices").first.map { $0.text("source")?.value ?? "of \($0.key)" }
      ?? section.texts("device_cgroup_rules").first?.value
      ?? section.field("gpus")?.key.text
      ?? section.field("deploy", "resources", "reservations", "devices")?.key.text
  }
}
