import Findings

/// The report as an in-toto statement (in-toto.io/Statement/v1) with a test result
/// (in-toto.io/attestation/test-result/v0.1): which images and files were checked, by digest, and which rules they
/// passed.
///
/// It is not signed: that is for a tool that holds the keys.
package enum InTotoReport {
  package static func render(_ report: Report, _ options: RenderOptions) throws -> String {
    try JSONText.render(
      [
        "_type": "https://in-toto.io/Statement/v1",
        "subject": .list(subjects(report)),
        "predicateType": "https://in-toto.io/attestation/test-result/v0.1",
        "predicate": predicate(report, options.checkedRules(in: report)),
      ] as JSON)
  }

  /// Images by their manifest's digest, or that of their config where the archive has no manifest; then the
  /// compose files. The media type says which digest it is.
  private static func subjects(_ report: Report) -> [JSON] {
    let images = report.images.compactMap { image -> JSON? in
      guard let digest = image.digest.flatMap(digestSet) else { return nil }
      let type = image.digestOf == "manifest" ? "manifest" : "config"
      return [
        "name": .text(SafeText.show(image.title)), "digest": digest,
        "mediaType": .text("application/vnd.oci.image.\(type).v1+json"),
      ]
    }
    let files = report.compose.flatMap { ($0.digests ?? [:]).sorted { $0.key < $1.key } }.compactMap {
      file, digest -> JSON? in
      digestSet(digest).map { ["name": .text(SafeText.show(file)), "digest": $0] }
    }
    var seen: Set<JSON> = []
    return (images + files).filter { seen.insert($0).inserted }
  }

  private static func digestSet(_ digest: String) -> JSON? {
    guard let match = digest.wholeMatch(of: /(sha256|sha512):([0-9a-f]+)/) else { return nil }
    return [String(match.output.1): .text(String(match.output.2))]
  }

  private static func predicate(_ report: Report, _ rules: [RuleDescription]) -> JSON {
    let failOn = report.summary.failOn
    let failed = Set(report.findings.filter { $0.severity >= failOn }.map(\.rule))
    let warned = Set(report.findings.map(\.rule)).subtracting(failed)
    let unread = report.incomplete.map { "not checked: \(SafeText.show($0.what))" }
    let suppressed = Set((report.suppressed ?? []).map(\.rule))
    // Of what was not checked nothing has passed.
    let passed = Set(rules.filter { applies($0, to: report) }.map(\.id)).subtracting(failed).subtracting(
      warned
    ).subtracting(suppressed)
    return [
      "result": result(report),
      "configuration": [
        [
          "name": "imgcheck",
          "uri": .text("pkg:github/imgcheck/imgcheck@\(SafeText.show(report.tool.version))"),
          "annotations": ["failOn": .text(failOn.rawValue)],
        ]
      ],
      "passedTests": list(passed), "warnedTests": list(warned),
      "failedTests": .list(
        failed.sorted().map { .text(SafeText.show($0)) } + Set(unread).sorted().map { .text($0) }),
    ]
  }

  private static func list(_ ids: Set<String>) -> JSON {
    .list(ids.sorted().map { .text(SafeText.show($0)) })
  }

  private static func result(_ report: Report) -> JSON {
    switch report.summary.verdict {
    case .pass: report.findings.isEmpty ? "PASSED" : "WARNED"
    case .fail, .incomplete: "FAILED"
    }
  }

  /// Whether a rule had anything to look at.
  private static func applies(_ rule: RuleDescription, to report: Report) -> Bool {
    let subjects = report.subjects
    return subjects.contains(String(rule.id.prefix { $0 != "-" }))
  }
}

extension Report {
  /// What the rules that ran are about, by the first word of their ids.
  var subjects: Set<String> {
    let ofImages: Set<String> = images.isEmpty ? [] : ["image", "layer", "secret"]
    let ofProjects: Set<String> = compose.isEmpty ? [] : ["compose"]
    return ofImages.union(ofProjects).union(images.isEmpty || compose.isEmpty ? [] : ["cross"])
  }
}
