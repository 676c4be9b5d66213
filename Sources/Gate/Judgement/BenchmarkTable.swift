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
    /// No finding speaks against it, and one could have.
    case pass
    /// How many findings speak against it.
    case fail(Int)
    /// What would tell was not given, or no rule looked at it: why.
    case notChecked(String)
    /// What was given cannot tell, or nothing that can be given does: why.
    case undecidable(String)
    /// Nothing was to be checked: only the mapping is asked for.
    case mapping
  }

  package let title: String
  package let rows: [Row]

  /// What decides each control, with nothing checked.
  package init(_ benchmark: Benchmark) {
    self.init(benchmark) { control, rules in
      rules.isEmpty ? .undecidable(control.undecidable ?? "") : .mapping
    }
  }

  /// What came of each control in a run.
  package init(_ benchmark: Benchmark, report: Report, evidence: BenchmarkEvidence) {
    self.init(benchmark) { Self.answer($0, $1, report, evidence) }
  }

  private init(_ benchmark: Benchmark, answer: (Benchmark.Control, [String]) -> Answer) {
    title = benchmark.title
    let ids = Rule.all.map(\.id)
    rows = benchmark.controls.map { control in
      let rules = ids.filter { id in control.rules.contains { $0.matches(id) } }
      return Row(control: control, answer: answer(control, rules))
    }
  }

  /// A pass is what is left when nothing speaks against a control, and everything that could have was read.
  private static func answer(
    _ control: Benchmark.Control, _ rules: [String], _ report: Report, _ evidence: BenchmarkEvidence
  ) -> Answer {
    if rules.isEmpty { return .undecidable(control.undecidable ?? "") }
    let against = report.findings.filter(control.counts)
    let failures = against.count { $0.confidence != .tentative }
    if failures > 0 { return .fail(failures) }
    if let off = rules.first(where: { !evidence.policy.rules.isOn($0) }) {
      return .notChecked("the policy turns \(off) off")
    }
    if let problem = report.incomplete.first {
      return .undecidable("could not be read: \(SafeText.show(problem.what))")
    }
    for need in control.needs {
      if let answer = evidence.unmet(need) { return answer }
    }
    let allowed = evidence.suppressed.count(where: control.counts)
    if allowed > 0 {
      return .notChecked(allowed == 1 ? "1 finding is suppressed" : "\(allowed) findings are suppressed")
    }
    if let doubt = against.first { return .undecidable(doubt.message) }
    if let key = evidence.unknown(control.reads) {
      return .undecidable("\(SafeText.show(key)) is known only at run time")
    }
    return control.undecidable.map { .undecidable($0) } ?? .pass
  }
}

extension Benchmark.Control {
  /// Whether a finding speaks against the control.
  fileprivate func counts(_ finding: Finding) -> Bool {
    guard rules.contains(where: { glob in finding.rules.contains { glob.matches($0) } }) else { return false }
    guard !keys.isEmpty, let key = finding.location.key else { return keys.isEmpty }
    return keys.contains { $0.matches(key) }
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
