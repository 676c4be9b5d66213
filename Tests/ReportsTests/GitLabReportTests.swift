import Findings
import Foundation
import Reports
import TestSupport
import Testing

struct GitLabReportTests {
  private func quality(_ report: Report) throws -> [JSON] {
    let text = try CodeQualityReport.render(report, ReportSamples.options)
    #expect(text.utf8.first == UInt8(ascii: "["), "no byte order mark")
    return try JSONDecoder().decode(JSON.self, from: Data(text.utf8)).elements
  }

  private func security(_ report: Report, _ change: (inout RenderOptions) -> Void = { _ in }) throws -> JSON {
    var options = ReportSamples.options
    change(&options)
    let text = try SecurityReport.render(report, options)
    return try JSONDecoder().decode(JSON.self, from: Data(text.utf8))
  }

  @Test func eachSeverityHasItsWord() throws {
    let findings = Severity.allCases.enumerated().map { ReportSamples.finding($0, severity: $1) }
    let words = try quality(ReportSamples.report(findings)).map { $0["severity"] }
    #expect(words == ["info", "minor", "major", "critical", "blocker"])
    let levels = try #require(security(ReportSamples.report(findings))["vulnerabilities"]).elements
    #expect(levels.map { $0["severity"] } == ["Info", "Low", "Medium", "High", "Critical"])
  }

  @Test func aRemarkHasWhatGitLabReads() throws {
    let remark = try quality(ReportSamples.report([ReportSamples.composeFinding()])).first
    #expect(remark?["check_name"] == "layer-sample")
    #expect(remark?["location"] == ["path": "deploy/compose.yaml", "lines": ["begin": 4]])
    let inImage = try quality(ReportSamples.report([ReportSamples.finding()])).first
    #expect(inImage?["location"]?["path"] == "registry.example.org/team/app/srv/app/a b")
  }

  @Test func whatWasNotCheckedIsNeverAnEmptyList() throws {
    let report = ReportSamples.report([], incomplete: [Incomplete(what: "/no/such", why: "is absent")])
    #expect(try quality(ReportSamples.report([])).isEmpty)
    #expect(try quality(report).map { $0["severity"] } == ["blocker"])
    let scan = try security(report)["scan"]
    #expect(scan?["status"] == "failure")
    #expect(scan?["messages"]?.elements.first?["value"] == "Not checked: /no/such: is absent")
    #expect(try security(ReportSamples.report([]))["scan"]?["status"] == "success")
  }

  @Test func fingerprintsAndIDsAreUnique() throws {
    let report = ReportSamples.report((0..<50).map { ReportSamples.finding($0) })
    #expect(Set(try quality(report).map { $0["fingerprint"] }).count == 50)
    let ids = try #require(security(report)["vulnerabilities"]).elements.compactMap { $0["id"]?.string }
    #expect(Set(ids).count == 50)
    #expect(
      ids.allSatisfy {
        $0.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil
      })
  }

  @Test func aSecurityReportHasWhatItsSchemaRequirements() throws {
    for report in [
      ReportSamples.report([]),
      ReportSamples.report([ReportSamples.finding(), ReportSamples.composeFinding()]),
      ReportSamples.hostileReport,
    ] {
      #expect(SchemaCheck(Self.schema).problems(try security(report)) == [])
    }
  }

  /// The parts of GitLab's sast schema 15.0.7 that this report makes use of.
  private static let schema: JSON = [
    "type": "object", "required": ["scan", "version", "vulnerabilities"],
    "properties": [
      "version": ["const": "15.0.7"],
      "scan": [
        "type": "object", "additionalProperties": false,
        "required": ["analyzer", "end_time", "scanner", "start_time", "status", "type"],
        "properties": [
          "type": ["enum": ["sast"]], "status": ["enum": ["success", "failure"]],
          "start_time": ["type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}$"],
          "end_time": ["type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}$"],
          "analyzer": ["type": "object", "required": ["id", "name", "version", "vendor"]],
          "scanner": ["type": "object", "required": ["id", "name", "version", "vendor"]],
          "messages": [
            "type": "array",
            "items": [
              "type": "object", "required": ["level", "value"],
              "properties": [
                "level": ["enum": ["info", "warn", "fatal"]], "value": ["type": "string", "minLength": 1],
              ],
            ],
          ],
        ],
      ],
      "vulnerabilities": [
        "type": "array",
        "items": [
          "type": "object", "required": ["id", "identifiers", "location"],
          "properties": [
            "id": ["type": "string", "minLength": 1], "name": ["type": "string", "maxLength": 255],
            "description": ["type": "string", "maxLength": 1_048_576],
            "solution": ["type": "string", "maxLength": 7_000],
            "severity": ["enum": ["Info", "Unknown", "Low", "Medium", "High", "Critical"]],
            "identifiers": [
              "type": "array", "minItems": 1,
              "items": [
                "type": "object", "required": ["type", "name", "value"],
                "properties": [
                  "url": ["type": "string", "pattern": "^(https?|ftp)://.+"],
                  "value": ["type": "string", "minLength": 1], "name": ["type": "string", "minLength": 1],
                ],
              ],
            ],
            "location": [
              "type": "object", "required": ["file"],
              "properties": [
                "start_line": ["type": "integer", "minimum": 1], "file": ["type": "string", "minLength": 1],
              ],
            ],
          ],
        ],
      ],
    ],
  ]

  @Test func theTimeIsTheGivenOneThenTheImagesThenNone() throws {
    var report = ReportSamples.report([])
    #expect(try security(report)["scan"]?["start_time"] == "1970-01-01T00:00:00")
    report.images = [ReportSamples.image()]
    #expect(try security(report)["scan"]?["start_time"] == "2024-05-01T08:00:00")
    let given = try security(report) { $0.date = Timestamp(seconds: 1_700_000_000) }
    #expect(given["scan"]?["start_time"] == "2023-11-14T22:13:20")
  }
}
