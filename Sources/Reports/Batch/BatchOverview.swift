import Digests
import Findings

/// What the results of a batch say together. It takes one line after the other and keeps of each only what it adds up.
package struct BatchOverview: Sendable {
  /// A rule and how far it reaches.
  package struct RuleCount: Sendable {
    package let rule: String
    package fileprivate(set) var severity: Severity
    package fileprivate(set) var images = 0
    package fileprivate(set) var findings = 0
  }

  /// Layers that several images have in common from the lowest on, and what mending them would mend.
  package struct Base: Sendable {
    /// The image of the batch that is these layers and nothing else; nil where none is.
    package fileprivate(set) var name: String?
    /// The operating system in it; nil where no file says.
    package fileprivate(set) var system: String?
    package let layers: Int
    /// The diff ID of the highest of the layers.
    package let diffID: String
    package fileprivate(set) var images = 0
    /// Findings in these layers, counted for each image that has them.
    package fileprivate(set) var findings = 0
    /// Those of them that fail a check.
    package fileprivate(set) var failing = 0
    fileprivate let parent: String?
    fileprivate var isExtended = false
  }

  /// An image and its verdict.
  package struct Row: Sendable {
    package let image: String
    package let verdict: Report.Verdict
    package let failing: Int
    package let total: Int
  }

  package private(set) var images = 0
  package private(set) var byVerdict: [Report.Verdict: Int] = [:]
  /// The worst images, at most `mostRows`.
  package private(set) var worst: [Row] = []
  private var counts: [String: RuleCount] = [:]
  private var chains: [String: Base] = [:]

  /// Images that are listed by name.
  package static let mostRows = 500

  package init() {}

  /// 0, 1 or 3: the worst of all images.
  package var status: Int {
    byVerdict[.incomplete] != nil ? 3 : byVerdict[.fail] != nil ? 1 : 0
  }

  /// The rules that reach most images first.
  package var rules: [RuleCount] {
    counts.values.sorted { ($1.images, $1.findings, $0.rule) < ($0.images, $0.findings, $1.rule) }
  }

  /// What several images share, where mending mends most first. Of layers that the same images share, the highest stands for
  /// all below it.
  package var bases: [Base] {
    var shared = chains.filter { $0.value.images > 1 }
    for base in shared.values {
      if let parent = base.parent, let below = shared[parent], below.images == base.images {
        shared[parent]?.isExtended = true
      }
    }
    return shared.values.filter { !$0.isExtended }.sorted {
      ($1.failing, $1.findings, $1.images, $0.diffID) < ($0.failing, $0.findings, $0.images, $1.diffID)
    }
  }

  package mutating func add(_ line: BatchLine) {
    images += 1
    byVerdict[line.verdict, default: 0] += 1
    add(
      Row(
        image: line.image, verdict: line.verdict, failing: line.report.summary.failing,
        total: line.report.summary.total))
    var seen: Set<String> = []
    for finding in line.report.findings {
      var count = counts[finding.rule] ?? RuleCount(rule: finding.rule, severity: finding.severity)
      count.severity = max(count.severity, finding.severity)
      count.findings += 1
      if seen.insert(finding.rule).inserted { count.images += 1 }
      counts[finding.rule] = count
    }
    for image in line.report.images { add(image, of: line) }
  }

  private mutating func add(_ row: Row) {
    func isWorse(_ one: Row, _ other: Row) -> Bool {
      (other.failing, other.total, one.image) < (one.failing, one.total, other.image)
    }
    let place = worst.firstIndex { isWorse(row, $0) } ?? worst.count
    guard place < Self.mostRows else { return }
    worst.insert(row, at: place)
    if worst.count > Self.mostRows { worst.removeLast() }
  }

  /// Counts each run of layers from the lowest on, as the chain ID of the OCI Image Specification names it.
  private mutating func add(_ image: ImageSummary, of line: BatchLine) {
    let findings = line.report.findings.filter { $0.location.image == image.name && $0.location.layer != nil }
    var chain = ""
    var parent: String?
    var (found, failing) = (0, 0)
    for layer in image.layers {
      guard let diffID = layer.diffID else { return }
      chain = Hexadecimal.text(MessageDigest.sha256("\(chain) \(diffID)".utf8))
      let here = findings.filter { $0.location.layer == layer.index }
      found += here.count
      failing += here.count { $0.severity >= line.report.summary.failOn }
      var base = chains[chain] ?? Base(layers: layer.index + 1, diffID: diffID, parent: parent)
      base.images += 1
      base.findings += found
      base.failing += failing
      base.system = base.system ?? image.system.map { $0.name ?? $0.id }
      if layer.index == image.layers.count - 1 { base.name = min(base.name ?? line.image, line.image) }
      chains[chain] = base
      parent = chain
    }
  }
}
