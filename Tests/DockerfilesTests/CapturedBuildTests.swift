import Images
import Testing

@testable import Dockerfiles

/// Histories that real builders wrote, each step held to the line that a person says it comes from.
struct CapturedBuildTests {
  @Test(arguments: try CapturedBuild.all) func everyStepHasItsLine(build: CapturedBuild) throws {
    let file = try build.dockerfile()
    let blame = try build.blame(file)
    #expect(blame.agreement == .whole)
    let steps = try build.config().history.count
    let seen = (0..<steps).map { step in
      blame.instruction(ofStep: step).map { CapturedBuild.Line(lines: $0.place, keyword: $0.keyword) }
    }
    let expected = try build.expected()
    try #require(expected.count <= steps)
    #expect(Array(seen.suffix(expected.count)) == expected.map(Optional.some))
    let base = seen.dropLast(expected.count)
    #expect(base.allSatisfy { $0?.keyword == "FROM" })
    #expect(Set(base).count <= 1)
  }
}
