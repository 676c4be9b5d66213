import Foundation
import TestSupport
import Testing

/// Runs the program as people do, without the search for secrets, which has tests of its own.
func imgcheck(
  _ arguments: String..., input: Program.Input = .nothing, environment: [String: String] = [:],
  directory: String? = nil
) throws -> Program.Result {
  let result = try Program.imgcheck.run(
    arguments, input: input, environment: environment, directory: directory, seconds: 120)
  try #require(!result.isTimedOut, "imgcheck \(arguments.joined(separator: " ")) hangs")
  #expect(result.status < 126, "imgcheck crashed: \(result.errorText)")
  return result
}

/// The report as JSON values.
func report(
  _ arguments: String..., input: Program.Input = .nothing
) throws -> (status: Int, object: [String: Any]) {
  let result = try Program.imgcheck.run(
    arguments + ["--no-secrets", "--format", "json"], input: input, seconds: 120)
  let object = try JSONSerialization.jsonObject(with: Data(result.output)) as? [String: Any]
  return (result.status, try #require(object))
}

func archive(_ name: String) -> String { TestData.path("images/\(name)") }

extension [String: Any] {
  func objects(_ key: String) throws -> [[String: Any]] {
    try #require(self[key] as? [[String: Any]], "\(key)")
  }
}
