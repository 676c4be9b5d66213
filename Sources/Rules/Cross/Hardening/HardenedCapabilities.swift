import Compose
import Findings
import Images

extension CrossFacts {
  /// No capability but those that ports, the program's own switch of users and the capabilities of its file need.
  var hardenedCapabilities: Derivation {
    let drops = service.section.texts("cap_drop")
    let adds = service.section.texts("cap_add")
    if (drops + adds).contains(where: \.isUnknown) {
      return .unknown("its capabilities are known only at run time")
    }
    if drops.contains(where: { Capability($0.value).name == "ALL" }) { return .kept }
    if isPrivileged { return .unknown("privileged: true gives it all capabilities") }
    if adds.contains(where: { Capability($0.value).name == "ALL" }) {
      return .unknown("the compose file adds all capabilities itself")
    }
    if let reason = unknownStart { return .unknown(reason) }
    return plainIdentity.map(capabilitiesOf)
      ?? (startsAsRoot ? capabilitiesOfRoot : .unknown("its user is not known"))
  }

  private func capabilitiesOf(_ identity: ProcessIdentity) -> Derivation {
    let wanted = capabilitiesOfFiles
    guard hasNoNewPrivileges || hasNoHostFiles && filesThatGivePrivileges.isEmpty || !wanted.isEmpty else {
      return .unknown("a program with a set-ID bit that it starts could need capabilities")
    }
    guard wanted.isEmpty else {
      return dropAll(
        keeping: wanted, "User \(identity.uid) has only the capabilities of the program's file.",
        "The file of the program bears them, and the kernel does not start it without.")
    }
    return dropAll(
      keeping: [], "User \(identity.uid) has no capability, and nothing in the container gives it one.", "")
  }

  private var capabilitiesOfRoot: Derivation {
    let names = programNames.sorted()
    if let tool = stepDownProgram {
      return dropAll(
        keeping: ImageHabits.stepDown + portCapabilities(names),
        "The container starts as root, but uses few capabilities.",
        "The entry point hands directories over, then \(tool.path.name) switches the user.")
    }
    guard let name = compiledName else { return .unknown(unknownProgram) }
    guard let habits = ImageHabits.ofProgram(name), !habits.capabilities.isEmpty else {
      return .unknown("which capabilities \(name) uses as root does not show in its image")
    }
    let own = habits.capabilities.filter { $0 != "NET_BIND_SERVICE" }
    return dropAll(
      keeping: own + portCapabilities(names) + capabilitiesOfFiles,
      "The container starts as root, but uses few capabilities.",
      "\(name) starts as root and switches the user of its processes.")
  }

  private func dropAll(keeping capabilities: [String], _ reason: String, _ why: String) -> Derivation {
    let added = Set(service.section.texts("cap_add").map { Capability($0.value).name })
    let kept = Set(capabilities).subtracting(added).sorted()
    let drop = HardenedPart(.items("cap_drop", ["ALL"]), because: reason)
    return .tighten(kept.isEmpty ? [drop] : [drop, HardenedPart(.items("cap_add", kept), because: why)])
  }

  /// What the files of the programs that it starts bear, without `CAP_`.
  private var capabilitiesOfFiles: [String] {
    let names = start.programs.flatMap { word in
      program(word.text).flatMap(fileCapabilities)?.names ?? []
    }
    return Set(names).map { String($0.dropFirst("CAP_".count)) }.sorted()
  }

  /// The right to listen below 1024, where the program is known to do so and the service or its image names such a port,
  /// or none.
  private func portCapabilities(_ names: [String]) -> [String] {
    guard
      names.contains(where: { ImageHabits.ofProgram($0)?.capabilities.contains("NET_BIND_SERVICE") == true })
    else { return [] }
    let ports = image.exposedPorts.map(\.numbers.lowerBound) + service.ports.map(\.target.ports.lowerBound)
    return ports.isEmpty || ports.contains { $0 < 1024 } ? ["NET_BIND_SERVICE"] : []
  }
}
