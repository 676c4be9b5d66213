import Findings

/// All findings that count, by severity and rule: what and why and the remedy once, the places below.
struct FindingsSection {
  /// The findings of one rule that are of one severity.
  struct Group {
    let rule: String
    let severity: Severity
    var findings: [Finding]
  }

  private let rules: [String: RuleDescription]
  private let groups: [Group]
  private let defaults: [HardeningDefaults.Project]
  private let filters: FilterForm
  private let failOn: Severity
  private let total: Int
  /// Whether a place says its image too.
  private let namesImages: Bool

  init(report: Report, rules: [String: RuleDescription]) {
    self.rules = rules
    // The engine's defaults that nearly every service keeps come after what is particular.
    let split = HardeningDefaults(report)
    defaults = split.projects
    var groups: [Group] = []
    var positions: [[String]: Int] = [:]
    for finding in split.rest {
      let key = [finding.severity.rawValue, finding.rule]
      let position = positions[key] ?? groups.count
      if position == groups.count {
        positions[key] = position
        groups.append(Group(rule: finding.rule, severity: finding.severity, findings: []))
      }
      groups[position].findings.append(finding)
    }
    // The report's order is by severity, exposure and gain; a report of others may have any.
    let ordered = groups.enumerated().sorted {
      ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset)
    }
    self.groups = ordered.map(\.element)
    filters = FilterForm(report.findings)
    failOn = report.summary.failOn
    total = report.findings.count
    namesImages = report.images.count > 1
  }

  var markup: Markup {
    .block(
      "section", [.init("id", "findings"), .init("aria-labelledby", "findings-title")],
      [
        .element("h2", [.init("id", "findings-title")], .text("Findings")),
        total == 0 ? .element("p", [.init("class", "empty")], .text("Nothing was found.")) : list,
      ])
  }

  private var list: Markup {
    .all([
      filters.markup,
      .element(
        "p", [.init("class", "status")],
        .element(
          "span", [.init("id", "status"), .init("role", "status")], .text(Amount.count(total, "finding"))),
        .element(
          "button", [.init("type", "button"), .init("id", "unfold"), .init("hidden")], .text("Open all"))),
      .block("div", [.init("id", "groups")], groups.map(group) + defaults.map(group)),
    ])
  }

  /// Groups that fail the run and are short stand open.
  private func group(_ group: Group) -> Markup {
    let isOpen = group.severity >= failOn && group.findings.count <= Self.longestOpen
    let rule = rules[group.rule]
    return .block(
      "details",
      [
        .init("class", "group"), .init("data-rule", group.rule),
        .init("data-severity", group.severity.rawValue),
      ] + (isOpen ? [.init("open")] : []),
      [
        .element(
          "summary", [],
          .element(
            "span", [.init("class", "severity \(group.severity.rawValue)")], .text(group.severity.rawValue)),
          .element("h3", [], .prose(rule?.summary ?? group.rule)),
          .element("code", [.init("class", "rule")], .text(group.rule)),
          .element("span", [.init("class", "number")], .text("\(group.findings.count)"))),
        rule.map(advice) ?? .none,
        .block(
          "ul", [.init("class", "items")],
          group.findings.map { FindingItem($0, rule: rule, namesImage: namesImages).markup }),
      ])
  }

  private static let longestOpen = 5

  /// The defaults that the services of a project keep: what they are, what mends all, and each service's line.
  private func group(_ project: HardeningDefaults.Project) -> Markup {
    let worst = project.kept.flatMap(\.findings).map(\.severity).max() ?? .note
    return .block(
      "details",
      [.init("class", "group"), .init("data-rule", ""), .init("data-severity", worst.rawValue)],
      [
        .element(
          "summary", [],
          .element("span", [.init("class", "severity \(worst.rawValue)")], .text(worst.rawValue)),
          .element("h3", [], .text("Services of \(project.name) keep the engine's defaults.")),
          .element("code", [.init("class", "rule")], .text("hardening defaults")),
          .element("span", [.init("class", "number")], .text("\(project.count)"))),
        .block(
          "div", [.init("class", "advice")],
          [
            .element(
              "div", [], .element("h4", [], .text("What they keep")),
              .block(
                "ul", [.init("class", "references")],
                project.kept.map { kept in
                  .element("li", [], .text("\(kept.name): \(kept.services.joined(separator: ", "))"))
                })),
            .element(
              "div", [], .element("h4", [], .text("What to do")),
              .element("p", [], .prose(HardeningDefaults.advice)),
              .element(
                "pre", [.init("class", "scroll")],
                .element("code", [], .text(project.fix.joined(separator: "\n"))))),
          ]),
        .block(
          "ul", [.init("class", "items")],
          project.kept.flatMap(\.findings).map { finding in
            var item = FindingItem(finding, rule: rules[finding.rule], namesImage: namesImages)
            item.isAmongOthers = true
            return item.markup
          }),
      ])
  }

  private func advice(_ rule: RuleDescription) -> Markup {
    let references = rule.references.map { reference in
      guard let url = reference.url, url.hasPrefix("https://") || url.hasPrefix("http://") else {
        return Markup.element("li", [], .text(reference.title))
      }
      return .element(
        "li", [],
        .element("a", [.init("href", url), .init("rel", "noreferrer")], .text(reference.title)))
    }
    return .block(
      "div", [.init("class", "advice")],
      [
        .element("div", [], .element("h4", [], .text("Why it matters")), .element("p", [], .prose(rule.why))),
        .element(
          "div", [], .element("h4", [], .text("What to do")), .element("p", [], .prose(rule.fix)),
          references.isEmpty ? .none : .block("ul", [.init("class", "references")], references)),
      ])
  }
}
