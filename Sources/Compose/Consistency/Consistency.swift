import Findings

/// What Compose refuses although every value has its shape: names that lead nowhere, keys that contradict.
enum Consistency {
  /// All such problems of a project.
  static func problems(of project: Project, active: Profiles) -> [Problem] {
    var check = ConsistencyCheck(project: project, active: active)
    check.run()
    return check.problems
  }
}

struct ConsistencyCheck {
  let project: Project
  let active: Profiles
  var problems: [Problem] = []
  /// All services, those too that no active profile switches on.
  private let services: [String: Service]
  private let secrets: Set<String>
  private let configs: Set<String>
  private let models: Set<String>
  /// How many names were held against wrong ones to find what was meant, and after how many none is any more: thousands of
  /// wrong names among thousands take too long.
  private var comparisons = 0
  private static let mostComparisons = 200_000

  init(project: Project, active: Profiles) {
    self.project = project
    self.active = active
    services = Dictionary((project.services + project.disabled).map { ($0.name, $0) }) { first, _ in first }
    secrets = Set(project.secrets.map(\.name))
    configs = Set(project.configs.map(\.name))
    models = Set(project.root["models"]?.mapping?.pairs.map(\.key) ?? [])
  }

  mutating func run() {
    checkOrigins()
    for service in project.services {
      checkBuild(of: service)
      checkNetworks(of: service)
      checkReferences(of: service)
      checkDependencies(of: service)
      checkTwins(of: service)
      checkHealthCheck(of: service)
      checkScale(of: service)
      checkRequests(of: service)
      checkPolicies(of: service)
    }
    checkContainerNames()
    checkCycles()
    for network in project.networks where network.isExternal {
      checkExternal(network.section, allowed: ["name", "external"])
    }
    for volume in project.volumes where volume.isExternal {
      checkExternal(volume.section, allowed: ["name", "external"])
    }
    checkSources(of: project.secrets, kind: "secret", keys: ["file", "environment", "driver"])
    checkSources(of: project.configs, kind: "config", keys: ["file", "environment", "content", "driver"])
  }

  mutating func refuse(_ message: String, at key: Key, related: [Key] = []) {
    let site = project.nearestSite(of: key)
    let others = related.compactMap { project.site(of: $0)?.span }.filter { $0 != site.span }
    problems.append(Problem(.refused, message, at: site.span, related: others))
  }

  /// Refuses a name that leads nowhere, with the name that was meant, or where it would be defined.
  private mutating func refuse(
    _ kind: String, _ name: String, among known: (Self) -> [String], at key: Key
  ) {
    var near: String?
    if comparisons < Self.mostComparisons {
      let known = known(self)
      comparisons += known.count
      near = NearestName.slip(name, among: known).map { "; did you mean \"\($0)\"?" }
    }
    let place = kind == "service" ? "" : "; define it under \(kind)s, or correct the name"
    refuse("\(kind) \(name) is not defined\(near ?? place)", at: key)
  }

  private mutating func checkService(_ name: String, at key: Key) {
    if services[name] == nil { refuse("service", name, among: { Array($0.services.keys) }, at: key) }
  }

  /// Services that run nothing are one problem: their file adds to another one, which was not named.
  private mutating func checkOrigins() {
    let bare = project.services.filter { service in
      !["image", "build", "provider"].contains { service.section.field($0) != nil }
    }
    guard let first = bare.first else { return }
    let names = bare.prefix(3).map(\.name).joined(separator: ", ")
    let rest = bare.count > 3 ? " and \(bare.count - 3) more" : ""
    refuse(
      bare.count == 1
        ? "service \(first.name) has neither an image nor a build; a file that adds to others is named after them"
        : "services \(names)\(rest) have neither an image nor a build; a file that adds to others is named after them",
      at: first.key, related: bare.dropFirst().map(\.key))
  }

  private mutating func checkBuild(of service: Service) {
    let section = service.section
    if let build = section.section("build") {
      if build.has("dockerfile"), build.has("dockerfile_inline") {
        refuse(
          "build accepts dockerfile or dockerfile_inline, not both", at: build.key(of: "dockerfile_inline"))
      }
      checkSources(of: build, service)
    }
    if let image = section.text("image"), !image.isUnknown, image.value.isEmpty || image.value.contains(" ") {
      refuse("\"\(image.value)\" is not an image name", at: image.key)
    }
  }

  /// The services that a build takes files from, and the platforms that it makes.
  private mutating func checkSources(of build: Section, _ service: Service) {
    for (_, context) in build.entries("additional_contexts") {
      guard let text = context.value.text, text.hasPrefix("service:"), !context.isUnknown else { continue }
      let other = String(text.dropFirst(8))
      checkService(other, at: context.key)
    }
    let platforms = build.texts("platforms")
    guard let own = service.section.text("platform"), !own.isUnknown, !platforms.isEmpty else { return }
    if !platforms.contains(where: { $0.isUnknown || $0.value == own.value }) {
      refuse(
        "build.platforms must include \(own.value), the platform of the service",
        at: build.key(of: "platforms"), related: [own.key])
    }
  }

  private mutating func checkNetworks(of service: Service) {
    if let mode = service.networkMode, !service.networks.isEmpty {
      refuse(
        "network_mode and networks exclude each other", at: mode.key,
        related: [service.section.key(of: "networks")])
    }
    for attachment in service.networks where !attachment.isImplicit && attachment.network != "default" {
      if !attachment.isUnknown, project.network(attachment.network) == nil {
        refuse("network", attachment.network, among: { $0.project.networks.map(\.name) }, at: attachment.key)
      }
    }
    if case .host = service.networkMode?.value, let links = service.section.field("links") {
      refuse("network_mode host cannot be combined with links", at: links.key)
    }
  }

