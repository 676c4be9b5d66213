/// Where a symbolic place stands in the files.
package struct ResolvedLocation: Sendable, Equatable {
  package var span: SourceSpan
  /// Other places that take part: earlier files, aliases, environment files; each with a word for its part.
  package var related: [Related]

  package init(span: SourceSpan, related: [Related] = []) {
    self.span = span
    self.related = related
  }

  /// A place that takes part.
  package struct Related: Sendable, Equatable {
    package var span: SourceSpan
    package var note: String

    package init(span: SourceSpan, note: String) {
      self.span = span
      self.note = note
    }
  }
}
