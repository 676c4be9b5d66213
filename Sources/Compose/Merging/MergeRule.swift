/// How Compose merges a value of a later file over that of an earlier one.
indirect enum MergeRule: Sendable {
  /// Mappings key by key, lists one after the other, anything else replaced.
  case standard([String: MergeRule] = [:], others: MergeFallback = .standard)
  /// The later value alone.
  case replace
  /// Lists one after the other, each text once.
  case distinct
  /// Lists one after the other; of entries with the same identity the last.
  case unique(Identity)
  /// Lists one after the other; mappings with the same identity become one, key by key.
  case joined(Identity)
  /// Options are merged only when both name the same driver or one names none.
  case logging

  /// The rule for the keys that a table does not name.
  enum MergeFallback: Sendable {
    case standard
    case replace
    /// Networks a service joins.
    case attachment
    /// A service among services.
    case service
    /// A network among networks.
    case network
  }

  /// What makes two entries of a list the same.
  enum Identity: Sendable {
    case port
    case target
    case secretTarget
    case configTarget
    case path
    case subnet
  }
}

extension MergeRule {
  static let file = MergeRule.standard([
    "services": .standard(others: .service),
    "networks": .standard(others: .network),
  ])

  static let service = MergeRule.standard([
    "build": .standard([
      "secrets": .unique(.secretTarget), "tags": .distinct, "cache_from": .distinct, "cache_to": .distinct,
      "platforms": .distinct, "entitlements": .distinct, "extra_hosts": .distinct,
    ]),
    "cap_add": .distinct,
    "cap_drop": .distinct,
    "command": .replace,
    "configs": .unique(.configTarget),
    "devices": .unique(.target),
    "dns": .distinct,
    "dns_opt": .distinct,
    "dns_search": .distinct,
    "entrypoint": .replace,
    "env_file": .unique(.path),
    "expose": .distinct,
    "external_links": .distinct,
    "extra_hosts": .distinct,
    "healthcheck": .standard(["test": .replace]),
    "label_file": .distinct,
    "links": .distinct,
    "logging": .logging,
    "networks": .standard(others: .attachment),
    "ports": .unique(.port),
    "profiles": .distinct,
    "secrets": .unique(.secretTarget),
    "tmpfs": .distinct,
    "ulimits": .standard(others: .replace),
    "volumes": .unique(.target),
    "volumes_from": .distinct,
  ])

  static let network = MergeRule.standard(["ipam": .standard(["config": .joined(.subnet)])])
  static let attachment = MergeRule.standard(["aliases": .distinct, "link_local_ips": .distinct])

  /// The rule for what stands under a key.
  func under(_ key: String) -> MergeRule {
    guard case .standard(let rules, let others) = self else { return .standard() }
    if let rule = rules[key] { return rule }
    switch others {
    case .standard: return .standard()
    case .replace: return .replace
    case .attachment: return .attachment
    case .service: return .service
    case .network: return .network
    }
  }
}

extension MergeRule.Identity {
  /// The identity of an entry in its long form; nil for an entry that equals no other.
  func of(_ node: Node) -> String? {
    switch self {
    case .port:
      guard let target = node["target"]?.text else { return nil }
      let address = node["host_ip"]?.text ?? "0.0.0.0"
      return "\(address):\(node["published"]?.text ?? ""):\(target)/\(node["protocol"]?.text ?? "tcp")"
    case .target: return node["target"]?.text ?? node["source"]?.text
    case .secretTarget:
      return node["target"]?.text.map { $0.hasPrefix("/") ? $0 : "/run/secrets/\($0)" }
        ?? node["source"]?.text.map { "/run/secrets/\($0)" }
    case .configTarget: return node["target"]?.text ?? node["source"]?.text.map { "/\($0)" }
    case .path: return node["path"]?.text
    case .subnet: return node["subnet"]?.text
    }
  }
}
