import Findings

extension TextReport {
  /// The table of what the host has and what limits commit of it.
  static func table(_ budget: HostBudget, _ style: Style) -> [String] {
    guard !budget.resources.isEmpty else { return [] }
    let head = ["", "committed", "available", "ratio", "reserved"]
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
      let mark = resource.isExceeded ? "  overcommitted" : ""
      lines.append("  " + line(row) + style.severity(mark, .high))
      if !resource.unlimited.isEmpty {
        let names = resource.unlimited.prefix(8).map { SafeText.show($0) }.joined(separator: ", ")
        let more = resource.unlimited.count > 8 ? " and \(resource.unlimited.count - 8) more" : ""
        lines.append("    " + style.dim("plus services without a limit: \(names)\(more)"))
      }
    }
    return lines + [""]
  }
}
