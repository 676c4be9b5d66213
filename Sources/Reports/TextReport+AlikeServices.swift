import Findings

/// What several services lack alike, in one line with their names: one by one, such findings hide what is particular.
///
/// Only the text changes; each finding stays in the report and counts, and `--all` lists each.
struct AlikeServices {
  /// What the services lack or keep, as it reads before their names.
  let name: String
  /// One for each service, in the report's order.
  private var findings: [Finding] = []

  /// nil for a rule whose findings say more than the service's name.
  init?(_ finding: Finding) {
    guard let name = Self.names[finding.rule], finding.alsoRules == nil,
      finding.severity <= .low || finding.rule != Self.sharedNetwork
    else { return nil }
    self.name = name
  }

  mutating func add(_ finding: Finding) {
    if finding.isInService { findings.append(finding) }
  }

  /// Whether there are so many of them that one line serves readers better.
  func replaces(_ count: Int) -> Bool { findings.count == count && count >= Self.fewest }

  /// The names, and the lines of each file where they stand.
  var lines: [String] {
    var files: [(name: String, lines: [Int])] = []
    for finding in findings {
      let file = finding.file ?? ""
      if files.last?.name != file {
        if files.count == Self.mostFiles { break }
        files.append((file, []))
      }
      if let line = finding.location.line { files[files.count - 1].lines.append(line) }
    }
    let shown = findings.prefix(Self.most).compactMap(\.serviceName).joined(separator: ", ")
    let more = findings.count > Self.most ? " and \(findings.count - Self.most) more" : ""
    return ["\(name): \(shown)\(more)"]
      + files.map { file in
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
  var serviceName: String? { file == nil ? nil : key.flatMap { Key.service(of: $0) } }

  /// Whether it is in one.
  var isInService: Bool { file != nil && key.map { Key.isInService($0) } == true }
}
