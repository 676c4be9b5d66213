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
    for project in projects {
      var reached: [String: Exposure] = [:]
      for service in project.services {
        let exposure = Exposure(of: service, in: project)
        reached[service.name] = exposure
        guard case .image(let number, _) = matching.answer(for: service, in: project) else { continue }
        let name = matching.images[number].name
        images[name] = images[name].map { min($0, exposure) } ?? exposure
      }
      for file in project.composeFiles {
        // A file of several projects: the most exposed use of a service counts.
        services[file, default: [:]].merge(reached, uniquingKeysWith: min)
      }
    }
  }

  /// The findings by severity, then by who reaches their service, then by what an attacker gains; of equals as `ranked()`
  /// has them.
  func sorted(_ findings: [Finding]) -> [Finding] {
    var gains: [String: AttackersGain] = [:]
    let ranks = findings.rankedPositions().enumerated().map { position, index in
      let rule = findings[index].rule
      let gain = gains[rule] ?? AttackersGain.of(rule)
      gains[rule] = gain
      return Rank(
        severity: findings[index].severity, isOfBase: findings[index].origin == .base,
        exposure: exposure(of: findings[index]), gain: gain, position: position, index: index)
    }
    return ranks.sorted().map { findings[$0.index] }
  }

  /// Where a finding comes: all that is asked of it in one number, since a report may have many.
  private struct Rank: Comparable {
    /// Severity, base, exposure and gain in one number.
    let weight: Int
    /// Among those of the same weight.
    let position: Int
    let index: Int

    init(
      severity: Severity, isOfBase: Bool, exposure: Exposure, gain: AttackersGain, position: Int, index: Int
    ) {
      let grave = Severity.critical.rank - severity.rank
      weight = grave << 12 | (isOfBase ? 1 : 0) << 8 | exposure.rawValue << 4 | gain.rawValue
      (self.position, self.index) = (position, index)
    }

    static func < (left: Rank, right: Rank) -> Bool {
      left.weight == right.weight ? left.position < right.position : left.weight < right.weight
    }
  }

  private func exposure(of finding: Finding) -> Exposure {
    if let image = finding.location.image { return images[image] ?? .project }
    guard let file = finding.location.file, let exposures = services[file],
      let name = finding.location.key.flatMap({ Key.service(of: $0) })
    else { return .project }
    return exposures[name] ?? .project
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
    "cross-root-user", "image-disabled-certificate-check", "image-enabled-debugger", "image-root-user",
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
