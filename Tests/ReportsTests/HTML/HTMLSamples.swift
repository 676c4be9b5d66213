import Findings
import Reports
import TestSupport

/// Reports that have all that a page can show.
enum HTMLSamples {
  /// A report in which each text from outside is `text`.
  static func full(_ text: String = "sample") -> Report {
    var report = ReportSamples.report(
      [finding(text, .critical), finding(text, .low, rule: "unknown \(text)")],
      incomplete: [Incomplete(what: text, why: text)])
    report.suppressed = [suppressed(text)]
    report.images = [image(text)]
    report.compose = [project(text)]
    report.budget = budget(text)
    report.notes = [text]
    return report
  }

  static func finding(_ text: String, _ severity: Severity, rule: String? = nil) -> Finding {
    var location = Location()
    location.image = text
    location.layer = 1
    location.instruction = text
    location.path = text
    var file = Location()
    file.file = text
    file.line = 3
    file.key = text
    var finding = Finding(
      rule: rule ?? ReportSamples.rule.id, severity: severity, confidence: .tentative, message: text,
      fix: text,
      fingerprint: Fingerprint(text: text), location: location,
      related: [Finding.Related(location: file, message: text)], state: .deleted, origin: .base, bytes: 10)
    finding.edits = [
      Finding.Edit(file: text, line: 1, column: 1, endLine: 1, endColumn: 1, replacement: text)
    ]
    finding.steps = [Finding.Related(location: file, message: text)]
    return finding
  }

  static func suppressed(_ text: String) -> Finding {
    var finding = finding(text, .high)
    finding.suppression = Finding.Suppression(
      kind: .exception, reason: text, until: text, owner: text, ticket: text)
    return finding
  }

  static func image(_ text: String) -> ImageSummary {
    var layers = [Int64(600), 300, 0].enumerated().map { index, size in
      LayerSummary(
        index: index, diffID: text, digest: text, mediaType: text, compression: text, size: size,
        uncompressedSize: size, entries: 3, whiteouts: 0, opaque: 0, instruction: index == 2 ? nil : text,
        origin: index == 0 ? .base : .yours, status: index == 2 ? text : "ok")
    }
    layers[1].hiddenBytes = 100
    var image = ImageSummary(
      source: text, format: text, compression: text, name: text, tags: [text], platform: text, user: text,
      digest: text, complete: false, layers: layers,
      finalTree: FinalTree(
        files: 9, directories: 3, symbolicLinks: 0, hardLinks: 0, others: 0, setUserID: 1, setGroupID: 0,
        bytes: 800),
      originBasis: "none")
    image.directories = [
      DirectorySummary(
        path: "/\(text)", bytes: 700, files: 8,
        children: [DirectorySummary(path: "/\(text)/inner", bytes: 500, files: 5)])
    ]
    return image
  }

  static func project(_ text: String) -> ComposeSummary {
    var project = ComposeSummary(files: [text], name: text, services: [text])
    var network = NetworkSummary(
      nodes: [
        .init(id: "outside", kind: .outside, title: text), .init(id: "host", kind: .host, title: text),
        .init(id: "service \(text)", kind: .service, title: text, zone: text),
        .init(id: "network \(text)", kind: .internalNetwork, title: text),
      ],
      links: [
        .init(from: "outside", to: "service \(text)", title: text),
        .init(from: "service \(text)", to: "network \(text)", title: ""),
      ])
    network.zones = [.init(name: text, members: ["network \(text)"])]
    network.forbidden = [.init(nodes: ["outside", "service \(text)", "network \(text)"], message: text)]
    project.network = network
    return project
  }

  static func budget(_ text: String) -> HostBudget {
    HostBudget(
      resources: [
        .init(
          name: "memory", available: 8e9, overcommit: 1.5, promised: 14e9, reserved: 2e9, unlimited: [text]),
        .init(name: text, available: 0, overcommit: 1, promised: .infinity, reserved: .nan, unlimited: []),
      ],
      shares: [
        .init(project: text, service: text, replicas: 2, cpus: nil, memory: 14e9, pids: 100)
      ])
  }
}
