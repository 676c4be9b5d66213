import ArchiveIO

/// Why an input gives no image to check. The text names the file, the place in it and a way out.
package enum ImageError: Error, Sendable, Hashable, CustomStringConvertible {
  case unreadable(source: String, reason: ArchiveError)
  case damagedMember(source: String, member: String, detail: String)
  case notAnImage(source: String, found: String, remedy: String)
  case nothingChosen(source: String, wanted: String, present: [String])

  package var description: String {
    switch self {
    case .unreadable(let source, let reason):
      "\(source): cannot be read: \(reason). Save the image again and compare the file's size."
    case .damagedMember(let source, let member, let detail):
      "\(source): member '\(member)': \(detail). Save the image again."
    case .notAnImage(let source, let found, let remedy):
      "\(source): is not a container image: \(found). \(remedy)"
    case .nothingChosen(let source, let wanted, let present):
      "\(source): holds no image for \(wanted). Present: \(present.joined(separator: ", "))."
    }
  }
}

/// Something that could not be read or checked although the image names it; it makes the answer incomplete.
package struct Incomplete: Sendable, Hashable, Codable {
  /// The part: an image, a layer, a file.
  package let what: String
  package let why: String

  package init(what: String, why: String) {
    self.what = what
    self.why = why
  }
}
