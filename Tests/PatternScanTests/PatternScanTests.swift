import PatternScan
import Testing

@Test func aHitNamesTheExpressionAndItsEnd() throws {
  let database = try PatternDatabase(compiling: [PatternExpression("abc"), PatternExpression("x[0-9]{3}")])
  var scratch = try PatternScratch(for: database)
  var hits: [PatternHit] = []
  let text = Array("..abc..x123".utf8)
  try scratch.scan(text.span, into: &hits)
  #expect(hits.map(\.expression) == [0, 1])
  #expect(hits.map(\.end) == [5, 11])
}
