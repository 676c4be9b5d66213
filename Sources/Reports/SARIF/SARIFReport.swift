import Findings

/// The report as SARIF 2.1.0 (OASIS), in the subset that code scanning services show well.
///
/// A service keys alerts on rule, path and fingerprint; so paths hold the image's stable name and never a tag or
/// a digest, and all rules are listed, not only those that fired.
package struct SARIFReport {
  static let schema = "https://json.schemastore.org/sarif-2.1.0.json"

  /// Results that GitHub keeps of one run; of more, the worst are written and the rest is counted.
  static let maximumResults = 5_000

  let report: Report
  let options: RenderOptions
  let rules: [RuleDescription]
  let taxonomy: SARIFTaxonomy

  package static func render(_ report: Report, _ options: RenderOptions) throws -> String {
    let rules = options.rules(for: report)
    return try JSONText.render(
      SARIFReport(report: report, options: options, rules: rules, taxonomy: SARIFTaxonomy(rules)).log)
  }

  private var log: JSON {
    [
      "$schema": .text(Self.schema),
      "version": "2.1.0",
      "runs": [run],
    ]
  }

  private var run: JSON {
    let indexes = Dictionary(
      rules.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let results = findings.prefix(Self.maximumResults).map { finding in
      SARIFResult(finding, checkout: options.checkout).result(ruleIndex: indexes[finding.rule])
    }
    let run: JSON = [
      "tool": ["driver": driver],
      "taxonomies": .list(taxonomy.taxonomies),
      "invocations": [invocation],
      "originalUriBaseIds": [
        "%SRCROOT%": [
          "description": ["text": "The root of the checkout; image paths start with the image's name."]
        ]
      ],
      "columnKind": "unicodeCodePoints",
      // What stands in the place of secrets.
      "redactionTokens": ["***"],
      "results": .list(results),
      "versionControlProvenance": [provenance],
    ]
    return run.with("automationDetails", options.category.map { ["id": .text(Self.automationID($0))] })
  }

  /// Those that count, the engine's defaults of a project as one for each rule; then the suppressed ones where they are
  /// asked for.
  private var findings: [Finding] {
    HardeningDefaults(report).joined + (options.showsSuppressed ? report.suppressed ?? [] : [])
  }

  /// Everything before the last `/` is the category; so it has to end in one.
  private static func automationID(_ category: String) -> String {
    category.hasSuffix("/") ? category : category + "/"
  }

  /// Section 3.14.13. Outside of a working copy nothing is known of a repository, and `about:blank` says so.
  private var provenance: JSON {
    let known: JSON = [
      "repositoryUri": .text(options.checkout.repository ?? "about:blank"),
      "mappedTo": ["uriBaseId": "%SRCROOT%"],
    ]
    return known.with("revisionId", options.checkout.revision.map { .text($0) })
      .with("branch", options.checkout.branch.map { .text($0) })
  }

  private var driver: JSON {
    [
      "name": .text(report.tool.name),
      "fullName": "imgcheck container image and compose checker",
      "version": .text(report.tool.version),
      "semanticVersion": .text(report.tool.version),
      "informationUri": "https://github.com/imgcheck/imgcheck",
      "supportedTaxonomies": .list(taxonomy.references),
      "rules": .list(rules.map { SARIFRule($0, taxonomy).descriptor }),
    ]
  }

  /// Findings are no failure of the tool; what could not be checked is a notification.
  private var invocation: JSON {
    let left = findings.count - Self.maximumResults
    var notifications = report.incomplete.map { Self.notification("\($0.what): \($0.why)", level: "error") }
    if left > 0 { notifications.append(Self.notListed(left)) }
    notifications += unlistedPlaces
    notifications += report.notes.map { Self.notification($0, level: "note") }
    return Self.invocation(
      exitCode: report.exitCode, execution: notifications, configuration: configurationNotifications)
  }

  /// Section 3.20: what the run says of itself, and what it says of how it was set up.
  static func invocation(exitCode: Int, execution: [JSON], configuration: [JSON]) -> JSON {
    let invocation: JSON = ["executionSuccessful": true, "exitCode": .number(exitCode)]
    return invocation.with(
      "toolConfigurationNotifications", configuration.isEmpty ? nil : .list(configuration)
    )
    .with("toolExecutionNotifications", execution.isEmpty ? nil : .list(execution))
  }

  /// The files that options came from, and as a warning each setting of them that bears on the verdict.
  private var configurationNotifications: [JSON] {
    (report.configurations ?? []).flatMap { configuration in
      configuration.lines.enumerated().map {
        Self.notification($0.element, level: $0.offset == 0 ? "note" : "warning")
      }
    }
  }

  /// What the results that are written leave out of their places.
  private var unlistedPlaces: [JSON] {
    let cut = findings.prefix(Self.maximumResults).map { SARIFResult.unlisted($0) }.filter { $0 > 0 }
    guard !cut.isEmpty else { return [] }
    let findings = cut.count == 1 ? "1 finding is" : "\(cut.count) findings are"
    let places = cut.reduce(0, +)
    return [
      Self.notification(
        "\(findings) without \(places) related \(places == 1 ? "place" : "places"): a result has at most \(SARIFResult.maximumRelated). The JSON report lists all.",
        level: "note")
    ]
  }

  static func notListed(_ count: Int) -> JSON {
    notification("\(count) findings of lower severity are not listed.", level: "note")
  }

  private static func notification(_ text: String, level: String) -> JSON {
    ["level": .text(level), "message": ["text": .text(SARIFText.plain(text))]]
  }
}
