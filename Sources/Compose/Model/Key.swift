import Findings

extension Key {
  /// A key's part of a place: `.name`, or `["name"]` for a name with dots, brackets or spaces in it.
  package static func component(_ key: String) -> String {
    text(of: key, below: "")
  }

  /// The text of a place with a key's part behind it, made at once.
  private static func text(of key: String, below place: String) -> String {
    let isPlain =
      !key.isEmpty && key.utf8.allSatisfy { $0.startsName || (0x30...0x39).contains($0) || $0 == 0x2D }
    var text = ""
    text.reserveCapacity(place.utf8.count + key.utf8.count + (isPlain ? 1 : 4))
    text += place
    text += isPlain ? "." : "[\""
    text += key
    if !isPlain { text += "\"]" }
    return text
  }

  /// The text of a place along keys below another one; an empty key is the top of the project.
  static func place(_ path: [String], below key: Key) -> String {
    let text = path.reduce(key.text) { $0 + component($1) }
    return key.text.isEmpty && text.hasPrefix(".") ? String(text.dropFirst()) : text
  }

  /// The place of a service.
  package static func service(_ name: String) -> String { "services" + component(name) }

  /// Whether a place is that of a service's networks, which are a mapping in the model even where a file lists names.
  static func isNetworks(_ text: String) -> Bool {
    service(of: text).map { text == service($0) + ".networks" } ?? false
  }

  /// The place of a variable in an environment file: `variables[".env"].NAME`.
  package static func variable(_ name: String, in file: String) -> String {
    "variables\(component(file))\(component(name))"
  }

  /// The name of the service that it is in; nil for places outside services.
  package var service: String? { Self.service(of: text) }

  /// The key of a value below.
  package func below(_ pair: Mapping.Pair) -> Key {
    Key(
      text.isEmpty ? pair.key : Self.text(of: pair.key, below: text), site: ResolvedLocation(pair.value, pair)
    )
  }

  /// The key of an item of the list that this is the key of.
  package func item(_ index: Int, _ node: Node) -> Key {
    Key("\(text)[\(index)]", site: ResolvedLocation(node, nil))
  }
}
