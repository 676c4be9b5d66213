import Foundation
import Testing

@testable import PatternScan

@Suite struct PatternScanTests {
  @Test func aHitNamesTheExpressionAndItsEnd() throws {
    let database = try PatternDatabase(compiling: [PatternExpression("abc"), PatternExpression("x[0-9]{3}")])
    #expect(
      try hits(database, "..abc..x123") == [
        PatternHit(expression: 0, end: 5), PatternHit(expression: 1, end: 11),
      ])
    #expect(try hits(database, "").isEmpty)
  }

  @Test func caseIsIgnoredWhereAskedFor() throws {
    let database = try PatternDatabase(compiling: [
      PatternExpression("abc", ignoresCase: true), PatternExpression("abd"),
    ])
    #expect(try hits(database, "ABC ABD abd").map(\.expression) == [0, 1])
  }

  @Test func aWrongExpressionIsNamed() {
    #expect(throws: PatternError.self) {
      try PatternDatabase(compiling: [PatternExpression("good"), PatternExpression("b(ad")])
    }
    do {
      _ = try PatternDatabase(compiling: [PatternExpression("good"), PatternExpression("b(ad")])
    } catch {
      guard case .expression(let index, let text, _) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(index == 1 && text == "b(ad")
    }
  }

  @Test func widthsAreThoseOfTheExpression() throws {
    let widths = try PatternExpression("ab[0-9]{2,5}").widths()
    #expect(widths.shortest == 4 && widths.longest == 7)
    #expect(try PatternExpression("a+").widths().longest == nil)
  }

  @Test func aConfirmationGivesGroupsAndSeesWhatStandsBefore() throws {
    var scratch = try ConfirmingScratch()
    let text = Array("xkey=value;".utf8)
    let expression = ConfirmingExpression("(?<=x)key=([a-z]+)(,)?")
    guard
      case .match(let match) = try scratch.confirm(expression, in: text.span, starts: 1...1, to: text.count)
    else {
      Issue.record("no match")
      return
    }
    #expect(match.whole == 1..<10)
    #expect(match.groups[1] == 5..<10)
    #expect(try scratch.confirm(expression, in: text.span, starts: 0...0, to: text.count) == .none)
    #expect(try scratch.confirm(expression, in: text.span, starts: 1...1, to: 4) == .none)
  }

  @Test func anExpensiveConfirmationIsGivenUp() throws {
    var scratch = try ConfirmingScratch()
    let text = [UInt8](repeating: UInt8(ascii: "a"), count: 4000)
    let expression = ConfirmingExpression("(a+)+(a+)+[bc]")
    #expect(try scratch.confirm(expression, in: text.span, starts: 0...0, to: text.count) == .gaveUp)
  }

  @Test func whatIsCompiledForAnInstructionSetOfThisMachineScansHere() throws {
    let sets = InstructionSet.ofThisMachine
    #expect(sets.last == .basic)
    for set in sets {
      let compiled = try PatternDatabase(compiling: [PatternExpression("x[0-9]{3}")], for: set)
      let bytes = try compiled.serialized()
      let database = PatternDatabase(serialized: bytes.span)
      let found = try database.map { try hits($0, "..x123") }
      #expect(found == [PatternHit(expression: 0, end: 6)], "\(set)")
    }
  }

  @Test func eachInstructionSetIsAPlatformOfItsOwn() {
    let platforms = InstructionSet.ofThisArchitecture.map { PatternDatabase.platform(for: $0) }
    #expect(Set(platforms + [PatternDatabase.platform()]).count == platforms.count + 1)
  }

  @Test func linesAreCounted() {
    let text = Array(String(repeating: "a\n", count: 1000).utf8)
    #expect(text.span.lineFeeds(in: 0..<2000) == 1000)
    #expect(text.span.lineFeeds(in: 1..<2) == 1)
    #expect(text.span.lineFeeds(in: 2..<2) == 0)
  }

  private func hits(_ database: PatternDatabase, _ text: String) throws -> [PatternHit] {
    var scratch = try PatternScratch(for: database)
    var hits: [PatternHit] = []
    try scratch.scan(Array(text.utf8).span, into: &hits)
    return hits
  }
}
