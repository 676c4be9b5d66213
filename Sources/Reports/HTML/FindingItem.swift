import Findings

/// One finding: the message, the place, and what belongs to it.
struct FindingItem {
  let finding: Finding
  let rule: RuleDescription?
  let namesImage: Bool
  /// Whether it says the rule and who says that it does not count.
  var isSuppressed = false
  /// Whether it says its rule and severity to the filters, because it stands in a group of several rules.
  var isAmongOthers = false

  init(_ finding: Finding, rule: RuleDescription?, namesImage: Bool) {
    self.finding = finding
    self.rule = rule
    self.namesImage = namesImage
  }

  var markup: Markup {
    .block(
      "li",
      [
        .init("class", "item"), .init("id", "finding-\(finding.fingerprint.text)"),
        .init("data-subject", FilterForm.subject(finding)),
        .init("data-state", finding.state?.rawValue ?? ""),
        .init("data-origin", finding.origin?.rawValue ?? ""),
      ]
        + (isAmongOthers
          ? [.init("data-rule", finding.rule), .init("data-severity", finding.severity.rawValue)] : []),
      [
        .element("p", [.init("class", "message")], .prose(finding.message)),
        place(finding.location), instruction, fix, related, others, steps, suppression,
      ])
  }

  private func place(_ location: Location) -> Markup {
    let parts = PlaceText(location, namesImage: namesImage).parts
    guard !(parts + tags).isEmpty else { return .none }
    return .element(
      "p", [.init("class", "place")],
      .all(parts.map { .element("code", [], .text($0)) }),
      .all(tags.map { .element("span", [.init("class", "tag")], .text($0)) }))
  }

  private var tags: [String] {
    // The filter for words reads what is shown.
    var tags: [String] = isAmongOthers ? [finding.rule] : []
    switch finding.state {
    case .overwritten: tags.append("overwritten later")
    case .deleted: tags.append("deleted by a later layer")
    case .visible, nil: break
    }
    if finding.origin == .base { tags.append("base image") }
    switch finding.confidence {
    case .certain, .firm: break
    case .tentative: tags.append("tentative")
    }
    if finding.bytes > 0 { tags.append("saves \(ByteCount.show(finding.bytes))") }
    if finding.edits?.isEmpty == false { tags.append("imgcheck fix repairs it") }
    return tags
  }

  private var instruction: Markup {
    guard let text = finding.location.instruction, !text.isEmpty else { return .none }
    return .element("p", [.init("class", "by")], .text("by "), .element("code", [], .text(text)))
  }

  /// The remedy here, where it is another one than the rule's.
  private var fix: Markup {
    guard !finding.fix.isEmpty, finding.fix != rule?.fix else { return .none }
    return .element(
      "p", [.init("class", "fix")], .element("strong", [], .text("Fix: ")), .prose(finding.fix))
  }

  /// The other rules that found the same.
  private var others: Markup {
    guard let rules = finding.alsoRules, !rules.isEmpty else { return .none }
    return .element(
      "p", [.init("class", "by")], .text("also reported by "),
      .all(rules.map { .all([.element("code", [], .text($0)), .text(" ")]) }))
  }

  private var related: Markup { places(finding.related, "related", "ul") }

  private var steps: Markup { places(finding.steps ?? [], "steps", "ol") }

  /// The first places, and the rest folded away.
  private func places(_ places: [Finding.Related], _ style: String, _ list: StaticString) -> Markup {
    guard !places.isEmpty else { return .none }
    let items = places.map { related in
      Markup.element(
        "li", [], .prose(related.message), .text(" "),
        .all(
          PlaceText(related.location, namesImage: false).parts.map { .element("code", [], .text($0)) }))
    }
    guard style == "related", places.count > Self.placesShown + 1 else {
      return .block(list, [.init("class", style)], items)
    }
    let rest = items.dropFirst(Self.placesShown)
    return .all([
      .block(list, [.init("class", style)], Array(items.prefix(Self.placesShown))),
      .block(
        "details", [.init("class", "more \(style)")],
        [
          .element("summary", [], .text("\(rest.count) more")),
          .block(list, [.init("class", style)], Array(rest)),
        ]),
    ])
  }

  private static let placesShown = 4

  private var suppression: Markup {
    guard isSuppressed else { return .none }
    let by: [String] =
      switch finding.suppression?.kind {
      case .comment: ["suppressed by a comment"]
      case .exception: ["suppressed by the policy"]
      case .baseline: ["suppressed by the baseline"]
      case nil: []
      }
    let facts = [
      finding.suppression?.until.map { "until \($0)" }, finding.suppression?.owner.map { "owner \($0)" },
      finding.suppression?.ticket.map { "ticket \($0)" },
    ].compactMap(\.self)
    let reason = finding.suppression?.reason ?? ""
    return .element(
      "p", [.init("class", "place")],
      .element(
        "span", [.init("class", "severity \(finding.severity.rawValue)")],
        .text(finding.severity.rawValue)),
      .element("code", [], .text(finding.rule)),
      .all((by + facts).map { .element("span", [.init("class", "tag")], .text($0)) }),
      .text(reason))
  }
}
