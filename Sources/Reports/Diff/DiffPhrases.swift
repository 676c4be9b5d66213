import Findings

/// What the formats for people say alike of a comparison; texts from images are as they stand there.
enum DiffPhrases {
  /// `+12.3 MB`, `-4 kB`, `the same`.
  static func growth(_ change: ByteChange) -> String {
    guard change.growth != 0 else { return "the same" }
    return (change.growth > 0 ? "+" : "") + ByteCount.show(change.growth)
  }

  /// `118 MB → 130 MB, +12.3 MB (+10.4 %)`.
  static func change(_ change: ByteChange) -> String {
    guard change.growth != 0 else { return "\(ByteCount.show(change.new)), the same" }
    return "\(ByteCount.show(change.old)) → \(ByteCount.show(change.new)), \(growth(change))\(share(change))"
  }

  /// In tenths of a percent of what it was; empty where it was nothing.
  private static func share(_ change: ByteChange) -> String {
    guard change.old > 0 else { return "" }
    let tenths = Int64(clamping: Int128(change.growth.magnitude) * 1000 / Int128(change.old))
    return " (\(change.growth > 0 ? "+" : "-")\(tenths / 10).\(tenths % 10) %)"
  }

  /// Why the answer is what it is, in one line.
  static func reason(_ report: DiffReport) -> String {
    let summary = report.summary
    var reasons: [String] = []
    if summary.failing > 0 {
      reasons.append(
        "\(SummaryLine.count(summary.failing, "new finding")) at or above \(summary.failOn.rawValue)")
    }
    if summary.grownTooMuch > 0 {
      reasons.append(
        "\(SummaryLine.count(summary.grownTooMuch, "image")) grew by more than \(summary.growthLimit ?? "")")
    }
    if !report.incomplete.isEmpty { reasons.insert("not everything could be compared", at: 0) }
    guard reasons.isEmpty else { return reasons.joined(separator: ", ") }
    let growth = summary.growthLimit.map { ", and no growth by more than \($0)" } ?? ""
    return "nothing new at or above \(summary.failOn.rawValue)\(growth)"
  }

  /// `1 new finding, 2 worse, 3 gone`.
  static func counts(_ summary: DiffReport.Summary) -> String {
    let worse = summary.worseFindings > 0 ? ", \(summary.worseFindings) worse" : ""
    return "\(SummaryLine.count(summary.newFindings, "new finding"))\(worse), \(summary.goneFindings) gone"
  }

  static func title(_ image: ImageDifference) -> String {
    image.old.title == image.new.title ? image.new.title : "\(image.old.title) → \(image.new.title)"
  }

  static func layer(_ change: LayerChange) -> String {
    switch (change.old, change.new) {
    case (nil, let new): "added as layer \(new.map(String.init) ?? "")"
    case (let old?, nil): "gone, was layer \(old)"
    case (let old?, let new?): old == new ? "changed, layer \(new)" : "changed, layer \(old) → \(new)"
    }
  }

  static func directory(_ change: DirectoryChange) -> String {
    change.isOwnFilesOnly ? "\(change.path) (files in it)" : change.path
  }

  static func package(_ change: PackageChange) -> String {
    let name = "\(change.type) \(change.name) "
    if change.old.isEmpty { return "+ \(name)\(change.new.joined(separator: ", "))" }
    if change.new.isEmpty { return "- \(name)\(change.old.joined(separator: ", "))" }
    return "~ \(name)\(change.old.joined(separator: ", ")) → \(change.new.joined(separator: ", "))"
  }

  static func config(_ change: ConfigChange) -> String {
    // An entry of a set has no value: that it is there is all.
    guard [change.old, change.new].contains(where: { $0?.isEmpty == false }) else {
      return "\(change.field) \(change.old == nil ? "added" : "removed")"
    }
    return "\(change.field): \(change.old.map(quoted) ?? "not set") → \(change.new.map(quoted) ?? "not set")"
      + (change.old == change.new ? " (another value)" : "")
  }

  private static func quoted(_ text: String) -> String { text.hasPrefix("[") ? text : "\"\(text)\"" }

  static func permission(_ change: PermissionChange) -> String {
    let what =
      switch change.kind {
      case .setUserID: "set-user-ID"
      case .setGroupID: "set-group-ID"
      case .capabilities: change.capabilities.joined(separator: ", ")
      case .worldWritable: "writable for everyone"
      }
    let below = change.below > 0 ? ", and \(change.below) more below it" : ""
    return "\(change.path): \(what)\(below)\(change.isNew ? " (was not there)" : "")"
  }

  /// `layer 3 /srv/app/.env`, without the image; `Dockerfile:7` where a line of that made it.
  static func place(_ finding: Finding) -> String {
    let place = finding.location
    if let file = place.file {
      return ([file] + [place.line].compactMap { $0.map(String.init) }).joined(separator: ":")
    }
    let layer = place.layer.map { "layer \($0)" }
    let field = place.layer == nil ? place.key.map { "config \($0)" } : nil
    let path = place.path.map { path in path + (place.line.map { ":\($0)" } ?? "") }
    return [layer, field, path].compactMap(\.self).joined(separator: " ")
  }
}
