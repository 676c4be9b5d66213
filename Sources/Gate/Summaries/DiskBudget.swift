import Findings
import Images
import Policies
import Reports
import Rules

extension HostBudget {
  /// The table of the projects with a row for the disk that images need; nil where nothing is to be said.
  init?(_ projects: HostBudget?, _ host: HostPolicy?, images: [ImageFacts]) {
    guard let disk = host?.disk, !images.isEmpty else {
      guard let projects else { return nil }
      self = projects
      return
    }
    self = projects ?? HostBudget(resources: [], shares: [])
    resources.append(
      Resource(
        name: "disk", available: Double(disk), overcommit: 1, promised: Double(ImageSpace.bytes(of: images)),
        reserved: 0, unlimited: []))
  }
}
