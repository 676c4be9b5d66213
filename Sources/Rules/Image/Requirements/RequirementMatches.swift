import Compose
import Findings
import Images
import Policies

extension Policy {
  /// What is asked of one image.
  func requirements(on image: ImageFacts) -> [Requirement] {
    let names = [image.name] + image.tags
    return self.image.requirements.filter { $0.isFor(names) }
  }
}

extension Requirement {
  /// A match of this requirement, which says who asks and why.
  ///
  /// - Parameter message: a sentence, ending in a period.
  func match(
    _ place: SymbolicLocation, _ message: String, subject: String, severity: Severity? = nil,
    related: [Match.Related] = [],
    state: FileState? = nil, bytes: Int64 = 0
  ) -> Match {
    let start = test.map { $0 == "metadataTest" || $0 == "licenseTests" ? "\($0): " : "Test '\($0)': " } ?? ""
    let end = reason.isEmpty ? "" : " Reason: \(reason)" + (reason.hasSuffix(".") ? "" : ".")
    return Match(
      place, start + message + end, subject: (test.map { $0 + " " } ?? "") + subject,
      severity: self.severity ?? severity, related: related + source, state: state, bytes: bytes)
  }

  /// Where it is asked; nothing for a policy that the program carries.
  private var source: [Match.Related] {
    guard let span, !span.file.hasPrefix("built-in:") else { return [] }
    return [
      .init(
        .source(file: span.file, line: span.start.line, column: span.start.column),
        "The requirement stands here.")
    ]
  }
}

/// A text of the image within a message: not longer than is read.
func short(_ text: String) -> String { text.count <= 80 ? text : text.prefix(77) + "..." }
