import Findings

/// What several services lack alike, in one line with their names: one by one, such findings hide what is particular.
///
/// Only the text changes; each finding stays in the report and counts, and `--all` lists each.
struct AlikeServices {
  /// What the services lack or keep, as it reads before their names.
  let name: String
  /// Each service with its place, in the report's order.
  private(set) var services: [(name: String, location: Location)] = []

  /// nil for a rule whose findings say more than the service's name.
  init?(_ finding: Finding) {
    guard let name = Self.names[finding.rule], finding.alsoRules == nil,
      finding.severity <= .low || finding.rule != Self.sharedNetwork
    else { return nil }
    self.name = name
  }

  mutating func add(_ finding: Finding) {
    guard let service = finding.serviceName else { return }
    services.append((service, finding.location))
  }

  /// Whether there are so many of them that one line serves readers better.
  func replaces(_ count: Int) -> Bool { services.count == count && count >= Self.fewest }

  /// The names, and the lines of each file where they stand.
  var lines: [String] {
    var files: [(name: String, lines: [Int])] = []
    for service in services {
      let file = service.location.file ?? ""
      if files.last?.name != file { files.append((file, [])) }
      if let line = service.location.line { files[files.count - 1].lines.append(line) }
    }
    let shown = services.prefix(Self.most).map(\.name).joined(separator: ", ")
    let more = services.count > Self.most ? " and \(services.count - Self.most) more" : ""
    return ["\(name): \(shown)\(more)"]
      + files.prefix(Self.mostFiles).map { file in
        let lines = file.lines.prefix(Self.most).map(String.init).joined(separator: ", ")
        return "  at \(file.name):\(lines)" + (file.lines.count > Self.most ? ", ..." : "")
      }
  }

  private static let fewest = 3
  /// Services that are named.
  private static let most = 12
  private static let mostFiles = 3

  private static let sharedNetwork = "compose-edge-beside-data-store"

  private static let names = HardeningDefaults.names.merging(
    [
      "compose-unlimited-memory": "no memory limit",
      "compose-no-health-check": "no health check of their own",
      "compose-data-store-egress": "data stores with a way out",
      sharedNetwork: "exposed, and on a network with data stores that they do not use",
    ]) { own, _ in own }
}

extension Finding {
  /// The service whose part of a compose file the finding is in.
  var serviceName: String? { file == nil ? nil : Self.serviceName(of: key) }

  /// The service that a compose file's key leads to.
  static func serviceName(of key: String?) -> String? {
    guard let key, key.utf8.starts(with: "services".utf8) else { return nil }
    let rest = key.utf8.dropFirst("services".utf8.count)
    if rest.starts(with: "[\"".utf8) {
      let quoted = Substring(rest.dropFirst(2))
      return String(quoted[..<(quoted.start(of: "\"]") ?? quoted.endIndex)])
    }
    return String(Substring(rest.dropFirst().prefix { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "[") }))
  }
}
