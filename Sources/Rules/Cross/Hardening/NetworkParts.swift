import Compose
import Findings

extension HardenedPart {
  /// The change by which the project gets an internal network.
  static func addition(of network: String, to project: Project) -> Repair.Change {
    project.root["networks"] == nil
      ? .add(to: "", path: ["networks", network, "internal"], value: .text("true"))
      : .add(to: "networks", path: [network, "internal"], value: .text("true"))
  }

  /// The change by which a service joins a network beside its own.
  static func joining(_ network: String, _ service: Service) -> Repair.Change {
    guard let field = service.writtenNetworks else {
      return .add(to: service.key, path: ["networks"], value: .list([.text("default"), .text(network)]))
    }
    return field.value.isListOfNames
      ? .append(to: field.key, item: network) : .add(to: field.key, path: [network], value: .mapping([]))
  }

  /// The change by which a service joins a network in the place of one of its own.
  static func moving(to network: String, from old: String, _ service: Service) -> Repair.Change {
    guard let field = service.writtenNetworks else {
      return .add(to: service.key, path: ["networks"], value: .list([.text(network)]))
    }
    var attachments = service.attachments.filter { $0.network != old }
    let aliases = service.attachments.first { $0.network == old }?.aliases ?? []
    attachments.append(.init(network: network, aliases: aliases))
    return .replace(field.key, value: NetworkAttachment.value(attachments))
  }
}

/// A network with the names that a service has on it beside its own.
package struct NetworkAttachment: Sendable, Hashable {
  package let network: String
  package let aliases: [String]

  package init(network: String, aliases: [String] = []) {
    self.network = network
    self.aliases = aliases
  }

  /// A list where names suffice, else a mapping.
  package static func value(_ attachments: [NetworkAttachment]) -> Repair.Value {
    guard attachments.contains(where: { !$0.aliases.isEmpty }) else {
      return .list(attachments.map { .text($0.network) })
    }
    return .mapping(
      attachments.map { attachment in
        let aliases = Repair.Value.list(attachment.aliases.map { .text($0) })
        return .init(
          attachment.network, .mapping(attachment.aliases.isEmpty ? [] : [.init("aliases", aliases)]))
      })
  }
}

extension Service {
  /// The networks that it names; nil where it has the default network for want of others.
  var writtenNetworks: Field<Node>? {
    guard let field = section.field("networks"), field.value.mapping?.isEmpty == false else { return nil }
    return field
  }

  /// The networks that it names, with its aliases there.
  package var attachments: [NetworkAttachment] {
    section.entries("networks").map { name, field in
      let aliases = Section(field.value, key: field.key).texts("aliases").map(\.value)
      return NetworkAttachment(network: name, aliases: aliases)
    }
  }
}
