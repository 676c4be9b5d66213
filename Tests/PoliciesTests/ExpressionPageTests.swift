import Foundation
import Testing

@testable import Policies

/// `docs/expressions.md` lists the model and the functions as they are.
struct ExpressionPageTests {
  @Test func theDocumentationListsEveryFieldWithItsType() throws {
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "../../docs/expressions.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    for type in AssertionModel.types {
      let rows = type.fields.map { "| `\($0.name)` | \($0.type) | \($0.meaning) |\n" }.joined()
      #expect(text.contains("|---|---|---|\n" + rows), "\(type.name)")
    }
    for function in ExpressionFunction.names { #expect(text.contains("\(function)("), "\(function)") }
    for variable in AssertionModel.variables { #expect(text.contains("`\(variable.name)`")) }
  }
}
