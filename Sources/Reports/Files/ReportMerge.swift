import Findings

/// Makes one report of several.
package enum ReportMerge {
  package enum Failure: Error, Hashable, CustomStringConvertible {
    case nothing
    case thresholds([Severity])

    package var description: String {
      switch self {
      case .nothing: "no report to merge was given"
      case .thresholds(let all):
        "the reports were made with different --fail-on values (\(all.map(\.rawValue).joined(separator: ", "))): "
          + "choose one with --fail-on"
      }
    }
  }

  /// What all reports say. A finding that several have in every detail is one; one that only shares its
  /// fingerprint with others is numbered, so that fingerprints stay unique.
  ///
  /// - Parameter failOn: the threshold of the whole; nil where that of the reports counts.
  package static func merge(_ reports: [Report], failOn: Severity? = nil) throws(Failure) -> Report {
    guard let first = reports.first else { throw .nothing }
    let thresholds = Set(reports.map(\.summary.failOn)).sorted()
    guard let threshold = failOn ?? (thresholds.count == 1 ? thresholds.first : nil) else {
      throw .thresholds(thresholds)
    }
    let findings = unique(inTurn(reports.map(\.findings)))
    let incomplete = distinct(reports.flatMap(\.incomplete))
    var merged = Report(
      tool: first.tool,
      summary: Report.Summary(findings, failOn: threshold, isComplete: incomplete.isEmpty))
    merged.images = images(reports.flatMap(\.images))
    merged.compose = reports.flatMap(\.compose)
    merged.findings = findings
    let suppressed = reports.compactMap(\.suppressed)
    if !suppressed.isEmpty { merged.suppressed = unique(suppressed.flatMap(\.self)).ranked() }
    let disabled = Set(reports.flatMap { $0.disabledRules ?? [] })
    merged.disabledRules = disabled.isEmpty ? nil : disabled.sorted()
    let configurations = distinct(reports.flatMap { $0.configurations ?? [] })
    merged.configurations = configurations.isEmpty ? nil : configurations
    merged.incomplete = incomplete
    merged.notes = distinct(reports.flatMap(\.notes))
    let versions = Set(reports.map(\.tool.version)).sorted()
    if versions.count > 1 {
      merged.notes.append("merged from reports of \(versions.joined(separator: ", "))")
    }
    let budgets = Set(reports.compactMap(\.budget))
    merged.budget = budgets.count == 1 ? budgets.first : nil
    if budgets.count > 1 {
      merged.notes.append(
        "the host budgets of \(budgets.count) reports cannot be added up; check the projects in one run")
    }
    return merged
  }

  /// The findings by severity, then those of the image's own build before those of its base, then as each report lists them:
  /// by who reaches them, which no report states. The reports take turns.
  private static func inTurn(_ lists: [[Finding]]) -> [Finding] {
    let keyed = lists.enumerated().flatMap { number, list in
      list.enumerated().map { position, finding in
        (rank: [-finding.severity.rank, finding.origin == .base ? 1 : 0, position, number], finding: finding)
      }
    }
    return keyed.sorted { $0.rank.lexicographicallyPrecedes($1.rank) }.map(\.finding)
  }

  private static func unique(_ findings: [Finding]) -> [Finding] {
    var seen: [Fingerprint: Int] = [:]
    return distinct(findings).map { finding in
      var number = seen[finding.fingerprint, default: 0] + 1
      // Numbered names may be taken as well.
      while number > 1, seen[finding.fingerprint.numbered(number)] != nil { number += 1 }
      seen[finding.fingerprint] = number
      if number > 1 { seen[finding.fingerprint.numbered(number)] = 1 }
      var numbered = finding
      numbered.fingerprint = finding.fingerprint.numbered(number)
      return numbered
    }
  }

  private static func images(_ images: [ImageSummary]) -> [ImageSummary] {
    var seen: Set<[String]> = []
    return images.filter { image in
      guard let digest = image.digest else { return true }
      return seen.insert([digest, image.source, image.name, image.platform]).inserted
    }
  }

  private static func distinct<Value: Hashable>(_ values: [Value]) -> [Value] {
    var seen: Set<Value> = []
    return values.filter { seen.insert($0).inserted }
  }
}
