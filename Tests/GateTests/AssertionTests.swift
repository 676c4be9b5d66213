import Compose
import Findings
import Foundation
import Policies
import Reports
import TestSupport
import Testing

@testable import Gate

/// A policy's assertions over what a run reads and finds.
struct AssertionTests {
  private static let project = """
    # compose
    services:
      db:
        image: postgres:16
        labels: {team: data}
        ports: ["127.0.0.1:5432:5432"]
        volumes: ["./data:/var/lib/postgresql/data"]
        mem_limit: 1g
      web:
        image: app:1.0
        environment: {LOG_LEVEL: info}
        healthcheck: {test: [CMD, /srv/app, health]}
      late:
        image: "app:${TAG}"

    """
  private static let image = """
    # image
    image: app:1.0
    User: 10001
    Env: MODE=production
    Labels: org.opencontainers.image.base.name=debian:12
    layer: COPY app /srv/app # buildkit
      -rwxr-xr-x 0:0 /srv/app 10
      package dpkg curl 7.88.1
      package dpkg bash 5.2

    """

  /// The findings of assertions as `name: place`, and all else of the run.
  private func run(_ assertions: String, _ input: String = project + image, more: String = "") throws -> (
    found: [String], report: Report
  ) {
    let run = try PackRun(input + "# policy\nassertions:\n\(assertions)\n\(more)", under: ["baseline"])
    let found = run.report.findings.filter { $0.rule.hasPrefix("assert-") }
    return (
      found.map {
        "\($0.rule.dropFirst(7)): \($0.location.image ?? $0.location.key ?? "\($0.location.line ?? 0)")"
      }
      .sorted(), run.report
    )
  }

