extension SecretType {
  /// Every built-in type that is found by a pattern, in the order of the families' files.
  package static let patterns: [SecretType] =
    sourceControl + buildAndDelivery + registries + amazonAndGoogle + azure + otherClouds + messaging
    + payments + artificialIntelligence + dataAndObservability + software + keys + generic
}
