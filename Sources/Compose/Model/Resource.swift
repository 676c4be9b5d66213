import Findings

/// A network of the effective model.
package struct Network: Sendable {
  package let name: String
  package let key: Key
  package let section: Section
  /// Whether no file defines it: the default network of Compose.
  package let isImplicit: Bool

  /// Created elsewhere: who else is on it is not known.
  package var isExternal: Bool { section.boolean("external")?.value ?? false }
  /// Without a gateway: nothing goes out, nothing is published.
  package var isInternal: Bool { section.boolean("internal")?.value ?? false }
  package var driver: String? { section.text("driver")?.value }
  /// Whether containers get addresses of the network around the host.
  package var isOnLocalNetwork: Bool { driver == "macvlan" || driver == "ipvlan" }

  package func option(_ name: String) -> Field<String>? { section.text("driver_opts", name) }

  /// Whether its members cannot talk to each other.
  package var isolatesMembers: Bool {
    option("com.docker.network.bridge.enable_icc").map { $0.value.lowercased() == "false" } ?? false
  }

  /// Where ports are published when a service names no address.
  package var defaultAddress: Field<String>? { option("com.docker.network.bridge.host_binding_ipv4") }
}

/// A named volume of the effective model.
package struct Volume: Sendable {
  package let name: String
  package let key: Key
  package let section: Section

  package var isExternal: Bool { section.boolean("external")?.value ?? false }

  /// The host path that the volume in truth binds, with its place.
  package var boundPath: Field<String>? {
    let driver = section.text("driver")?.value ?? "local"
    guard driver == "local", let device = section.text("driver_opts", "device") else { return nil }
    let type = section.text("driver_opts", "type")?.value ?? ""
    let options = (section.text("driver_opts", "o")?.value ?? "").split(separator: ",")
    let isBind = options.contains { $0 == "bind" || $0 == "rbind" }
    guard isBind || type == "none", device.value.hasPrefix("/") || isBind else { return nil }
    return device
  }
}

/// A secret or config of the effective model.
package struct SecretOrConfig: Sendable {
  package let name: String
  package let key: Key
  package let section: Section

  package var isExternal: Bool { section.boolean("external")?.value ?? false }
}
