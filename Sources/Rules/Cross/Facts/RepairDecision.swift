import ArchiveIO
import Compose
import Findings
import Images
import Policies

/// What becomes of a rule's repair once it is known which image the service runs, or that it is not known.
package enum RepairDecision: Sendable, Hashable {
  case make(Repair)
  /// It is not made, for this reason.
  case leave(String)

  /// - Parameter facts: the service with its image; nil where none was given.
  package init(
    _ repair: Repair, of service: Service, in project: Project, _ policy: Policy, facts: CrossFacts?
  ) {
    guard let risk = repair.risk else {
      self = .make(repair)
      return
    }
    if let facts, facts.basis.isSameImage, facts.image.canJudgePrograms {
      self = facts.decide(repair, risk, policy)
    } else if let reason = service.reason(against: risk) {
      self = .leave(reason)
    } else {
      self = .make(service.adapted(repair, risk))
    }
  }
}

extension Service {
  /// What is known of an image by its name alone that speaks against a repair; nil where nothing is.
  fileprivate func reason(against risk: Repair.Risk) -> String? {
    guard let image, !image.isUnknown, let habits = ImageHabits.of(image.value) else { return nil }
    let name = image.value.shortName
    let remedy = "check it together with the saved image, or decide by hand"
    switch risk {
    case .capabilities:
      guard !habits.capabilities.isEmpty, !startsAsPlainUser else { return nil }
      return "the image \(name) is known to need \(Phrase.list(habits.capabilities)); \(remedy)"
    case .writableRoot:
      if !habits.writes.isEmpty {
        return "the image \(name) is known to write to \(Phrase.list(habits.writes)); \(remedy)"
      }
      guard !habits.capabilities.isEmpty else { return nil }
      return "the image \(name) is known to prepare its directories as root when it starts; \(remedy)"
    case .memory:
      guard habits.takesMemory else { return nil }
      return "the image \(name) is known to take more memory with more work or data; \(remedy)"
    case .privileges:
      return habits.gains.map { "the image \(name) is known to use \($0), which gains privileges; \(remedy)" }
    case .cpus, .processes, .logDriver, .clients, .egress, .waiting, .options, .hiddenFiles, .reservation:
      return nil
    }
  }

  /// The repair as it fits what little is known without the image.
  fileprivate func adapted(_ repair: Repair, _ risk: Repair.Risk) -> Repair {
    switch risk {
    case .capabilities:
      startsAsPlainUser ? repair : repair.keeping(ImageHabits.usual, of: self)
    case .privileges: cannotMissPrivileges && repair.isAddition ? .safe(repair.change) : repair
    case .writableRoot, .memory, .cpus, .processes, .logDriver, .clients, .egress, .waiting, .options,
      .hiddenFiles, .reservation:
      repair
    }
  }

  /// Whether it runs nothing but the program of an official image that is known to gain no privileges.
  private var cannotMissPrivileges: Bool {
    guard let image, !image.isUnknown, ImageHabits.gainsNothing(image.value),
      let habits = ImageHabits.of(image.value), !hasHooks, !section.has("entrypoint"),
      !section.has("build")
    else { return false }
    guard section.has("command") else { return true }
    guard let first = section.texts("command").first, !first.isUnknown else { return false }
    let word = first.value.prefix { $0 != " " }
    return word.hasPrefix("-") || habits.programs.contains(String(word))
  }

  /// Whether the service itself says that it starts as a user that is not root.
  private var startsAsPlainUser: Bool {
    guard let user = section.text("user"), !user.isUnknown else { return false }
    return Int(user.value.prefix { $0 != ":" }).map { $0 > 0 } ?? false
  }
}

extension CrossFacts {
  fileprivate func decide(_ repair: Repair, _ risk: Repair.Risk, _ policy: Policy) -> RepairDecision {
    switch risk {
    case .capabilities: capabilities(repair)
    case .writableRoot: writableRoot(repair)
    case .memory: memory(repair, policy)
    case .privileges: privileges(repair)
    case .cpus, .processes, .logDriver, .clients, .egress, .waiting, .options, .hiddenFiles, .reservation:
      .make(repair)
    }
  }

  /// A plain user has no capabilities that could be dropped, as long as no file gives it any. A program that starts as
  /// root gets those back that it is known to need.
  private func capabilities(_ repair: Repair) -> RepairDecision {
    guard start.isKnown, isUserKnown else {
      return .leave("its command or user is known only at run time")
    }
    if plainIdentity != nil, !service.hasHooks, hasNoHostFiles, !hasFilesThatGivePrivileges {
      return .make(.safe(repair.change))
    }
    let needed = neededCapabilities
    let kept = needed.isEmpty && plainIdentity == nil ? ImageHabits.usual : needed
    return .make(repair.keeping(kept, of: service))
  }

