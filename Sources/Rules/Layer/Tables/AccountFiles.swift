import Findings
import Images

/// Places in the account files of the final tree, as rules about accounts name them.
extension ImageFacts {
  /// A match at a line of a file that is in the final tree.
  func match(at path: String, line: Int, _ message: String, subject: String) -> Match? {
    file(at: path, followLast: true).map { Match($0, in: self, line: line, message, subject: subject) }
  }
}
