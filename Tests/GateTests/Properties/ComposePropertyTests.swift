import Findings
import Reports
import TestSupport
import Testing

@testable import Gate

/// What holds for every project, tried on services made by chance from a fixed seed.
struct ComposePropertyTests {
  /// What a service may say, one of each list.
  private static let settings: [[String]] = [
    ["image: nginx", "image: 'example.org/a:1.2'", "image: 'postgres:16'", "build: ."],
    ["privileged: true", "cap_add: [SYS_ADMIN]", "cap_drop: [ALL]"],
    ["ports: ['8080:80']", "ports: ['127.0.0.1:8081:80']", "network_mode: host"],
    ["volumes: ['/var/run/docker.sock:/var/run/docker.sock']", "volumes: ['data:/data']"],
    ["user: root", "user: '1000'"], ["read_only: true"], ["mem_limit: 64m", "mem_limit: 64g"],
    ["pids_limit: 100"], ["cpus: 1", "cpus: 32"], ["restart: always", "restart: unless-stopped"],
    ["healthcheck: {test: [CMD, 'true']}", "healthcheck: {disable: true}"],
    ["security_opt: ['no-new-privileges:true']", "security_opt: ['seccomp:unconfined']"],
    ["environment: {DEBUG: '1'}"], ["logging: {driver: none}"], ["pid: host"],
  ]

  private func project(services: Int, seed: UInt64) -> String {
    var random = FixedRandom(seed: seed)
    var text = "name: p\nservices:\n"
    for service in 0..<services {
      text += "  s\(service):\n"
      for (number, choices) in Self.settings.enumerated() where number == 0 || Bool.random(using: &random) {
        text += "    \(choices.randomElement(using: &random) ?? "")\n"
      }
    }
    return text + "volumes: {data: {}}\n"
  }

  /// A finding by what it is about: the file lies in a folder that has another name in each run.
  private struct Place: Hashable {
    let rule: String
    let line: Int?
    let key: String?

    init(_ finding: Finding) {
      (rule, line, key) = (finding.rule, finding.location.line, finding.location.key)
    }
  }

  @Test func `a stricter policy has no fewer findings`() throws {
    let text = project(services: 12, seed: 18)
    var last: Set<Place> = []
    for pack in ["development", "staging", "production"] {
      let report = try PackRun("# compose\n\(text)", under: [pack]).report
      let found = Set(report.findings.map(Place.init))
      #expect(found.count > 12)
      let lost = last.subtracting(found)
      #expect(lost.isEmpty, "\(pack) has no \(lost) of\n\(text)")
      last = found
    }
  }
}
