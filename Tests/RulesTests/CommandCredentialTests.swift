import Findings
import Policies
import Rules
import TestSupport
import Testing

/// A credential that a command holds weighs as much as one of the environment: less where it is only a default.
struct CommandCredentialTests {
  private func found(_ command: String) throws -> [Match] {
    let rule = try #require(Rule.named("compose-literal-credential"))
    guard case .compose(let check) = rule.check else { return [] }
    let text = "services:\n  cache:\n    image: redis:7\n    command: \(command)\n"
    return check(try ComposeListing(text).project, .standard)
  }

  @Test(arguments: [
    "--requirepass ${REDIS_AUTH:-hunter2hunter2}",
    "[redis-server, --requirepass, \"${REDIS_AUTH:-hunter2hunter2}\"]",
  ])
  func theDefaultOfAVariableIsMedium(command: String) throws {
    let match = try #require(try found(command).first)
    #expect(match.severity == .medium)
    #expect(match.message == "The command of service cache has a credential as a variable's default.")
  }

  @Test func whatIsWrittenBesideAnotherDefaultIsHigh() throws {
    let match = try #require(
      try found("redis-server --requirepass hunter2hunter2 --maxmemory ${SIZE:-1gb}").first)
    #expect(match.severity == nil)
    #expect(match.message == "The command of service cache contains a credential in plain text.")
  }
}
