import Findings
import Reports

/// Reports for the tests of their formats.
package enum ReportSamples {
  package static let rule = RuleDescription(
    id: "layer-sample", summary: "A sample.", why: "It shows a format.", fix: "Do nothing.", severity: .high,
    confidence: .certain,
    references: [.cis("4.1"), .cwe(250), .page(title: "A page", url: "https://example.org/a")])

  package static let options = RenderOptions(rules: [rule])

  /// A finding in a layer of `registry.example.org/team/app`.
  package static func finding(
    _ number: Int = 0, severity: Severity = .high, path: String = "/srv/app/a b",
    message: String = "It is there.",
    origin: Origin? = .yours, line: Int? = nil
  ) -> Finding {
    var location = Location()
    location.image = "registry.example.org/team/app"
    location.layer = 2
    location.instruction = "COPY . /srv/app"
    location.path = path
    location.line = line
    location.encodedPath = ArchivePath(path).percentEncoded
    return Finding(
      rule: rule.id, severity: severity, confidence: .certain, message: message, fix: "Do nothing.",
      fingerprint: Fingerprint(parts: [String(number)]), location: location, origin: origin)
  }

  /// A finding in a compose file, with a way through it.
  package static func composeFinding(_ number: Int = 0, file: String = "deploy/compose.yaml") -> Finding {
    var finding = Finding(
      rule: rule.id, severity: .medium, confidence: .firm, message: "It is reached.", fix: "Close it.",
      fingerprint: Fingerprint(parts: ["compose", String(number)]), location: place(file, 4),
      related: [Finding.Related(location: place(file, 9), message: "The network.")])
    finding.steps = [
      Finding.Related(location: place(file, 2), message: "From the outside."),
      Finding.Related(location: place(file, 4), message: "To the service."),
    ]
    finding.edits = [.init(file: file, line: 4, column: 5, endLine: 4, endColumn: 9, replacement: "x")]
    return finding
  }

  private static func place(_ file: String, _ line: Int) -> Location {
    var place = Location()
    place.file = file
    place.line = line
    place.column = 5
    place.endLine = line
    place.endColumn = 12
    place.key = "services.web"
    return place
  }

  package static func suppressed(_ kind: Finding.Suppression.Kind) -> Finding {
    var finding = finding(900)
    finding.suppression = .init(
      kind: kind, reason: kind == .baseline ? "" : "It is known.", until: "2030-01-01")
    return finding
  }

  package static func report(
    _ findings: [Finding], incomplete: [Incomplete] = [], failOn: Severity = .high
  ) -> Report {
    var report = Report(
      tool: Report.Tool(name: "imgcheck", version: "1.2.3"),
      summary: Report.Summary(findings, failOn: failOn, isComplete: incomplete.isEmpty))
    report.findings = findings
    report.incomplete = incomplete
    return report
  }

  /// An image with packages, the digest being its manifest's.
  package static func image(
    name: String = "registry.example.org/team/app", packages: [PackageSummary] = packages
  ) -> ImageSummary {
    var image = ImageSummary(
      source: "app.tar", format: "oci-archive", compression: "none", name: name, tags: ["\(name):1.0"],
      platform: "linux/amd64", user: "", digest: "sha256:" + String(repeating: "ab", count: 32),
      complete: true,
      layers: [],
      finalTree: FinalTree(
        files: 1, directories: 1, symbolicLinks: 0, hardLinks: 0, others: 0, setUserID: 0, setGroupID: 0,
        bytes: 1),
      originBasis: "none")
    image.digestOf = "manifest"
    image.created = "2024-05-01T08:00:00Z"
    image.system = SystemSummary(id: "debian", version: "12", name: "Debian GNU/Linux 12 (bookworm)")
    image.packages = packages
    return image
  }

  package static let packages = [
    PackageSummary(
      name: "attr", version: "1:2.5.1-4", type: "deb",
      purl: "pkg:deb/debian/attr@1:2.5.1-4?arch=amd64&distro=debian-12", license: nil, layer: 0,
      path: "/var/lib/dpkg/status"),
    PackageSummary(
      name: "left-pad", version: "1.3.0", type: "npm", purl: "pkg:npm/left-pad@1.3.0", license: "MIT",
      layer: 1,
      path: "/srv/app/node_modules/left-pad/package.json"),
    PackageSummary(
      name: "left-pad", version: "1.3.0", type: "npm", purl: "pkg:npm/left-pad@1.3.0",
      license: "(MIT OR Apache-2.0)", layer: 1,
      path: "/srv/app/node_modules/a/node_modules/left-pad/package.json"),
    PackageSummary(
      name: "own", version: "1", type: "rpm", purl: nil, license: "as you like it", layer: 1, path: "/x"),
  ]

  // MARK: Hostile text

  /// What text from an image or a file may hold to get out of any format.
  package static let hostile =
    "\u{0}a\nb\r\n::error::x\t\"q\" 'p' |c| `d` ]]> <script>alert(1)</script> &amp; \u{1f600} \u{202e}gpj "
    + "%0A%3A,##[error]z [t](http://evil.example) @x \u{1b}[31m \\ $e$ --> \u{fffe}"

  /// A report whose every text is hostile.
  package static var hostileReport: Report {
    var location = Location()
    location.image = hostile
    location.layer = 0
    location.instruction = hostile
    location.path = "/" + hostile
    var file = Location()
    file.file = hostile
    file.line = -4
    file.column = 0
    file.endLine = -9
    file.key = hostile
    func finding(_ number: Int, _ place: Location) -> Finding {
      var finding = Finding(
        rule: hostile, severity: .high, confidence: .firm, message: hostile, fix: hostile,
        fingerprint: Fingerprint(text: [hostile, "", "x"][number]), location: place,
        related: [Finding.Related(location: place, message: hostile)])
      finding.steps = [Finding.Related(location: place, message: hostile)]
      finding.edits = [
        .init(file: hostile, line: 1, column: 1, endLine: 1, endColumn: 2, replacement: "x\n")
      ]
      return finding
    }
    var report = report(
      [finding(0, location), finding(1, file)], incomplete: [Incomplete(what: hostile, why: hostile)])
    var hidden = finding(2, file)
    hidden.suppression = .init(kind: .comment, reason: hostile, owner: hostile, ticket: hostile)
    report.suppressed = [hidden]
    report.notes = [hostile]
    var image = image(
      name: hostile,
      packages: [
        PackageSummary(
          name: hostile, version: hostile, type: "npm", purl: "pkg:npm/x", license: hostile, layer: 0,
          path: hostile)
      ])
    image.system = SystemSummary(id: hostile, version: hostile, name: hostile)
    image.created = hostile
    report.images = [image]
    report.compose = [ComposeSummary(files: [hostile], name: hostile, services: [hostile])]
    return report
  }
}
