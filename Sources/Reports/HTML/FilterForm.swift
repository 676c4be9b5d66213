import Findings

/// The filters, which the script shows and works; each offers the values that occur.
struct FilterForm {
  private let severities: [(Severity, Int)]
  private let rules: [(String, Int)]
  private let subjects: [(String, Int)]
  private let states: [(String, Int)]
  private let origins: [(String, Int)]

  init(_ findings: [Finding]) {
    func count(_ value: (Finding) -> String?) -> [(String, Int)] {
      var counts: [String: Int] = [:]
      for finding in findings { if let value = value(finding) { counts[value, default: 0] += 1 } }
      return counts.sorted { $0.key < $1.key }
    }
    let bySeverity = Dictionary(uniqueKeysWithValues: count { $0.severity.rawValue })
    severities = Severity.allCases.reversed().compactMap { severity in
      bySeverity[severity.rawValue].map { (severity, $0) }
    }
    rules = count(\.rule)
    subjects = count { Self.subject($0) }
    states = count { $0.state?.rawValue }
    origins = count { $0.origin?.rawValue }
  }

  /// What a finding is about: an image by its name, also where a Dockerfile's line is known, or a file.
  static func subject(_ finding: Finding) -> String {
    finding.location.imageTitle ?? finding.location.file ?? ""
  }

  var markup: Markup {
    .block(
      "form",
      [
        .init("id", "filters"), .init("role", "search"), .init("aria-label", "Filter findings"),
        .init("hidden"),
      ],
      [
        .block(
          "fieldset", [],
          [.element("legend", [], .text("Severity"))] + severities.map { box($0.rawValue, $1) }),
        .block(
          "div", [.init("class", "fields")],
          [
            .element(
              "label", [.init("class", "wide")], .element("span", [], .text("Text")),
              .void(
                "input",
                [
                  .init("type", "search"), .init("name", "text"), .init("autocomplete", "off"),
                  .init("placeholder", "Message, path, rule"),
                ])),
            choice("rule", "Rule", "All rules", rules, atLeast: 2),
            choice("subject", "Image or file", "All", subjects, atLeast: 2),
            choice("state", "State", "Any state", states, atLeast: 1),
            choice("origin", "Whose", "Anyone's", origins, atLeast: 2),
            .element("button", [.init("type", "reset")], .text("Clear")),
          ]),
      ])
  }

  private func box(_ value: String, _ count: Int) -> Markup {
    .element(
      "label", [.init("class", "choice \(value)")],
      .void(
        "input",
        [
          .init("type", "checkbox"), .init("name", "severity"), .init("value", value), .init("checked"),
        ]),
      .text(" \(value) "), .element("span", [.init("class", "number")], .text("\(count)")))
  }

  private func choice(
    _ name: String, _ title: String, _ all: String, _ values: [(String, Int)], atLeast: Int
  ) -> Markup {
    guard values.count >= atLeast else { return .none }
    let options = values.map { value, count in
      let label = Self.labels[value] ?? value
      return Markup.element(
        "option", [.init("value", value), .init("data-label", label)], .text("\(label) (\(count))"))
    }
    return .element(
      "label", [], .element("span", [], .text(title)),
      .block(
        "select", [.init("name", name)],
        [.element("option", [.init("value", "")], .text(all))] + options))
  }

  /// What the values of `FileState` and `Origin` mean to a reader.
  private static let labels = [
    FileState.visible.rawValue: "in the container", FileState.overwritten.rawValue: "overwritten",
    FileState.deleted.rawValue: "deleted", Origin.base.rawValue: "base image",
    Origin.yours.rawValue: "your build",
  ]
}
