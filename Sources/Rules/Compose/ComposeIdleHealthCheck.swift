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
          e:
            image: e:1
            healthcheck:
              test: ▶curl -f localhost; exit 0
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
          e:
            image: e:1
            healthcheck: {test: "curl -f localhost && exit 0; exit 1"}
          f:
            image: f:1
            healthcheck: {test: "if ! curl -f localhost; then exit 1; fi; exit 0"}
          g:
            image: g:1
            healthcheck: {test: [CMD, bash, -c, "echo > /dev/tcp/localhost/8080"]}
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

  /// Ways out that pass whatever came before.
  private static let endings = ["|| true", "|| exit 0", "|| :"]
  /// The same where nothing before leaves the script.
  private static let lastSteps = ["; true", "; exit 0", "; :"]

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
    case _ where program == "echo" && !line.contains(where: { "&|>".contains($0) }): return true
    default: break
    }
    let ending = words.suffix(3).joined(separator: " ")
    if endings.contains(where: { ending.hasSuffix($0) }) { return true }
    guard let step = lastSteps.first(where: { ending.hasSuffix($0) }) else { return false }
    let before = line.dropLast(step.count)
    return !before.hasText("exit") && !before.hasText("set -") && !before.hasText("return")
  }
}
