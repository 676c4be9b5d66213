import Findings
import Foundation
import Mustache

/// A report in a form of the user's own: a Mustache template (mustache.5) over the JSON report, whose members are its names.
///
/// A template sees the report and nothing else: no file, no variable of the environment, no other template. Text is escaped
/// for HTML, unless the template begins with `{{% CONTENT_TYPE:TEXT}}` or writes three braces.
package struct TemplateReport: Sendable {
  private let template: MustacheTemplate

  /// Bytes of a template at most.
  package static let largest = 256 << 10
  /// Sections in each other at most.
  private static let depth = 32

  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  /// - Throws: where the text is not a template, with the place.
  package init(_ text: String) throws(Failure) {
    guard text.utf8.count <= Self.largest else {
      throw Failure(description: "is larger than \(Self.largest / 1024) KiB, the limit of templates")
    }
    try Self.check(text)
    do {
      template = try MustacheTemplate(string: text)
    } catch let error as MustacheTemplate.ParserError {
      throw Failure(
        description:
          "line \(error.context.lineNumber), column \(error.context.columnNumber): \(Self.reason(error.error))"
      )
    } catch {
      throw Failure(description: "\(error)")
    }
  }

  package func render(_ report: Report) throws -> String {
    let value = try JSONDecoder().decode(JSON.self, from: Data(JSONReport.render(report).utf8))
    return template.render(Self.plain(value) ?? [String: Any]())
  }

  /// Holds a text to what templates of reports may do. The parser calls itself for each section, so the depth is bounded.
  private static func check(_ text: String) throws(Failure) {
    if let other = text.firstMatch(of: /\{\{\s*([=<>$])/) {
      throw Failure(
        description:
          "has the tag {{\(other.1), but a report's template has no other delimiters, blocks or templates in it; leave it out"
      )
    }
    var open = 0
    for tag in text.matches(of: /\{\{\s*([#^\/])/) {
      open += tag.1 == "/" ? -1 : 1
      guard open <= depth else {
        throw Failure(description: "has more than \(depth) sections in each other; flatten it")
      }
    }
  }

  private static func reason(_ error: any Error) -> String {
    switch error as? MustacheTemplate.Error {
    case .sectionCloseNameIncorrect: "a section ends under another name than it began"
    case .unfinishedName: "a tag is not closed with }}"
    case .expectedSectionEnd: "a section does not end; add {{/NAME}}"
    case .invalidConfigVariableSyntax, .unrecognisedConfigVariable:
      "this pragma is not known; write {{% CONTENT_TYPE:TEXT}} or {{% CONTENT_TYPE:HTML}}"
    case .invalidSetDelimiter, .transformAppliedToInheritanceSection, .illegalTokenInsideInheritSection,
      .textInsideInheritSection, nil:
      // The parser's own word for an end that comes too soon.
      "\(error)" == "overflow" ? "a tag is not closed with }}" : "\(error)"
    }
  }

  /// The value as templates take it; nil for null.
  private static func plain(_ value: JSON) -> Any? {
    switch value {
    // What JSON escapes is itself again in the template's text, which may go to a terminal.
    case .text(let text): SafeText.show(text)
    case .number(let number): number
    case .decimal(let number): number
    case .flag(let flag): flag
    case .null: nil
    case .list(let elements): elements.compactMap(plain)
    case .object(let members): members.compactMapValues(plain)
    }
  }
}
