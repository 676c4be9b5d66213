/// Tells compose files from the YAML of other tools.
enum ComposeKind {
  private static let known: Set<String> = [
    "version", "name", "include", "services", "networks", "volumes", "secrets", "configs", "models",
  ]

  /// Why a document is no compose file; nil when it is one.
  static func refusal(of root: Node) -> String? {
    guard let mapping = root.mapping else { return "its top level is not a mapping" }
    if mapping.isEmpty { return "it is empty" }
    if mapping["apiVersion"] != nil, mapping["kind"] != nil { return "it is a Kubernetes manifest" }
    if mapping["jobs"] != nil, mapping["on"] != nil { return "it is a GitHub workflow" }
    if mapping["services"]?.mapping != nil || mapping["include"]?.items != nil { return nil }
    let foreign = mapping.keys.filter { !known.contains($0) && !$0.hasPrefix("x-") }
    if foreign.isEmpty { return nil }
    let isOldest = mapping.pairs.allSatisfy { $0.value["image"] != nil || $0.value["build"] != nil }
    if isOldest { return "it uses the oldest format, without \"services\", which Compose no longer reads" }
    return "it has \"\(foreign[0])\" but no \"services\""
  }
}
