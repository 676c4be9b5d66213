import Compose
import Findings
import Images
import Rules

/// Makes findings of matches in a compose project.
struct ComposeFindings {
  let project: Project
  /// What turns safe repairs into edits; nil where nobody looks at them.
  let edits: SafeEdits?

  func findings(_ matches: [PlacedMatch]) -> [Finding] {
    var seen: [Fingerprint: Int] = [:]
    seen.reserveCapacity(matches.count)
    // By position: a match holds much, and its copy costs more than all else here.
    return matches.indices.map { number in finding(matches[number], number, &seen) }
  }

  private func finding(_ placed: PlacedMatch, _ number: Int, _ seen: inout [Fingerprint: Int]) -> Finding {
    let fingerprint = Fingerprint(
      parts: [
        placed.rule.id, "compose", project.files.first ?? "", Self.stable(placed.key.text),
        placed.match.subject,
      ])
    let count = seen[fingerprint, default: 0] + 1
    seen[fingerprint] = count
    return finding(placed, fingerprint.numbered(count), edits?[number] ?? [])
  }

  private func finding(
    _ placed: PlacedMatch, _ fingerprint: Fingerprint, _ edits: [TextEdit]
  ) -> Finding {
    let match = placed.match
    var related = placed.site.related.map {
      Finding.Related(location: Location($0.span, key: nil), message: $0.note)
    }
    for other in match.related {
      if let place = placed.imageLocation(other.place) {
        related.append(Finding.Related(location: place, message: other.message))
        continue
      }
      if case .source(let file, let line, let column) = other.place {
        var place = Location()
        (place.file, place.line, place.column) = (file, line, column)
        related.append(Finding.Related(location: place, message: other.message))
        continue
      }
      let key = other.place.composeKey
      let site = project.nearestSite(of: key)
      let location = Location(site.span, key: key.text)
      if site.span != placed.site.span || key != placed.key || placed.isInImage {
        related.append(Finding.Related(location: location, message: other.message))
      }
    }
    let finding = Finding(
      rule: placed.rule.id, severity: match.severity ?? placed.rule.severity,
      confidence: match.confidence ?? placed.rule.confidence, message: match.message,
      fix: match.fix ?? placed.rule.fix, fingerprint: fingerprint,
      location: placed.imageLocation(match.place)
        ?? Location(placed.site.span, key: placed.key.text.isEmpty ? nil : placed.key.text), related: related,
      state: match.state,
      origin: placed.isInImage
        ? placed.cross.flatMap { LocationResolver(image: $0.image).origin(match.place) } : nil,
      bytes: match.bytes, edits: edits.isEmpty ? nil : edits.map(Finding.Edit.init), steps: steps(match),
      secretHash: placed.rule.isSecret ? match.subject : nil,
      facts: match.facts.map {
        $0.scoped(image: placed.cross?.image.scope ?? "", project: "compose " + (project.files.first ?? ""))
      },
      overrides: match.overrides)
    return placed.variants.isEmpty
      ? finding : finding.of(placed.variants.joined(separator: ", "), image: placed.cross?.image.name ?? "")
  }

  /// The way that a finding is about, a place at a time; nil for all others.
  private func steps(_ match: Match) -> [Finding.Related]? {
    let steps = match.steps.map { step -> Finding.Related in
      let key = step.place.composeKey
      let site = project.nearestSite(of: key)
      return Finding.Related(location: Location(site.span, key: key.text), message: step.message)
    }
    return steps.isEmpty ? nil : steps
  }

  /// A key without the numbers of list items, which change when the list does.
  private static func stable(_ key: String) -> String {
    guard key.hasByte(UInt8(ascii: "[")) else { return key }
    var bytes: [UInt8] = []
    // Where the last bracket opened, as long as nothing but digits came after it.
    var opened: Int?
    for byte in key.utf8 {
      switch byte {
      case UInt8(ascii: "["): opened = bytes.count + 1
      case UInt8(ascii: "]"):
        if let start = opened { bytes.removeSubrange(start...) }
        opened = nil
      case UInt8(ascii: "0")...UInt8(ascii: "9"): break
      default: opened = nil
      }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension PlacedMatch {
  /// Whether it stands in the service's image and not in the compose files.
  fileprivate var isInImage: Bool {
    if case .compose = match.place { return false }
    return cross != nil
  }

  /// Where a place of the service's image is; nil for a place in the compose files.
  fileprivate func imageLocation(_ place: SymbolicLocation) -> Location? {
    if case .compose = place { return nil }
    return cross.map { LocationResolver(image: $0.image).location(place) }
  }
}

extension Finding.Edit {
  fileprivate init(_ edit: TextEdit) {
    self.init(
      file: edit.span.file, line: edit.span.start.line, column: edit.span.start.column,
      endLine: edit.span.end.line, endColumn: edit.span.end.column, replacement: edit.replacement)
  }
}

extension Location {
  init(_ span: SourceSpan, key: String?) {
    self.init(
      file: span.file, line: span.start.line, column: span.start.column, endLine: span.end.line,
      endColumn: span.end.column, key: key)
  }
}
