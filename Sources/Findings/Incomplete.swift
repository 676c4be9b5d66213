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
