import Compose
import Policies
import Rules

/// The policy of a listing: its `policy:` lines, which are YAML without `version: 1`, and the day of its `today:` line.
struct PolicyLines {
  private var yaml: [Substring] = []
  private var today: String?

  init(_ listing: String) {
    for line in listing.split(separator: "\n") {
      let line = line.drop { $0 == " " }
      if line.hasPrefix("policy: ") { yaml.append(line.dropFirst("policy: ".count)) }
      if line.hasPrefix("today: ") { today = String(line.dropFirst("today: ".count)) }
    }
  }

  /// Reads them as policies are read.
  func policy() throws -> Policy {
    var policy = Policy.standard
    if !yaml.isEmpty {
      let text = "version: 1\n" + yaml.joined(separator: "\n") + "\n"
      let loader = PolicyLoader(
        reader: FileReader(["policy.yaml": text]), builtIn: [:], rules: Rule.all.map(\.id))
      policy = try loader.load(["policy.yaml"]).policy
    }
    policy.today = today
    return policy
  }
}
