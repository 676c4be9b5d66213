import Compose
import Findings
import Policies

/// Holds the files that one service mounts against what a policy asks of them.
struct MountedFileFaults {
  private(set) var matches: [Match] = []
  private(set) var unknown: [Incomplete] = []
  private let requirement: MountedFileRequirement
  private let service: Service

  init(_ requirement: MountedFileRequirement, of service: Service, in project: Project) {
    self.requirement = requirement
    self.service = service
    guard service.hasContainers, requirement.selector.fits(service, in: project) else { return }
    let mounts = requirement.mounts(of: service, in: project)
    if mounts.isEmpty, requirement.isRequired {
      add(
        service.place, "mounts no file at \(requirement.path.text), but the policy requires one",
        requirement.path.text)
    }
    for (path, mount) in mounts {
      guard
        let file = project.mountedFiles.first(where: { $0.service == service.name && $0.path == path })
      else { continue }
      switch file.content {
      case .bytes(let bytes): check(bytes, of: file, mount)
      case .unread(let why):
        unknown.append(
          Incomplete(what: "\(file.source), which service \(service.name) mounts at \(path)", why: why))
      }
    }
  }

  private mutating func check(_ bytes: [UInt8], of file: MountedFile, _ mount: Service.FileMount) {
    let seen = "mounts \(file.source) at \(file.path), which"
    for expression in requirement.contained {
      switch expression.find(in: bytes) {
      case .found: break
      case .absent:
        add(.compose(key: mount.key), "\(seen) does not contain '\(short(expression.text))'", expression.text)
      case .unknown: giveUp(expression, file)
      }
    }
    for expression in requirement.lacking {
      switch expression.find(in: bytes) {
      case .found(let place):
        let line = bytes[..<place].count { $0 == UInt8(ascii: "\n") } + 1
        add(
          .compose(key: mount.key), "\(seen) contains '\(short(expression.text))' on line \(line)",
          expression.text)
      case .absent: break
      case .unknown: giveUp(expression, file)
      }
    }
  }

  private mutating func giveUp(_ expression: TextExpression, _ file: MountedFile) {
    unknown.append(
      Incomplete(
        what: file.source,
        why: "the search for '\(short(expression.text))' took too long; simplify the expression"))
  }

  private mutating func add(_ place: SymbolicLocation, _ fault: String, _ subject: String) {
    let reason = requirement.reason
    let end = reason.isEmpty ? "" : " Reason: \(reason)" + (reason.hasSuffix(".") ? "" : ".")
    matches.append(
      Match(
        place, "Service \(service.name) \(fault).\(end)", subject: "\(requirement.path.text) \(subject)",
        severity: requirement.severity))
  }
}

extension UncheckedRequirements {
  /// What is asked of files that services mount and could not be judged.
  package static func of(_ project: Project, _ policy: Policy, isOn: (String) -> Bool) -> [Incomplete] {
    guard isOn("compose-wrong-mounted-file") else { return [] }
    return project.services.flatMap { service in
      policy.compose.mountedFiles.flatMap { MountedFileFaults($0, of: service, in: project).unknown }
    }
  }
}
