import Rules

extension ZoneCheck {
  /// The zones and what they forbid, as lines for people.
  package var text: String {
    let lines = zones.map { zone in
      let names = zone.members.map { $0.hasPrefix("service ") ? String($0.dropFirst(8)) : $0 }
      return "zone \(zone.name) (\(zone.reach)): \(names.joined(separator: ", "))"
    }
    return (lines + breaches.map { "forbidden: \($0.message)" }).map { $0 + "\n" }.joined()
  }
}
