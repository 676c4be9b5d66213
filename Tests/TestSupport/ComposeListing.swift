import Compose
import Findings
import Policies
import Rules

/// Reads a compose project as rules' examples write it, with a mark before each place that must be reported.
///
/// A line `# file: NAME` starts another file, `# project: NAME` the file of another project; `# target: swarm`
/// chooses who runs the projects, `# today: DAY` the day of the run. A line `# policy:` starts the text of a policy, without its version.
package struct ComposeListing {
  package struct Unplaced: Error, CustomStringConvertible {
    package let place: SymbolicLocation
    package var description: String { "no place in the files for \(place)" }
  }

  /// The first project.
  package var project: Project { projects[0] }
  /// All projects, in the order of the text.
  package let projects: [Project]
  /// The files without marks, by name.
  package let files: [String: String]
  /// The settings of the first project.
  package let options: Options
  /// The policy of the text, else the standard one.
  package let policy: Policy
  /// The marked places as `file:line:column`.
  package let expected: [String]

  package init(_ text: String) throws {
    var files: [String: String] = [:]
    var expected: [String] = []
    var name = "compose.yaml"
    var number = 0
    var options = Options(files: ["compose.yaml"])
    var others: [String] = []
    var today: String?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "# policy:" {
        name = Self.policyName
        files[name] = "version: 1\n"
        continue
      }
      if line.hasPrefix("# file: ") {
        name = String(line.dropFirst("# file: ".count))
        number = 0
        continue
      }
      if line.hasPrefix("# project: ") {
        name = String(line.dropFirst("# project: ".count))
        others.append(name)
        number = 0
        continue
      }
      if line == "# target: swarm" { options.target = .swarm }
      if line.hasPrefix("# today: ") { today = String(line.dropFirst("# today: ".count)) }
      number += 1
      let pieces = line.split(separator: ImageListing.mark, omittingEmptySubsequences: false)
      var column = 1
      for piece in pieces.dropLast() {
        column += piece.unicodeScalars.count
        expected.append("\(name):\(number):\(column)")
      }
      files[name, default: ""] += pieces.joined() + "\n"
    }
    self.expected = expected
    var policy = try Self.policy(files)
    policy.today = today
    self.policy = policy
    files[Self.policyName] = nil
    self.files = files
    self.options = options
    let reader = FileReader(files)
    let roles = policy.roles
    projects =
      try [
        try Project.load(options, reader: reader).withRoles(roles).withMountedFiles(policy.compose, reader)
      ]
      + others.map { other in
        var settings = options
        settings.files = [other]
        return try Project.load(settings, reader: reader).withRoles(roles)
      }
  }

  private static let policyName = "policy.yaml"

  private static func policy(_ files: [String: String]) throws -> Policy {
    guard files[policyName] != nil else { return .standard }
    let loader = PolicyLoader(reader: FileReader(files), builtIn: [:], rules: Rule.all.map(\.id))
    return try loader.load([policyName]).policy
  }

  /// Where a match stands, as `file:line:column`.
  package func place(of match: Match, in position: Int = 0) throws -> String {
    guard case .compose(let key) = match.place, let site = projects[position].site(of: key) else {
      throw Unplaced(place: match.place)
    }
    return site.span.description
  }
}