  /// What the program needs as far as its name, its entry point and its file tell, sorted.
  private var neededCapabilities: [String] {
    var needed: Set<String> = []
    if startsAsRoot {
      for name in programNames { needed.formUnion(ImageHabits.ofProgram(name)?.capabilities ?? []) }
      if stepDownProgram != nil { needed.formUnion(ImageHabits.stepDown) }
    }
    for word in start.programs {
      guard let file = program(word.text), let capabilities = fileCapabilities(of: file) else { continue }
      needed.formUnion(capabilities.names.map { String($0.dropFirst("CAP_".count)) })
    }
    return needed.sorted()
  }

  /// A program that is known to write gets a file system in memory where it does.
  private func writableRoot(_ repair: Repair) -> RepairDecision {
    guard start.isKnown, mounts.isComplete else {
      return .leave("its command or mounts are known only at run time")
    }
    let isMounted = { [self] (path: String) in mounts.over(image.canonical(path)) != nil }
    var paths = isMounted("/tmp") ? [] : ["/tmp"]
    for name in programNames.sorted() {
      for path in ImageHabits.writes(name).compactMap({ unwritable($0)?.path.shown })
      where !paths.contains(path) {
        paths.append(path)
      }
    }
    let root: Repair.Change =
      service.section.boolean("read_only").map { .replace($0.key, value: .text("true")) }
      ?? .add(to: service.key, path: ["read_only"], value: .text("true"))
    guard !paths.isEmpty else { return .make(.unsafe(root, .writableRoot)) }
    return .make(.unsafe(.all([root, .tmpfs(paths, of: service)]), .writableRoot))
  }

  /// The limit is set above what the program is set to take.
  private func memory(_ repair: Repair, _ policy: Policy) -> RepairDecision {
    guard let request = MemoryRequest.all(self).first else { return .make(repair) }
    guard service.resources.memory.effective.map({ $0.value.bytes <= 0 }) ?? true else {
      return .make(repair)
    }
    guard let value = policy.compose.repairedMemory(of: service, in: project, needed: request.bytes) else {
      return .leave(
        "the policy's maximum is below what its program is configured to use (\(request.text))")
    }
    let change = Repair.Change.limit(
      service.resources.memory.effective, own: "mem_limit", twin: "memory", value: value, of: service,
      in: project)
    return .make(.unsafe(change, .memory))
  }

  /// Where no file of the image gives a privilege, none can be gained.
  private func privileges(_ repair: Repair) -> RepairDecision {
    .make(hasNoHostFiles && !hasFilesThatGivePrivileges ? .safe(repair.change) : repair)
  }

  /// Whether everything that the container sees is of the image, or was made by it and its like.
  var hasNoHostFiles: Bool {
    mounts.isComplete
      && mounts.all.allSatisfy { mount in
        switch mount.kind {
        case .memory, .file, .volume: true
        case .bind, .other: false
        }
      }
  }

  /// Whether a visible file has a set-ID bit or capabilities.
  private var hasFilesThatGivePrivileges: Bool {
    if !image.capableFiles.isEmpty { return true }
    return image.occurrences { $0.kind == .file && $0.mode & 0o6000 != 0 }.contains { $0.state == .visible }
  }
}

extension Repair {
  /// The repair of capabilities that drops all, with those that stay.
  fileprivate func keeping(_ capabilities: [String], of service: Service) -> Repair {
    let added = Set(service.section.texts("cap_add").map { Capability($0.value).name })
    let missing = capabilities.filter { !added.contains($0) }
    guard !missing.isEmpty, !added.contains("ALL") else { return self }
    let back: Change =
      service.section.field("cap_add").map { list in
        .all(missing.map { .append(to: list.key, item: $0) })
      } ?? .add(to: service.key, path: ["cap_add"], value: .list(missing.map { .text($0) }))
    return .unsafe(.all([change, back]), .capabilities)
  }

  /// Whether it says what nobody has said yet, and takes no word back.
  fileprivate var isAddition: Bool {
    switch change {
    case .add, .append: true
    case .replace, .bind, .all: false
    }
  }
}

extension Service {
  /// Whether commands are started in the running container, as whom it may be.
  var hasHooks: Bool {
    section.has("post_start") || section.has("pre_stop")
  }
}
