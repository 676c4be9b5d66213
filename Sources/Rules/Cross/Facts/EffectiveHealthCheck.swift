import Compose
import Findings
import Images

/// The health check that a service states, each word with its place.
struct EffectiveHealthCheck {
  let words: [StartCommand.Word]

  /// nil where the service states no test, or one whose program only the run time knows.
  init?(_ facts: CrossFacts) {
    guard let check = facts.service.healthCheck, let test = check.section.field("test") else { return nil }
    let items = test.value.items ?? []
    switch check.test {
    case .ofImage, .disabled: return nil
    case .command(let texts):
      guard items.count > 1, !items[1].isUnknown else { return nil }
      words = zip(texts, items.indices.dropFirst()).map {
        StartCommand.Word(text: $0, place: .compose(key: test.key.item($1, items[$1])))
      }
    case .shell(let line):
      guard let script = items.isEmpty ? test.value : items.dropFirst().first,
        let text = script.isUnknown ? facts.project.writtenText(of: script) : line
      else { return nil }
      let place = SymbolicLocation.compose(key: items.isEmpty ? test.key : test.key.item(1, script))
      let shell = facts.running.config.execution.shell ?? ["/bin/sh", "-c"]
      words = (shell + [text]).map { StartCommand.Word(text: $0, place: place) }
    }
    guard !words.isEmpty else { return nil }
  }
}

extension Project {
  /// A text as it stands in its file, variables and all, so that a shell's reading shows what they decide; nil for
  /// one that spans lines.
  fileprivate func writtenText(of node: Node) -> String? {
    guard let scalar = node.scalar, scalar.style != .block, node.span.start.line == node.span.end.line,
      let source = sources[node.span.file]
    else { return nil }
    let quotes = scalar.style == .plain ? 0 : 1
    let range = node.span.start.offset..<node.span.end.offset
    guard range.upperBound <= source.bytes.count, range.count >= 2 * quotes else { return nil }
    return String(decoding: source.bytes[range].dropFirst(quotes).dropLast(quotes), as: UTF8.self)
  }
}
