import Findings

/// Colours of the terminal report, or none.
struct Style {
  let isColoured: Bool

  func bold(_ text: String) -> String { paint(text, "1") }
  func dim(_ text: String) -> String { paint(text, "2") }

  func severity(_ text: String, _ severity: Severity) -> String {
    switch severity {
    case .critical: paint(text, "1;35")
    case .high: paint(text, "1;31")
    case .medium: paint(text, "1;33")
    case .low: paint(text, "1;36")
    case .note: paint(text, "1")
    }
  }

  func verdict(_ text: String, _ verdict: Report.Verdict) -> String {
    switch verdict {
    case .pass: paint(text, "1;32")
    case .fail: paint(text, "1;31")
    case .incomplete: paint(text, "1;33")
    }
  }

  private func paint(_ text: String, _ code: String) -> String {
    isColoured ? "\u{1b}[\(code)m\(text)\u{1b}[0m" : text
  }
}
