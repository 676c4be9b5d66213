import Findings

extension TextReport {
  /// The defaults that services keep, each project's as one finding with one remedy.
  static func section(_ defaults: HardeningDefaults, _ style: Style) -> [String] {
    guard !defaults.projects.isEmpty else { return [] }
    let count = defaults.projects.reduce(0) { $0 + $1.count }
    return [style.bold("HARDENING DEFAULTS") + style.dim("  \(count)")]
      + defaults.projects.flatMap { describe($0, style) }
  }

  private static func describe(_ project: HardeningDefaults.Project, _ style: Style) -> [String] {
    var lines = [
      "  " + style.bold(SafeText.show(project.name)) + "  services that keep the engine's defaults"
    ]
    for kept in project.kept {
      let shown = kept.services.prefix(mostServices).map { SafeText.show($0) }.joined(separator: ", ")
      let more = kept.services.count > mostServices ? " and \(kept.services.count - mostServices) more" : ""
      lines.append("    \(kept.name) " + style.dim("(\(kept.rule))") + ": \(shown)\(more)")
    }
    lines.append("    " + style.dim("fix: ") + HardeningDefaults.advice)
    lines += project.fix.map { "      " + $0 }
    lines.append("    " + style.dim("--all lists each service's line"))
    return lines + [""]
  }

  /// Services of one default that are listed by name.
  private static let mostServices = 12
}
