import Findings

/// The report for people: the verdict first, then findings grouped by severity and rule, then what could not be
/// checked, and a closing line with counts.
///
/// Everything that comes from an image passes `SafeText` on its way out.
package struct TextReport {
  private let report: Report
  private let defaults: HardeningDefaults
  private let style: Style
  /// Findings shown of one rule before the rest is counted.
  private let placesPerRule: Int
  /// Related places shown of one finding before the rest is counted.
  private let relatedPlaces: Int
  /// Whether findings that do not count are listed too.
  private let showsSuppressed: Bool

  /// `showAll` lists every finding and every place; otherwise at most ten findings for each rule, with six places each, and
  /// those of low severity that one rule has in one file as one, a credential that several services have as one, what several
  /// services lack alike as one line, and the engine's defaults that a project's services keep as one for the project.
  package static func render(
    _ report: Report, isColoured: Bool, showAll: Bool = false, showsSuppressed: Bool = false
  ) -> String {
    TextReport(
      report: report, defaults: HardeningDefaults(report, showAll: showAll),
      style: Style(isColoured: isColoured), placesPerRule: showAll ? .max : 10,
      relatedPlaces: showAll ? .max : 6,
      showsSuppressed: showsSuppressed
    ).text()
  }

  private func text() -> String {
    var lines = [headline(), ""]
    for image in report.images { lines.append(describe(image)) }
    for compose in report.compose { lines.append(describe(compose)) }
    lines += configurationLines()
    if !(report.images.isEmpty && report.compose.isEmpty && report.configurations == nil) {
      lines.append("")
    }
    lines += report.budget.map { Self.table($0, style) } ?? []
    lines += sections()
    lines += Self.section(defaults, style)
    if showsSuppressed { lines += suppressedSection() }
    lines += incompleteSection()
    for note in FoldedNotes.of(report.notes, showAll: placesPerRule == .max) {
      lines.append(style.dim("note: " + SafeText.show(note)))
    }
    if !report.notes.isEmpty { lines.append("") }
    lines.append(SummaryLine.text(report))
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: Verdict

  private func headline() -> String {
    let summary = report.summary
    switch summary.verdict {
    case .pass:
      return style.verdict("PASS", .pass) + "  nothing at or above \(summary.failOn.rawValue)"
    case .fail:
      return style.verdict("FAIL", .fail)
        + "  \(Self.count(summary.failing, "finding")) at or above \(summary.failOn.rawValue)"
    case .incomplete:
      let failing =
        summary.failing > 0
        ? ", and \(Self.count(summary.failing, "finding")) at or above \(summary.failOn.rawValue)" : ""
      return style.verdict("INCOMPLETE", .incomplete) + "  not everything could be checked" + failing
    }
  }

  private func describe(_ image: ImageSummary) -> String {
    let bytes = image.layers.reduce(0) { $0 + $1.uncompressedSize }
    let packed = image.compression == "none" ? "" : ", \(image.compression)"
    let facts = [
      image.platform, image.format + packed, Self.count(image.layers.count, "layer"), ByteCount.show(bytes),
    ]
    return "  " + style.bold(SafeText.show(image.title)) + "  "
      + style.dim(facts.filter { !$0.isEmpty }.map { SafeText.show($0) }.joined(separator: ", "))
  }

  private func describe(_ compose: ComposeSummary) -> String {
    "  " + style.bold(SafeText.show(compose.name)) + "  "
      + style.dim(
        SafeText.show(compose.files.joined(separator: ", ")) + ", "
          + Self.count(compose.services.count, "service"))
  }

  /// Settings that bear on the verdict stand out; the file alone does not.
  private func configurationLines() -> [String] {
    (report.configurations ?? []).flatMap { configuration in
      let lines = configuration.lines.map { SafeText.show($0) }
      return lines.prefix(1).map { "  " + style.dim($0) } + lines.dropFirst().map { "    " + style.bold($0) }
    }
  }

  // MARK: Findings

  /// The findings of each severity, the worst first.
  private func sections() -> [String] {
    var sections = Severity.allCases.map { _ in Section(placesPerRule: placesPerRule) }
    for finding in defaults.rest { sections[finding.severity.rank].add(finding) }
    return Severity.allCases.reversed().flatMap { severity -> [String] in
      let groups = sections[severity.rank].groups
      guard !groups.isEmpty else { return [] }
      let count = groups.reduce(0) { $0 + $1.count }
      return [style.severity(severity.rawValue.uppercased(), severity) + style.dim("  \(count)")]
        + (groups.filter { !$0.isOfAlike } + groups.filter(\.isOfAlike)).flatMap(describe)
    }
  }

  /// Findings that share a rule and a remedy.
  private struct Gathered {
    var count = 0
    var shown: [Shown] = []
    /// nil where they are listed one by one.
    var alike: AlikeServices?

    var isOfAlike: Bool { alike?.replaces(count) == true }
  }

  /// The findings of one severity, in groups.
  private struct Section {
    let placesPerRule: Int
    private(set) var groups: [Gathered] = []
    private var positions: [Group: Int] = [:]
    /// The group of the finding before, which mostly is that of the next too.
    private var last: (group: Group, position: Int)?
    /// Where the first finding of a file stands among those that are shown of its group.
    private var folds: [Fold: Int] = [:]

    init(placesPerRule: Int) { self.placesPerRule = placesPerRule }

    mutating func add(_ finding: Finding) {
      let position = position(of: Group(finding))
      groups[position].count += 1
      if placesPerRule != .max {
        if groups[position].count == 1 { groups[position].alike = AlikeServices(finding) }
        groups[position].alike?.add(finding)
      }
      let fold = placesPerRule == .max ? nil : Fold(finding, group: position)
      if let fold, let first = folds[fold] {
        groups[position].shown[first].add(finding)
      } else if groups[position].shown.count < placesPerRule {
        if let fold { folds[fold] = groups[position].shown.count }
        groups[position].shown.append(Shown(finding: finding))
      }
    }

    private mutating func position(of group: Group) -> Int {
      if let last, last.group == group { return last.position }
      let position = positions[group] ?? groups.count
      if position == groups.count {
        positions[group] = position
        groups.append(Gathered())
      }
      last = (group, position)
      return position
    }
  }

  /// A finding, and how many more of its kind are in the same file.
  private struct Shown {
    let finding: Finding
    var more = 0
    var shared = SharedCredential()

    mutating func add(_ finding: Finding) {
      more += 1
      if finding.path == nil { shared.add(finding) }
    }
  }

  /// Findings that are shown as one: those of one group and low severity at the lines of one file, and one credential of several
  /// services.
  private struct Fold: Hashable {
    let group: Int
    var image: String?
    var layer: Int?
    let path: String
    var credential: [String] = []

    init?(_ finding: Finding, group: Int) {
      if let credential = SharedCredential.key(finding) {
        (self.group, path, self.credential) = (group, "", credential)
        return
      }
      // Of most findings the path is not there, and then nothing else is asked.
      guard finding.severity <= .low, let path = finding.path, finding.location.line != nil else {
        return nil
      }
      (self.group, self.path) = (group, path)
      (image, layer) = (finding.location.image, finding.location.layer)
    }
  }

  /// What findings of one group share: they are reported together, with the remedy once.
  private struct Group: Hashable {
    let rule: String
    let origin: Origin?
    let fix: String

    init(_ finding: Finding) { (rule, origin, fix) = (finding.rule, finding.origin, finding.fix) }
  }

  /// One rule's findings with the same remedy: the remedy once, the places below each other.
  private func describe(_ group: Gathered) -> [String] {
    guard let first = group.shown.first?.finding else { return [] }
    let origin = first.origin == .base ? style.dim("  base image") : ""
    var lines = ["  " + style.bold(first.rule) + origin]
    if let alike = group.alike, alike.replaces(group.count) {
      return lines + alike.lines.map { "    " + SafeText.show($0) }
        + ["    " + style.dim("fix: ") + SafeText.show(first.fix), ""]
    }
    for item in group.shown {
      lines.append("    " + SafeText.show(item.finding.message))
      lines += place(item.finding).map { "      " + $0 }
      if let shared = item.shared.line {
        lines.append(style.dim("      " + SafeText.show(shared)))
      } else if item.more > 0 {
        lines.append(style.dim("      and \(item.more) more in the same file"))
      }
    }
    let told = group.shown.reduce(0) { $0 + 1 + $1.more }
    if group.count > told { lines.append("    and \(group.count - told) more") }
    lines.append("    " + style.dim("fix: ") + SafeText.show(first.fix))
    lines.append("")
    return lines
  }

  private func place(_ finding: Finding) -> [String] {
    var lines: [String] = []
    let location = finding.location
    if let file = location.file {
      let position = [location.line, location.column].compactMap { $0.map(String.init) }
      let variant = location.variant.map { " (\($0))" } ?? ""
      lines.append(style.dim("at ") + SafeText.show(([file] + position).joined(separator: ":") + variant))
    } else {
      let several = report.images.count > 1 ? location.imageTitle.map { [$0] } ?? [] : []
      let layer = location.layer.map { ["layer \($0)"] } ?? []
      let field = location.layer == nil ? location.key.map { [Self.field($0)] } ?? [] : []
      let path = location.path.map { path in [path + (location.line.map { ":\($0)" } ?? "")] } ?? []
      let parts = several + layer + field + path
      if !parts.isEmpty { lines.append(style.dim("at ") + SafeText.show(parts.joined(separator: " "))) }
    }
    if let instruction = location.instruction, !instruction.isEmpty {
      lines.append(style.dim("by " + Self.shorten(SafeText.show(instruction))))
    }
    // What stands behind an anchor is one line of the file for several services.
    let sharing = finding.related.filter { related in
      related.location.file != nil && related.location.file == location.file
        && related.location.line == location.line && related.location.column == location.column
        && related.message == "the same here"
    }
    let names = sharing.compactMap { $0.location.key.flatMap { Key.service(of: $0) } }
    if !names.isEmpty {
      let shown = names.prefix(relatedPlaces).joined(separator: ", ")
      let more = names.count > relatedPlaces ? " and \(names.count - relatedPlaces) more" : ""
      lines.append(
        style.dim(
          SafeText.show(
            "the same line counts for \(names.count == 1 ? "service" : "services") \(shown)\(more)")))
    }
    let related = names.isEmpty ? finding.related : finding.related.filter { !sharing.contains($0) }
    for related in related.prefix(relatedPlaces) {
      let file = related.location.file.map { file in file + (related.location.line.map { ":\($0)" } ?? "") }
      // A place in an image, told of one in a file beside it, or of another image.
      let image = related.location.imageTitle == location.imageTitle ? nil : related.location.imageTitle
      let path = related.location.path.map { path in
        file == nil ? path + (related.location.line.map { ":\($0)" } ?? "") : path
      }
      let isField = file == nil && (image != nil || related.location.layer == nil)
      let field = isField && related.location.layer == nil ? related.location.key.map(Self.field) : nil
      let layer = related.location.layer.map { "layer \($0)" }
      let place = [image, layer, path, field, file].compactMap(\.self)
      let text = ([related.message] + (place.isEmpty ? [] : ["(" + place.joined(separator: " ") + ")"]))
      lines.append(style.dim(SafeText.show(text.joined(separator: " "))))
    }
    let rest = related.count - relatedPlaces
    if rest > 0 { lines.append(style.dim("and \(Self.count(rest, "more place"))")) }
    if let others = finding.alsoRules {
      lines.append(style.dim("also reported by " + SafeText.show(others.joined(separator: ", "))))
    }
    return lines
  }

  /// A field of the config, or a step of its history.
  private static func field(_ key: String) -> String { key.hasPrefix("history[") ? key : "config \(key)" }

  // MARK: The rest

  private func suppressedSection() -> [String] {
    guard let findings = report.suppressed, !findings.isEmpty else { return [] }
    var lines = [style.bold("SUPPRESSED") + style.dim("  \(findings.count)")]
    for finding in findings {
      lines.append("  " + style.bold(SafeText.show(finding.rule)) + "  " + SafeText.show(finding.message))
      lines += place(finding).map { "      " + $0 }
      guard let suppression = finding.suppression else { continue }
      let words = suppression.words.isEmpty ? "" : ": " + suppression.words
      lines.append("      " + style.dim(SafeText.show("by \(suppression.kind.rawValue)\(words)")))
    }
    return lines + [""]
  }

  private func incompleteSection() -> [String] {
    guard !report.incomplete.isEmpty else { return [] }
    let lines = report.incomplete.map { "  \(SafeText.show($0.what)): \(SafeText.show($0.why))" }
    return [style.verdict("NOT CHECKED", .incomplete) + style.dim("  \(lines.count)")] + lines + [""]
  }

  private static func count(_ number: Int, _ word: String) -> String {
    "\(number) \(word)\(number == 1 ? "" : "s")"
  }

  private static func shorten(_ text: String) -> String {
    let longest = 160
    return text.count <= longest ? text : text.prefix(longest - 1) + "…"
  }
}
