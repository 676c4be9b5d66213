import Compose
import Findings
import Policies

extension Rule.Check {
  /// A check that looks at one service at a time.
  static func service(_ check: @escaping @Sendable (Service, Project, Policy) -> [Match]) -> Rule.Check {
    .compose { project, policy in project.services.flatMap { check($0, project, policy) } }
  }
}

extension Field {
  /// The field's place.
  var place: SymbolicLocation { .compose(key: key) }
}

extension Service {
  /// The service's own place, for what it does not say.
  var place: SymbolicLocation { .compose(key: key) }

  /// Whether the containers are Compose's own: a provider's service has none.
  package var hasContainers: Bool { !section.has("provider") }

  /// Whether the files name what it runs. Without image and build they only add to others, which may say what is missing.
  var saysWhatRuns: Bool {
    hasContainers && (section.has("image") || section.has("build"))
  }

  /// The values of `security_opt` split at the first `:` or `=`.
  package var securityOptions: [(name: String, value: String, field: Field<String>)] {
    section.texts("security_opt").map { field in
      let parts = field.value.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == ":" || $0 == "=" }
      return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "", field)
    }
  }

  /// The options of `security_opt` that switch a protection of the kernel off, each a finding.
  func options(_ name: String, _ value: String, switchOff protection: String) -> [Match] {
    securityOptions.filter { $0.name == name && $0.value == value }.map { option in
      Match(
        option.field.place, "Service \(self.name) switches \(protection) off with \"\(option.field.value)\".")
    }
  }

  /// Whether every process starts as a plain user and none can gain anything: capabilities are then never in effect.
  var cannotGainPrivileges: Bool {
    guard let user = section.text("user"), !user.isUnknown,
      let number = Int(user.value.prefix { $0 != ":" }), number > 0
    else { return false }
    let hooks = section.sections("post_start") + section.sections("pre_stop")
    guard hooks.isEmpty, let option = securityOptions.last(where: { $0.name == "no-new-privileges" }) else {
      return false
    }
    return !option.field.isUnknown && option.value.lowercased() != "false"
  }

  /// Bytes that count as memory whatever the program does: shared memory and file systems in memory of a stated size.
  var promisedMemory: Int {
    let shared = section.size("shm_size").map { [$0.value.bytes] } ?? []
    let mounted = section.texts("tmpfs").compactMap { field in
      field.value.split(whereSeparator: { $0 == ":" || $0 == "," }).lazy.compactMap { option in
        option.hasPrefix("size=") ? ByteSize(String(option.dropFirst("size=".count)))?.bytes : nil
      }.first
    }
    let volumes = mounts.compactMap { $0.section.size("tmpfs", "size")?.value.bytes }
    return (shared + mounted + volumes).reduce(0) { $0 + min(max(0, $1), 1 << 50) }
  }
}
