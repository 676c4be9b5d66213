import Findings
import Policies
import Reports
import Rules

/// What came of each control of a benchmark.
package struct BenchmarkTable: Sendable {
  /// A control and its answer.
  package struct Row: Sendable {
    package let control: Benchmark.Control
    package let answer: Answer
  }

  package enum Answer: Sendable, Hashable {
    /// No finding speaks against it.
    case pass
    /// How many findings speak against it.
    case fail(Int)
    /// The rules ran on nothing that could tell: why.
    case notChecked(String)
    /// Artifacts cannot tell: why.
    case undecidable(String)
    /// Nothing was to be checked: only the mapping is asked for.
    case mapping
  }

  package let title: String
  package let rows: [Row]

  /// - Parameter report: nil for the mapping alone.
  package init(_ benchmark: Benchmark, report: Report?, policy: Policy) {
    title = benchmark.title
    let ids = Rule.all.map(\.id)
    rows = benchmark.controls.map { control in
      Row(control: control, answer: Self.answer(control, report, policy, ids))
    }
  }

  private static func answer(
    _ control: Benchmark.Control, _ report: Report?, _ policy: Policy, _ ids: [String]
  ) -> Answer {
    let rules = ids.filter { id in control.rules.contains { $0.matches(id) } }
    if rules.isEmpty, let why = control.undecidable { return .undecidable(why) }
    guard let report else { return .mapping }
    let against = report.findings.count { finding in
      control.rules.contains { $0.matches(finding.rule) }
        && (control.keys.isEmpty
          || control.keys.contains { glob in finding.location.key.map { glob.matches($0) } ?? false })
    }
    if against > 0 { return .fail(against) }
    if let off = rules.first(where: { !policy.rules.isOn($0) }) {
      return .notChecked("the policy turns \(off) off")
    }
    let isOfCompose = rules.contains { $0.hasPrefix("compose-") }
    let isOfImages = rules.contains { !$0.hasPrefix("compose-") && !$0.hasPrefix("cross-") }
    if !isOfCompose, !isOfImages, report.compose.isEmpty || report.images.isEmpty {
      return .notChecked("needs a compose file together with its images")
    }
    if isOfCompose, !isOfImages, report.compose.isEmpty { return .notChecked("no compose file was given") }
    if isOfImages, !isOfCompose, report.images.isEmpty { return .notChecked("no image was given") }
    if !report.incomplete.isEmpty { return .notChecked("something could not be read") }
    return .pass
  }
}

extension BenchmarkTable {
  /// The table as text, one control a line, and below each what is to be said of it.
  package var text: String {
    var lines = [title, ""]
    for row in rows {
      let number = row.control.id.padding(to: 5)
      lines.append("\(row.answer.word.padding(to: 12))\(number) \(row.control.title)")
      let indent = String(repeating: " ", count: 18)
      if let detail = row.answer.detail { lines.append(indent + detail) }
      if row.answer == .mapping {
        lines.append(indent + row.control.rules.map(\.text).joined(separator: ", "))
      }
      if let note = row.control.note, row.answer != .mapping { lines.append(indent + note) }
    }
    let counts = ["pass", "fail", "not checked", "undecidable"].compactMap { word in
      let count = rows.count { $0.answer.word == word }
      return count == 0 ? nil : "\(count) \(word)"
    }
    return
      (lines + ["", "\(rows.count) controls\(counts.isEmpty ? "" : ": " + counts.joined(separator: ", "))"])
      .joined(separator: "\n") + "\n"
  }
}

extension BenchmarkTable.Answer {
  package var word: String {
    switch self {
    case .pass: "pass"
    case .fail: "fail"
    case .notChecked: "not checked"
    case .undecidable: "undecidable"
    case .mapping: "rules"
    }
  }

  fileprivate var detail: String? {
    switch self {
    case .pass, .mapping: nil
    case .fail(let count): count == 1 ? "1 finding" : "\(count) findings"
    case .notChecked(let why), .undecidable(let why): why
    }
  }
}

extension String {
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