  @Test func eachKindOfThingIsReportedAtItsPlace() throws {
    let (found, report) = try run(
      """
        - {name: tagged, for: service, where: "service.name != 'late'", that: service.tag.startsWith('16'), message: The tag is old}
        - {name: user, for: image, that: image.user == '', message: The image has a user.}
        - {name: curl, for: package, that: pkg.name != 'curl', severity: high, message: No curl., fix: Remove it.}
        - {name: small, for: project, that: project.services.size() < 3, message: The project is large.}
        - {name: nothing, that: findings.size() == 0 && images.size() == 2, message: There is something.}
        - {name: none, for: finding, that: finding.service != 'db', message: The data store has a finding.}
        - {name: runs, for: service, where: "service.name == 'web'", that: "service.images[0].environment['MODE'] == 'test'", message: It runs in production.}
      """)
    #expect(found.contains("tagged: services.web") && !found.contains("tagged: services.db"))
    #expect(
      found.contains("user: app") && found.contains("small: services") && found.contains("runs: services.web")
    )
    #expect(found.filter { $0.hasPrefix("curl") } == ["curl: app"])
    #expect(found.filter { $0.hasPrefix("nothing") } == ["nothing: 7"])
    #expect(found.contains { $0.hasPrefix("none: services.db") })
    let curl = try #require(report.findings.first { $0.rule == "assert-curl" })
    #expect(curl.message == "Package curl 7.88.1 breaks the assertion curl: No curl.")
    #expect(curl.fix == "Remove it." && curl.severity == .high)
    #expect(curl.related.first?.location.file?.hasSuffix("policy.yaml") == true)
    let tagged = try #require(report.findings.first { $0.rule == "assert-tagged" })
    #expect(tagged.message == "Service web breaks the assertion tagged: The tag is old.")
    #expect(tagged.location.line == 8)
    #expect(Set(report.findings.map(\.fingerprint)).count == report.findings.count)
  }

  @Test func whatIsTrueIsSilent() throws {
    let (found, report) = try run(
      """
        - {name: a, for: service, where: "service.name == 'db'", that: "service.role == 'data-store' && service.memory_limit == 1073741824 && service.ports.all(p, p.address == '127.0.0.1' && p.published == 5432) && service.mounts.exists(m, m.type == 'bind' && m.target.endsWith('/data')) && service.labels.team == 'data'", message: m}
        - {name: b, for: service, where: "service.name == 'web'", that: "service.environment.LOG_LEVEL == 'info' && service.health_check.contains('health') && service.config.image == 'app:1.0' && !has(service.memory_limit)", message: m}
        - {name: c, for: image, that: "image.base == 'debian:12' && image.packages.size() == 2 && image.environment.MODE == 'production' && image.layers == 1 && image.size > 0", message: m}
        - {name: d, that: "packages.exists_one(p, p.name == 'bash' && p.type == 'deb' && p.version == '5.2') && projects[0].services.size() == 3 && services.size() == 3", message: m}
      """)
    #expect(found.isEmpty)
    #expect(!report.incomplete.contains { $0.what.contains("assertion") }, "\(report.incomplete)")
  }

  @Test func anErrorMakesTheRunIncompleteAndNeverClean() throws {
    let (found, report) = try run(
      """
        - {name: tagged, for: service, that: service.tag != 'latest', message: m}
        - {name: owner, for: service, where: "service.name == 'web'", that: service.labels.owner == 'a', message: m}
      """)
    #expect(found.isEmpty)
    #expect(report.summary.verdict == .incomplete)
    let said = report.incomplete.map { "\($0.what): \($0.why)" }
    #expect(
      said == [
        "assertion tagged for service late: services.late.image is known only at run time; set its variables with --env",
        "assertion owner for service web: there is no key 'owner'",
      ])
  }

  @Test func anAssertionThatCostsTooMuchIsNotChecked() throws {
    let body = String(repeating: "[1, 2, 3, 4, 5, 6, 7, 8].all(X, ", count: 8)
    let text = body.enumerated().map { $1 == "X" ? "x\($0)" : String($1) }.joined()
    let (_, report) = try run(
      "  - {name: slow, for: service, that: \"\(text)true\(String(repeating: ")", count: 8))\", message: m}")
    #expect(report.incomplete.contains { $0.why.contains("takes too many steps") })
  }

  @Test func rulesExceptionsAndCommentsHoldForAssertions() throws {
    let assertion =
      "  - {name: tagged, for: service, where: \"service.name != 'late'\", that: service.tag == '1', message: m}"
    #expect(try run(assertion).found == ["tagged: services.db", "tagged: services.web"])
    #expect(try run(assertion, more: "rules: {assert-tagged: off}").found.isEmpty)
    let lowered = try run(
      assertion, more: "rules: {assert-*: {for: [{role: data-store, severity: critical}]}}\nfail-on: critical"
    )
    #expect(lowered.report.findings.filter { $0.severity == .critical }.map(\.rule).contains("assert-tagged"))
    let excepted = try run(
      assertion,
      more:
        "exceptions: [{rule: assert-tagged, service: db, reason: known}, {rule: assert-tagged, role: edge, reason: r}]"
    )
    #expect(excepted.found == ["tagged: services.web"])
    #expect(
      excepted.report.suppressed?.contains { $0.rule == "assert-tagged" && $0.suppression?.reason == "known" }
        == true)
    #expect(excepted.report.notes.filter { $0.contains("assert-tagged") }.count == 1)
    let commented = try run(
      assertion,
      Self.project.replacing("  web:\n", with: "  # imgcheck: allow[assert-tagged] it is ours\n  web:\n")
        + Self.image)
    #expect(commented.found == ["tagged: services.db"])
    #expect(commented.report.suppressed?.contains { $0.suppression?.reason == "it is ours" } == true)
    let unused = try PackRun(
      "# compose\nservices:\n  # imgcheck: allow[assert-none] why\n  web: {image: \"web:1\"}\n",
      under: ["baseline"])
    #expect(
      unused.report.notes.contains {
        $0.hasSuffix("the exception for assert-none suppresses nothing in this run")
      })
  }

  @Test func aFindingOfAnAssertionIsTheSameInTheNextRun() throws {
    let assertion = "  - {name: curl, for: package, that: pkg.name != 'curl', message: m}"
    func fingerprints(_ input: String) throws -> [Fingerprint] {
      try run(assertion, input).report.findings.filter { $0.rule == "assert-curl" }.map(\.fingerprint)
    }
    let once = try fingerprints(Self.image)
    #expect(once.count == 1)
    #expect(try fingerprints(Self.image.replacing("7.88.1", with: "8.0")) == once)
  }

  @Test func everyFieldOfTheModelIsFilledInSomewhere() throws {
    // A field that nothing sets would be an assertion that is always or never true.
    let set =
      AssertionModel.finding.fields.map { "findings.exists(f, has(f.\($0.name)))" }
      + AssertionModel.package.fields.filter { !["purl", "license"].contains($0.name) }.map {
        "packages.exists(p, has(p.\($0.name)))"
      }
      + AssertionModel.project.fields.map { "projects.exists(p, has(p.\($0.name)))" }
    let lines = set.enumerated().map { "  - {name: f\($0), that: \"\($1)\", message: m}" }.joined(
      separator: "\n")
    let (found, report) = try run(lines)
    #expect(found.isEmpty, "\(found)")
    #expect(!report.incomplete.contains { $0.what.contains("assertion") })
  }
}

