import Compose
import Findings
import Images

extension Rule {
  static let composeIdleHealthCheck = Rule(
    id: "compose-idle-health-check",
    summary: "A health check always passes.",
    why: """
      The engine calls the service healthy whatever happens to it, and services that wait for it start too \
      early.
      """,
    fix: "Ask the service itself, for example with `curl -f http://localhost:8080/health`.",
    severity: .low, confidence: .certain,
    references: [.cis("5.27")],
    triggering: [
      .compose(
        "commands that do nothing",
        """
        services:
          a:
            image: a:1
            healthcheck:
              test: ▶exit 0
          b:
            image: b:1
            healthcheck:
              ▶test: [CMD, /bin/true]
          c:
            image: c:1
            healthcheck:
              ▶test: [CMD-SHELL, "curl -f localhost || true"]
          d:
            image: d:1
            healthcheck:
              ▶test: [CMD, sh, -c, "exit 0"]
        """)
    ],
    silent: [
      .compose(
        "checks that can fail",
        """
        services:
          a:
            image: a:1
            healthcheck: {test: "curl -f localhost || exit 1"}
          b:
            image: b:1
            healthcheck: {test: [CMD, test, -e, /run/ready]}
          c:
            image: c:1
            healthcheck: {test: [NONE]}
          d:
            image: d:1
            healthcheck: {test: [CMD, sh, -c, "test -e /run/ready"]}
        """)
    ],
    check: .service { service, _, _ in
      guard let check = service.healthCheck else { return [] }
      let line: String
      switch check.test {
      case .ofImage, .disabled: return []
      case .command(let words): line = words.joined(separator: " ")
      case .shell(let text): line = text
      }
      guard isIdle(line) else { return [] }
      return [
        Match(
          .compose(key: check.key), "The health check of service \(service.name) always passes (\(line)).")
      ]
    })

  /// Whether a line does nothing, or ends with a way out that passes in any case.
  private static func isIdle(_ line: String) -> Bool {
    var words = line.words
    if words.count > 2, words[0].hasSuffix("sh"), words[1] == "-c" { words.removeFirst(2) }
    let program = words.first.map {
      $0.utf8.split(separator: UInt8(ascii: "/")).last.map(Substring.init) ?? $0
    }
    switch words.count {
    case 1 where program == "true" || program == ":": return true
    case 2 where program == "exit" && words[1].split(separator: "/").last ?? words[1] == "0": return true
    case _ where program == "echo" && !line.hasText("&") && !line.hasText("|"): return true
    default: break
    }
    let ending = words.suffix(3).joined(separator: " ")
    return ending.hasSuffix("|| true") || ending.hasSuffix("|| exit 0") || ending.hasSuffix("|| :")
  }
}
