import Foundation
import Transfer

/// Whether an image that is named is fetched from its registry.
package enum PullChoice: String, Sendable, Hashable, CaseIterable {
  /// Engines only.
  case never
  /// From the registry if no engine has it.
  case missing
  /// From the registry, whatever engines have.
  case always
}

/// How images that are named are looked for.
package struct SourceOptions: Sendable {
  package var pull = PullChoice.missing
  /// Whether inputs are names, never files, and without schemes: what a compose file names is neither trusted to read
  /// files nor to choose where images come from.
  package var takesNamesOnly = false
  /// Whether no connection may be opened at all.
  package var isOffline = false
  /// Hosts, perhaps with a port, whose certificates are not checked and that may speak plain HTTP.
  package var insecureRegistries: [String] = []
  /// A file of certificates of authorities for registries; nil for the system's.
  package var authorities: String?
  /// The variables of the caller.
  package var environment: [String: String] = [:]
  /// The caller's home; nil where there is none.
  package var home: String?
  /// Where the system keeps what belongs to no user; another one only in tests.
  package var systemRoot = ""
  package var limits = TransferLimits()

  package init() {}

  /// A variable that is set and not empty.
  func variable(_ name: String) -> String? {
    guard let value = environment[name], !value.isEmpty else { return nil }
    return value
  }
}
