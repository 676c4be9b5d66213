extension SecretType {
  /// Every built-in type that is found by a pattern, in the order of the families' files.
  package static let patterns = Array(
    [
      sourceControl, buildAndDelivery, registries, amazonAndGoogle, azure, otherClouds, messaging, payments,
      artificialIntelligence, dataAndObservability, software, keys, headers, writings, commandLines,
      statements,
      services, operations, scripts, developerVendors, modelVendors, commerceVendors, businessVendors,
      platformVendors, wallets, generic, calls,
    ].joined())
}

extension SecretType {
  /// Every type: those found by a pattern, and those that a file's format tells.
  package static let all: [SecretType] = patterns + StructuredFile.types + KeyContainer.allCases.map(\.type)

  /// Whether a pattern finds it; if not, its file's format tells.
  package var hasPattern: Bool { !pattern.isEmpty }

  /// A path at which the type's examples are found.
  package var examplePath: String { StructuredFile.examplePaths[id] ?? "srv/app/run.conf" }
}
