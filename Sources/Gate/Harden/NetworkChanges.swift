import Compose
import Findings
import Rules

/// The networks that services join and leave, one service after the other: an override file states all networks of a
/// service at once.
struct NetworkChanges {
  private struct Change {
    var joined: [NetworkAttachment] = []
    var left: Set<String> = []
    var reasons: [String] = []
  }

  private var changes: [String: Change] = [:]
  private var services: [String] = []
  private var aliasesFrom: [String: [String: String]] = [:]

  init(_ parts: [HardenedPart]) {
    for part in parts {
      switch part.value {
      case .joins(let service, let network):
        add(service, network, part.reason)
      case .leaves(let service, let old, let network):
        add(service, network, part.reason)
        changes[service]?.left.insert(old)
        aliasesFrom[service, default: [:]][network] = old
      case .text, .items, .loopback, .internalNetwork, .newNetwork: continue
      }
    }
  }

  private mutating func add(_ service: String, _ network: String, _ reason: String) {
    if changes[service] == nil { services.append(service) }
    changes[service, default: Change()].joined.append(NetworkAttachment(network: network))
    changes[service]?.reasons.append(reason)
  }

  func entries(of project: Project) -> [OverrideFile.Entry] {
    services.compactMap { name in
      guard let change = changes[name], let service = project.service(name) else { return nil }
      let written = service.attachments
      let joined = change.joined.map { attachment in
        let old = aliasesFrom[name]?[attachment.network]
        let aliases = written.first { $0.network == old }?.aliases ?? []
        return NetworkAttachment(network: attachment.network, aliases: aliases)
      }
      let isImplicit = written.isEmpty
      let before = isImplicit ? [NetworkAttachment(network: "default")] : written
      let kept = before.filter { !change.left.contains($0.network) }
      let isReplaced = !isImplicit && !change.left.isEmpty
      let attachments = isReplaced || isImplicit ? kept + joined : joined
      return OverrideFile.Entry(
        path: ["services", name, "networks"], value: NetworkAttachment.value(attachments),
        comment: change.reasons.joined(separator: " "), replaces: isReplaced)
    }
  }
}
