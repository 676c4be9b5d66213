import Findings

extension HostBudget.Resource {
  /// An amount as people say it: CPUs, processes, or memory in MiB.
  package func text(_ amount: Double) -> String {
    switch name {
    case "memory", "disk":
      let tenths = Int((amount / 1_048_576 * 10).rounded())
      return tenths % 10 == 0 ? "\(tenths / 10) MiB" : "\(tenths / 10).\(tenths % 10) MiB"
    default:
      let hundredths = Int((amount * 100).rounded())
      guard hundredths % 100 != 0 else { return "\(hundredths / 100)" }
      let rest = hundredths % 100
      return "\(hundredths / 100)." + (rest % 10 == 0 ? "\(rest / 10)" : rest < 10 ? "0\(rest)" : "\(rest)")
    }
  }

  /// The ratio in whole percent; more than all is never said as 100%.
  package var percent: String {
    let percent = Int((ratio * 100).rounded())
    return "\(ratio > 1 ? max(101, percent) : percent)%"
  }
}

extension TextReport {
  /// The table of what the host has and what is promised of it.
  static func table(_ budget: HostBudget, _ style: Style) -> [String] {
    guard !budget.resources.isEmpty else { return [] }
    let head = ["", "promised", "available", "ratio", "reserved"]
    let rows = budget.resources.map {
      [$0.name, $0.text($0.promised), $0.text($0.available), $0.percent, $0.text($0.reserved)]
    }
    let widths = head.indices.map { column in ([head] + rows).map { $0[column].count }.max() ?? 0 }
    func line(_ cells: [String]) -> String {
      zip(cells, widths).enumerated().map { column, cell in
        let blanks = String(repeating: " ", count: cell.1 - cell.0.count)
        return column == 0 ? cell.0 + blanks : blanks + cell.0
      }.joined(separator: "  ")
    }
    var lines = [style.bold("HOST"), "  " + style.dim(line(head))]
    for (resource, row) in zip(budget.resources, rows) {
      let mark = resource.isExceeded ? "  more than may be promised" : ""
      lines.append("  " + line(row) + style.severity(mark, .high))
      if !resource.unlimited.isEmpty {
        let names = resource.unlimited.prefix(8).map { SafeText.show($0) }.joined(separator: ", ")
        let more = resource.unlimited.count > 8 ? " and \(resource.unlimited.count - 8) more" : ""
        lines.append("    " + style.dim("and whatever these take, which have no limit: \(names)\(more)"))
      }
    }
    return lines + [""]
  }
}
