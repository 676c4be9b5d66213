import Findings
import Images
import Policies

/// One of the things that an image has several of.
struct TraitValue {
  /// All the ways to call it, the usual one first.
  let names: [String]
  /// What it is set to; empty for things that are just there.
  var value = ""
  let place: SymbolicLocation
}

extension ImageFacts {
  /// All that the image has of a trait, in a stable order.
  func values(of trait: Trait) -> [TraitValue] {
    let config = config.execution
    switch trait {
    case .label:
      return config.labels.sorted { $0.key < $1.key }.map {
        TraitValue(names: [$0.key], value: $0.value, place: .config("Labels.\($0.key)"))
      }
    case .tag:
      return references.compactMap { reference in
        reference.tag.map { TraitValue(names: [$0, reference.description], place: .image) }
      }
    case .user: return [TraitValue(names: userNames, place: .config("User"))]
    case .port:
      return config.exposedPorts.sorted().map {
        TraitValue(names: Self.names(port: $0), place: .config("ExposedPorts.\($0)"))
      }
    case .volume:
      return config.volumes.sorted().map { path in
        let bare = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        return TraitValue(names: [bare, path], place: .config("Volumes.\(path)"))
      }
    case .variable:
      return config.environment.enumerated().map { index, text in
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
          String.init)
        return TraitValue(
          names: [parts.first ?? ""], value: parts.dropFirst().first ?? "", place: .config("Env[\(index)]"))
      }
    case .base: return baseImageName.map { [TraitValue(names: Self.names(base: $0), place: .image)] } ?? []
    }
  }

  /// The user as the config writes it, and its name and number as the image's passwd has them.
  private var userNames: [String] {
    let text = config.execution.user
    let name = String(text.prefix { $0 != ":" })
    guard !name.isEmpty else { return ["root", "0"] }
    var names = [text, name]
    if let number = UInt32(name) {
      names += (facts.passwd?.users ?? []).filter { $0.uid == number }.map(\.name)
      if number == 0 { names.append("root") }
    } else if let user = facts.passwd?.user(named: name) {
      names.append(String(user.uid))
    } else if name == "root" {
      names.append("0")
    }
    return names
  }

  /// `8080/tcp` and `8080` are the same port.
  private static func names(port: String) -> [String] {
    if port.hasSuffix("/tcp") { return [String(port.dropLast(4)), port] }
    return port.contains("/") ? [port] : [port, port + "/tcp"]
  }

  /// With and without tag, digest and Docker's own registry.
  private static func names(base: String) -> [String] {
    let reference = ImageReference(base)
    var names = [base, reference.name + (reference.tag.map { ":" + $0 } ?? ""), reference.name]
    for registry in ["docker.io/library/", "docker.io/", "index.docker.io/library/", "index.docker.io/"] {
      names += names.filter { $0.hasPrefix(registry) }.map { String($0.dropFirst(registry.count)) }
    }
    return names
  }
}
