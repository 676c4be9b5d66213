import Compose
import Findings
import Foundation
import Gate
import Policies
import Reports
import Rules
import Secrets
import TestSupport
import Testing

/// Services that only profiles switch on are judged whatever the project itself switches on.
struct ProfileTests {
  private static let compose = """
    services:
      a:
        image: a:1
        profiles: [cpu]
        mem_limit: 3g
      b:
        image: b:1
        profiles: [gpu]
        privileged: true
        mem_limit: 3g
    """

  private func run(
    _ text: String, _ environment: String = "", policy: Policy = .standard,
    _ change: (inout Options) -> Void = { _ in }
  ) -> ComposeCheck.Result {
    var options = Options(files: ["compose.yaml"])
    change(&options)
    return ComposeCheck(policy: policy, reader: FileReader(["compose.yaml": text, ".env": environment])).run(
      options)
  }

  @Test(arguments: ["", "COMPOSE_PROFILES=cpu\n", "COMPOSE_PROFILES=cpu,other\n", "COMPOSE_PROFILES=\n"])
  func `what .env switches on hides no service`(environment: String) throws {
    let result = run(Self.compose, environment)
    #expect(result.summary?.services == ["a", "b"])
    let finding = try #require(result.findings.first { $0.rule == "compose-privileged" })
    #expect(finding.message.hasSuffix("It runs only in the profile gpu."))
    #expect(!result.notes.contains { $0.contains("skipped") })
  }

  @Test(.enabled(if: TestData.shared != nil))
  func `the reported project of two profiles shows its privileged service`() throws {
    let folder = try #require(TestData.shared).appending(path: "cases/compose/profiles-env").path
    var options = Options()
    options.directory = folder
    let findings = ComposeCheck().run(options).findings.filter { $0.rule == "compose-privileged" }
    #expect(findings.map(\.location.key) == ["services.b.privileged"])
  }

  @Test func `who chooses profiles is told what is left unjudged`() {
    let result = run(Self.compose) { $0.profiles = ["cpu"] }
    #expect(!result.findings.contains { $0.rule == "compose-privileged" })
    #expect(result.notes.contains { $0.hasPrefix("service b (gpu) of") && $0.contains("skipped") })
    #expect(!run(Self.compose) { $0.profiles = ["*"] }.notes.contains { $0.contains("skipped") })
  }

  @Test func `a cause that a service without profiles shares is of no profile`() throws {
    let text = """
      x-common: &common
        privileged: true
      services:
        a:
          <<: *common
          image: a:1
          profiles: [p]
        b:
          <<: *common
          image: a:1
      """
    let shared = run(text).findings.filter { $0.rule == "compose-privileged" }
    #expect(shared.count == 1)
    #expect(shared.allSatisfy { !$0.message.contains("profile") })
    let both = run(text.replacing("b:\n    <<", with: "b:\n    profiles: [q]\n    <<")).findings
    #expect(
      both.first { $0.rule == "compose-privileged" }?.message.hasSuffix("only in the profiles p, q.") == true)
  }

  @Test func `profiles that are chosen together clash, others do not`() {
    let text = """
      services:
        a: {image: a:1, profiles: [x], ports: ["127.0.0.1:80:80"], container_name: n}
        b: {image: b:1, profiles: [y], ports: ["127.0.0.1:80:80"], container_name: n}
      """
    func clashes(_ environment: String) -> (Int, Int) {
      let result = run(text, environment)
      return (result.findings.count { $0.rule == "compose-port-clash" }, result.incomplete.count)
    }
    #expect(clashes("") == (0, 0))
    #expect(clashes("COMPOSE_PROFILES=x\n") == (0, 0))
    #expect(clashes("COMPOSE_PROFILES=x,y\n") == (1, 1))
    #expect(clashes("COMPOSE_PROFILES=*\n") == (1, 1))
  }

  @Test func `a service that waits for one of another profile is refused only where it runs`() {
    let text = """
      services:
        a: {image: a:1, depends_on: [b]}
        b: {image: b:1, profiles: [p]}
      """
    #expect(run(text, "COMPOSE_PROFILES=p\n").incomplete.isEmpty)
    #expect(run(text, "COMPOSE_PROFILES=q\n").incomplete.count == 1)
  }

  @Test func `the host's budget counts what runs together`() {
    var policy = Policy.standard
    policy.host = HostPolicy()
    policy.host?.memory = 4 << 30
    func promised(_ environment: String, _ profiles: [String]? = nil) -> Double? {
      run(Self.compose, environment, policy: policy) { $0.profiles = profiles }.budget?.resources.first?
        .promised
    }
    let three = Double(3 << 30)
    #expect(promised("") == 2 * three)
    #expect(promised("COMPOSE_PROFILES=cpu\n") == three)
    #expect(promised("COMPOSE_PROFILES=cpu,gpu\n") == 2 * three)
    #expect(promised("COMPOSE_PROFILES=cpu\n", ["cpu", "gpu"]) == 2 * three)
  }

  @Test func `a secret in the file names the profile too`() throws {
    let token = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a"
    let text = """
      services:
        a:
          image: a:1
          profiles: [p]
          command: run --with \(token)
      """
    let check = ComposeCheck(
      secrets: try BuiltInScanner.get(), reader: FileReader(["compose.yaml": text]))
    let finding = try #require(
      check.run(Options(files: ["compose.yaml"])).findings.first { $0.rule.hasPrefix("secret-") })
    #expect(finding.message.hasSuffix("Service a runs only in the profile p."))
  }
}
