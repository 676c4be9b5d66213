import Compose
import Findings
import Images
import Rules

/// The order in which reports list findings of one severity: what is reached from outside first, then what gives an
/// attacker most, so that a reader sees first what would be used first.
struct FindingOrder {
  /// Who reaches a service, by the compose files of its project and its name.
  private var services: [String: [String: Exposure]] = [:]
  /// Who reaches the services that run an image, by the image's name.
  private var images: [String: Exposure] = [:]

  init(_ projects: [Project], _ matching: ImageMatching) {
    let exposures = projects.sideBySide { project in
      Dictionary(project.services.map { ($0.name, Exposure(of: $0, in: project)) }) { $1 }
    }
    for (project, exposures) in zip(projects, exposures) {
      for file in project.composeFiles {
        // A file of several projects: the most exposed use of a service counts.
        services[file, default: [:]].merge(exposures, uniquingKeysWith: min)
      }
      guard !matching.images.isEmpty else { continue }
      for service in project.services {
        guard case .image(let number, _) = matching.answer(for: service, in: project),
          let exposure = exposures[service.name]
        else { continue }
        let name = matching.images[number].name
        images[name] = images[name].map { min($0, exposure) } ?? exposure
      }
    }
  }

  /// The findings by severity, then by who reaches their service, then by what an attacker gains; of equals as `ranked()`
  /// has them.
  func sorted(_ findings: [Finding]) -> [Finding] {
    // A report has many findings and few ranks: so ranks are sorted, and findings only handed to them.
    let pieces = findings.indices.pieces.sideBySide { piece in
      var positions: [Rank: [Int]] = [:]
      // Findings of one project stand together.
      var known: (file: String, services: [String: Exposure])?
      for index in piece {
        positions[rank(of: findings[index], &known), default: []].append(index)
      }
      return positions
    }
    var positions: [Rank: [Int]] = [:]
    for piece in pieces { positions.merge(piece) { $0 + $1 } }
    return positions.sorted { $0.key < $1.key }.flatMap { $0.value.map { findings[$0] } }
  }

  /// What decides where a finding comes; those of one rank keep their order.
  private struct Rank: Hashable, Comparable {
    /// Severity, base and exposure in one number.
    let weight: Int
    let rule: String

    static func < (left: Rank, right: Rank) -> Bool {
      (left.weight, left.gain, left.rule) < (right.weight, right.gain, right.rule)
    }

    private var gain: Int { AttackersGain.of(rule).rawValue }
  }

  /// - Parameter known: the file that was asked for last, with what its services are exposed to.
  private func rank(of finding: Finding, _ known: inout (file: String, services: [String: Exposure])?) -> Rank
  {
    let grave = Severity.critical.rank - finding.severity.rank
    let isOfBase = finding.origin == .base ? 1 : 0
    let exposure = exposure(of: finding, &known)
    return Rank(weight: grave << 8 | isOfBase << 4 | exposure.rawValue, rule: finding.rule)
  }

  private func exposure(
    of finding: Finding, _ known: inout (file: String, services: [String: Exposure])?
  ) -> Exposure {
    if let image = finding.image { return images[image] ?? .project }
    guard let file = finding.file, let name = finding.key.flatMap({ Key.service(of: $0) }) else {
      return .project
    }
    if known?.file != file { known = (file, services[file] ?? [:]) }
    return known?.services[name] ?? .project
  }
}

/// What somebody who attacks a container has of a finding.
enum AttackersGain: Int, CaseIterable {
  /// A way in, a credential, root, or the host.
  case access
  /// What makes the next step easier.
  case help
  /// Nothing: what is reported costs the operator, not the defence.
  case nothing

  static func of(_ rule: String) -> AttackersGain {
    if accessRules.contains(rule) || rule.hasPrefix("secret-") { return .access }
    return costRules.contains(rule) ? .nothing : .help
  }

  static let accessRules: Set<String> = [
    "compose-added-capability", "compose-any-device", "compose-committed-env",
    "compose-disabled-certificate-check",
    "compose-enabled-debugger", "compose-engine-over-network", "compose-engine-socket", "compose-host-device",
    "compose-host-namespace", "compose-host-network", "compose-host-path", "compose-literal-credential",
    "compose-no-password", "compose-open-build-context", "compose-open-port", "compose-password-off",
    "compose-privileged", "compose-privileged-build", "compose-privileged-hook", "compose-root-user",
    "compose-seccomp-off", "compose-unmasked-paths", "cross-baked-secret", "cross-development-start",
    "cross-password-off", "cross-root-user", "image-disabled-certificate-check", "image-enabled-debugger",
    "image-root-user",
    "image-secret-build-argument", "image-secret-command", "image-secret-environment", "image-secret-label",
    "layer-authorized-keys", "layer-autostart-download", "layer-credential-file", "layer-empty-password",
    "layer-env-file", "layer-miner",
    "layer-password-hash", "layer-powerful-capability", "layer-preloaded-library", "layer-private-key",
    "layer-registry-config", "layer-second-root", "layer-ssh-host-key", "layer-sudo-without-password",
  ]

  static let costRules: Set<String> = [
    "compose-endless-restart", "compose-health-check-off", "compose-idle-health-check", "compose-ignored-key",
    "compose-inert-port", "compose-large-shm", "compose-legacy-link", "compose-limit-below-reservation",
    "compose-limit-too-high", "compose-limit-too-low", "compose-lost-signal", "compose-no-health-check",
    "compose-no-log", "compose-no-restart", "compose-overcommitted-host", "compose-small-memory-limit",
    "compose-unbounded-budget", "compose-unhealthy-start", "compose-unlimited-cpu", "compose-unlimited-log",
    "compose-unlimited-memory", "compose-unlimited-pids", "compose-unlimited-swap", "compose-unused-secret",
    "cross-anonymous-volume", "cross-full-disk", "cross-no-health-check", "cross-small-memory-limit",
    "cross-unused-port", "image-duplicate-file", "image-lost-signal", "image-no-health-check",
    "image-too-large",
    "image-too-many-layers", "image-wasted-space", "layer-overwritten-bytes", "layer-deleted-bytes",
    "layer-rewritten-bytes", "layer-system-package-cache", "layer-language-package-cache", "layer-too-large",
  ]
}