  /// The secrets or configs that a service or its build is granted.
  private mutating func checkGrants(_ kind: String, of section: Section, defined: Set<String>) {
    for grant in section.sections(kind + "s") {
      guard let source = grant.text("source"), !source.isUnknown, !defined.contains(source.value) else {
        continue
      }
      refuse(kind, source.value, among: { _ in Array(defined) }, at: grant.key)
    }
  }

  private mutating func checkReferences(of service: Service) {
    for mount in service.mounts where mount.kind == .volume {
      guard let source = mount.source, !mount.node.isUnknown, project.volume(source) == nil else { continue }
      refuse("volume", source, among: { $0.project.volumes.map(\.name) }, at: mount.key)
    }
    for mount in service.mounts where mount.target.isEmpty && !mount.node.isUnknown {
      refuse("the mount needs a target", at: mount.key)
    }
    checkGrants("secret", of: service.section, defined: secrets)
    if let build = service.section.section("build") { checkGrants("secret", of: build, defined: secrets) }
    checkGrants("config", of: service.section, defined: configs)
    for (model, field) in service.section.entries("models") where !models.contains(model) {
      refuse("model", model, among: { Array($0.models) }, at: field.key)
    }
    for path in ["network_mode", "ipc", "pid"] {
      guard let mode = service.section.text(path), mode.value.hasPrefix("service:") else { continue }
      let other = String(mode.value.dropFirst(8))
      checkService(other, at: mode.key)
    }
    for link in service.section.texts("links") {
      let other = link.value.split(separator: ":").first.map(String.init) ?? link.value
      if !link.isUnknown { checkService(other, at: link.key) }
    }
    for volumes in service.section.texts("volumes_from") where !volumes.value.hasPrefix("container:") {
      let other = volumes.value.split(separator: ":").first.map(String.init) ?? volumes.value
      if !volumes.isUnknown { checkService(other, at: volumes.key) }
    }
  }

  private mutating func checkDependencies(of service: Service) {
    for dependency in service.dependencies where dependency.isRequired {
      guard let other = services[dependency.service] else {
        checkService(dependency.service, at: dependency.key)
        continue
      }
      if active.include(service.profiles), !active.include(other.profiles),
        Set(service.profiles).isDisjoint(with: other.profiles)
      {
        refuse(
          "service \(other.name) runs only in the profile \(other.profiles.joined(separator: ", ")), but is required",
          at: dependency.key, related: [other.section.key(of: "profiles")])
      }
    }
  }

  private mutating func checkHealthCheck(of service: Service) {
    guard let test = service.section.field("healthcheck", "test"), let items = test.value.items else {
      return
    }
    guard let first = items.first?.text else { return }
    if !["NONE", "CMD", "CMD-SHELL"].contains(first), items.first?.isUnknown != true {
      refuse("a health check's list must start with NONE, CMD or CMD-SHELL, not \"\(first)\"", at: test.key)
    }
  }

  private mutating func checkScale(of service: Service) {
    guard service.replicas > 1, let name = service.section.text("container_name") else { return }
    refuse(
      "\(service.replicas) containers cannot share the name \(name.value)", at: name.key,
      related: [service.section.key(of: "scale"), service.section.key(of: "deploy", "replicas")])
  }

  private mutating func checkContainerNames() {
    var seen: [String: Key] = [:]
    for service in project.services where service.runsByDefault {
      guard let name = service.section.text("container_name"), !name.isUnknown else { continue }
      if let other = seen[name.value] {
        refuse("container_name \(name.value) is already in use", at: name.key, related: [other])
      }
      seen[name.value] = name.key
    }
  }

  private mutating func checkExternal(_ section: Section, allowed: Set<String>) {
    for pair in section.node.mapping?.pairs ?? []
    where !allowed.contains(pair.key) && !pair.key.hasPrefix("x-") {
      refuse("external excludes \(pair.key)", at: section.key.below(pair))
    }
  }

  private mutating func checkSources(of resources: [SecretOrConfig], kind: String, keys: [String]) {
    for resource in resources where !resource.isExternal {
      // A driver has ways of its own to bring the content, and may take one of the others.
      let given = keys.filter { $0 != "driver" && resource.section.has($0) }
      if given.isEmpty, !resource.section.has("driver") {
        refuse(
          "\(kind) \(resource.name) needs one of \(keys.dropLast().joined(separator: ", "))", at: resource.key
        )
      } else if given.count > 1 {
        refuse(
          "\(kind) \(resource.name) accepts only one of \(given.joined(separator: ", "))", at: resource.key)
      }
    }
  }
}

extension Service {
  /// Whether it runs with the profiles that were chosen, or without any where none were. Compose compares only such services
  /// with each other.
  package var runsByDefault: Bool { isSwitchedOn ?? profiles.isEmpty }

  /// Whether both services can run at the same time: a service without profiles always runs, and others with those
  /// that share a profile, or whose profiles were chosen together.
  package func canRun(with other: Service) -> Bool {
    profiles.isEmpty || other.profiles.isEmpty || !Set(profiles).isDisjoint(with: other.profiles)
      || isSwitchedOn == true && other.isSwitchedOn == true
  }
}
