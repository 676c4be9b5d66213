import ArchiveIO
import Findings

/// Why an input gives no image to check. The text names the file, the place in it and a way out.
package enum ImageError: Error, Sendable, Hashable, CustomStringConvertible {
  case unreadable(source: String, reason: ArchiveError)
  /// `detail` goes on a sentence that begins with the member's name.
  case damagedMember(source: String, member: String, detail: String)
  /// What could not be read leaves no image to check.
  case incomplete(source: String, Incomplete)
  case notAnImage(source: String, found: String, remedy: String)
  case nothingChosen(source: String, wanted: String, present: [String])
  /// Nobody who could have the image gives it.
  case unavailable(source: String, reason: String)

  package var description: String { "\(source): \(reason)" }

  /// The input as it was given.
  package var source: String {
    switch self {
    case .unreadable(let source, _), .damagedMember(let source, _, _), .incomplete(let source, _),
      .notAnImage(let source, _, _), .nothingChosen(let source, _, _), .unavailable(let source, _):
      source
    }
  }

  /// What is wrong and what to do, without the input's name.
  package var reason: String {
    switch self {
    case .unreadable(_, .system(let operation, let reason)):
      "cannot be read: \(operation): \(reason). Check the path and its permissions."
    case .unreadable(_, .limit(let what, let allowed)):
      "cannot be read: \(ArchiveError.limit(what: what, allowed: allowed)). \(Self.raiseLimit)"
    case .unreadable(_, let reason):
      "cannot be read: \(reason). Save the image again and compare the file's size."
    case .damagedMember(_, let member, let detail): "'\(member)' \(Self.withRemedy(detail))"
    case .incomplete(_, let part): "\(part.what): \(Self.withRemedy(part.why))"
    case .notAnImage(_, let found, let remedy): "is not a container image: \(found). \(remedy)"
    case .nothingChosen(_, let wanted, let present):
      "holds no image for \(wanted). Present: \(present.joined(separator: ", "))."
    case .unavailable(_, let reason): reason
    }
  }

  /// The same for a line that begins with the member, which is not named again.
  var reasonOfMember: String {
    guard case .damagedMember(_, _, let detail) = self else { return reason }
    return Self.withRemedy(detail)
  }

  private static let raiseLimit = "Raise the limit if you trust the image."
  private static let saveAgain = "Save the image again."

  /// What is wrong with a member, and a way out, unless it names one. A text about a limit has its option in brackets.
  private static func withRemedy(_ detail: String) -> String {
    let sentence = detail.hasSuffix(".") ? detail : detail + "."
    guard ![raiseLimit, saveAgain].contains(where: sentence.hasSuffix) else { return sentence }
    let isLimit = ["(--limit ", "(--timeout)"].contains { detail.contains($0) }
    return "\(sentence) \(isLimit ? raiseLimit : saveAgain)"
  }
}
