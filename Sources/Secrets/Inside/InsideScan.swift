import ArchiveIO
import PatternScan

/// Looks for secrets in the files inside one archive file, each scanned like a file of its own.
final class InsideScan: InsideVisitor {
  private(set) var matches: [SecretMatch] = []
  private(set) var cuts: Set<String> = []
  /// What was not searched.
  var losses: [String] {
    more == 0 ? firstLosses : firstLosses + ["\(more) more parts of it were not searched"]
  }
  /// Why the scanner gave up.
  private(set) var failure: PatternError?
  private var firstLosses: [String] = []
  /// Losses beyond those that are named.
  private var more = 0
  private let path: String
  private let tools: SharedTools
  /// The files that are open, by level from 1.
  private var open: [(name: String, stream: ByteStream)] = []

  private enum Limit {
    static let nameBytes = 1024
    /// Sentences about one archive file.
    static let sentences = 20
  }

  init(path: String, tools: SharedTools) {
    self.path = path
    self.tools = tools
  }

  var isDone: Bool { failure != nil }

  func begin(_ name: [UInt8], level: Int) {
    let own = String(decoding: name.prefix(Limit.nameBytes), as: UTF8.self)
    let names = open.map(\.name).last.map { [$0, own] } ?? [own]
    let full = names.filter { !$0.isEmpty }.joined(separator: "/")
    open.append((full, ByteStream(path: "\(path)/\(full)", limits: tools.limits)))
  }

  func receive(_ piece: Span<UInt8>, level: Int) {
    guard failure == nil, open.indices.contains(level - 1) else { return }
    do throws(PatternError) {
      try open[level - 1].stream.feed(piece, with: &tools.tools)
    } catch {
      failure = error
    }
  }

  func end(level: Int) {
    guard var file = open.popLast(), failure == nil else { return }
    do throws(PatternError) {
      try file.stream.finish(with: &tools.tools)
    } catch {
      failure = error
      return
    }
    let result = file.stream.result()
    for var match in result.matches {
      match.member = file.name
      matches.append(match)
    }
    cuts.formUnion(result.cuts)
    for loss in result.losses { lose("\(file.name): \(loss)") }
  }

  func missed(_ part: UnreadPart) {
    if part.isLoss { lose(part.text) } else { cuts.insert(part.text) }
  }

  private func lose(_ text: String) {
    if firstLosses.count < Limit.sentences { firstLosses.append(text) } else { more += 1 }
  }
}