/// Contents of files that services mount.
struct MountedFileTests {
  private func check(_ files: [String: String], _ policy: String) throws -> ComposeCheck.Result {
    let loader = PolicyLoader(
      reader: FileReader(["p.yaml": "version: 1\n" + policy]), builtIn: [:], rules: [])
    return ComposeCheck(policy: try loader.load(["p.yaml"]).policy, reader: FileReader(files)).run(
      Options(files: ["deploy/compose.yaml"]))
  }

  private let compose = """
    services:
      web:
        image: nginx:1
        volumes: ["../nginx.conf:/etc/nginx/nginx.conf:ro", "${DIR}/x.conf:/etc/x.conf"]
    """

  @Test func aFileThatCannotBeReadIsNotChecked() throws {
    let policy =
      "compose: {mounted-files: [{path: /etc/nginx/nginx.conf, lacks: a}, {path: /etc/x.conf, lacks: a}]}"
    let absent = try check(["deploy/compose.yaml": compose], policy)
    let said = absent.incomplete.map { "\($0.what): \($0.why)" }
    #expect(said.count == 2)
    #expect(
      said[0].hasSuffix("nginx.conf, which service web mounts at /etc/nginx/nginx.conf: does not exist"))
    #expect(said[1].hasSuffix("/x.conf, which service web mounts at /etc/x.conf: is only known at run time"))
    let large = try check(
      ["deploy/compose.yaml": compose, "nginx.conf": String(repeating: "b", count: 2 << 20)],
      "compose: {mounted-files: [{path: /etc/nginx/nginx.conf, lacks: a}]}")
    #expect(large.incomplete.map(\.why) == ["has more than 1048576 bytes"])
    #expect(try check(["deploy/compose.yaml": compose], "").incomplete.isEmpty)
  }

  @Test func aPolicyOfTheCheckoutReadsNoFileOutsideOfTheProject() throws {
    let folder = try ScratchDirectory()
    try folder.write(Array("debug".utf8), to: "secret.conf")
    try folder.write(Array("debug".utf8), to: "deploy/own.conf")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("deploy/link.conf"), withDestinationPath: "../secret.conf")
    let text = """
      services:
        web:
          image: nginx:1
          volumes: ["../secret.conf:/a.conf", "./own.conf:/b.conf", "./link.conf:/c.conf"]
      """
    try folder.write(Array(text.utf8), to: "deploy/compose.yaml")
    let loader = PolicyLoader(
      reader: FileReader([
        "p.yaml": "version: 1\ncompose: {mounted-files: [{path: \"/?.conf\", lacks: debug}]}\n"
      ]),
      builtIn: [:], rules: [])
    var policy = try loader.load(["p.yaml"]).policy
    func run(_ policy: Policy) -> ComposeCheck.Result {
      ComposeCheck(policy: policy).run(Options(files: [folder.path("deploy/compose.yaml")]))
    }
    let trusted = run(policy)
    #expect(trusted.findings.filter { $0.rule == "compose-wrong-mounted-file" }.count == 3)
    policy = WeighedPolicy.proposal(policy).policy
    let found = run(policy)
    #expect(found.findings.filter { $0.rule == "compose-wrong-mounted-file" }.count == 1)
    #expect(found.incomplete.count { $0.why.contains("lies outside of the project") } == 2)
  }

  @Test func aFileBesideTheProjectIsRead() throws {
    let policy =
      "compose: {mounted-files: [{path: /etc/nginx/nginx.conf, lacks: \"^debug\", reason: no logs}]}"
    let result = try check(["deploy/compose.yaml": compose, "nginx.conf": "a\ndebug on\n"], policy)
    let found = result.findings.filter { $0.rule == "compose-wrong-mounted-file" }
    #expect(
      found.map(\.message) == [
        "Service web mounts ../nginx.conf at /etc/nginx/nginx.conf, which contains '^debug' on line 2. Reason: no logs."
      ])
    #expect(result.incomplete.isEmpty)
  }
}
