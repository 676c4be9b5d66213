import Compose
import Findings

/// Reads a compose project as rules' examples write it, with a mark before each place that must be reported.
///
/// A line `# file: NAME` starts another file; `# target: swarm` chooses who runs the project.
package struct ComposeListing {
  package struct Unplaced: Error, CustomStringConvertible {
    package let place: Place
    package var description: String { "no place in the files for \(place)" }
  }

  package let project: Project
  /// The files without marks, by name.
  package let files: [String: String]
  package let options: Options
  /// The marked places as `file:line:column`.
  package let expected: [String]

  package init(_ text: String) throws {
    var files: [String: String] = [:]
    var expected: [String] = []
    var name = "compose.yaml"
    var number = 0
    var options = Options(files: ["compose.yaml"])
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("# file: ") {
        name = String(line.dropFirst("# file: ".count))
        number = 0
        continue
      }
      if line == "# target: swarm" { options.target = .swarm }
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
    self.files = files
    self.options = options
    project = try Project.load(options, reader: FileReader(files))
  }

  /// Where a match stands, as `file:line:column`.
  package func place(of match: Match) throws -> String {
    guard case .compose(let key) = match.place, let site = project.site(of: key) else {
      throw Unplaced(place: match.place)
    }
    return site.span.description
  }
}
