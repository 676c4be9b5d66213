/// Who a container runs as, once the image's own account files are asked.
package enum RuntimeUser: Sendable, Hashable {
  /// The config names nobody, which means root.
  case notSet
  /// Root, by the name or number that the config has.
  case root(String)
  /// Anyone else; the number is nil where only a name is known and Windows or the like resolves it.
  case other(name: String, uid: UInt32?)
  /// A name that the image's passwd does not have.
  case unknown(String)
}

extension ImageFacts {
  /// The user of the config's `User`, without the group, as an engine would resolve it: the name through the
  /// image's own `/etc/passwd`, a number as it is.
  package var user: RuntimeUser {
    let name = config.execution.user.prefix { $0 != ":" }
    guard !name.isEmpty else { return .notSet }
    if let uid = UInt32(name) { return uid == 0 ? .root("0") : .other(name: String(name), uid: uid) }
    if let entry = facts.passwd?.users.first(where: { $0.name == name }) {
      return entry.uid == 0 ? .root(String(name)) : .other(name: String(name), uid: entry.uid)
    }
    return name == "root" ? .root("root") : .unknown(String(name))
  }

  /// The group that the config's `User` names and that the image's own `/etc/group` does not have; nil where it is
  /// known, is a number, or none is named.
  package var unknownGroup: String? {
    guard let colon = config.execution.user.firstIndex(of: ":") else { return nil }
    let name = String(config.execution.user[config.execution.user.index(after: colon)...])
    guard !name.isEmpty, name != "root", UInt32(name) == nil else { return nil }
    return facts.group?.group(named: name) == nil ? name : nil
  }
}
