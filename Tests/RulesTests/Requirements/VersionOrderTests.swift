import Images
import Testing

@testable import Rules

@Suite struct VersionOrderTests {
  @Test(arguments: [
    ("1.0", "1.1"), ("1.9", "1.10"), ("1.0~rc1", "1.0"), ("1.0", "1.0+b1"), ("1.0-1", "1.0-1.1"),
    ("2.0", "1:1.0"), ("1.0-1~deb12u1", "1.0-1"), ("09", "10"), ("1.0a", "1.0b"), ("", "1"),
  ])
  func systemsOrderAsDpkgDoes(_ left: String, _ right: String) {
    let order = VersionOrder(ecosystem: .dpkg)
    #expect(order.compare(left, right) == .before)
    #expect(order.compare(right, left) == .after)
    #expect(order.compare(left, left) == .same)
  }

  @Test(arguments: [
    ("1.0.0-rc.1", "1.0.0"), ("2.0b3", "2.0"), ("1.2.3", "1.2.10"), ("v1.9.0", "v1.10.0"),
    ("1.0.0-alpha", "1.0.0-beta"), ("1.0.0-rc.1", "1.0.0-rc.2"), ("5.1", "5.1.1"),
  ])
  func languagesPutWhatComesBeforeAReleaseBeforeIt(_ left: String, _ right: String) {
    let order = VersionOrder(ecosystem: .npm)
    #expect(order.compare(left, right) == .before)
    #expect(order.compare(right, left) == .after)
  }

  @Test func metadataOfABuildDoesNotCount() {
    #expect(VersionOrder(ecosystem: .npm).compare("1.0.0+a", "1.0.0+b") == .same)
  }
}

@Suite struct LicenceExpressionTests {
  @Test(
    arguments: [
      ("MIT", true), ("GPL-3", false), ("GPL-3 or MIT", true), ("GPL-3 and MIT", false),
      ("(GPL-3 OR MIT) AND BSD", true),
      ("MIT/GPL-3", true), ("MIT, and GPL-3", false), ("GPL-3, or MIT", true), ("((MIT))", true),
      ("MIT OR", true),
      ("MIT License", false), ("", false), ("(MIT", true), ("GPL-3 WITH x OR BSD", true),
    ] as [(String, Bool)])
  func isSatisfiedByWhatIsAllowed(_ text: String, _ isInOrder: Bool) {
    #expect(LicenceExpression(text).isSatisfied { ["MIT", "BSD"].contains($0) } == isInOrder, "\(text)")
  }

  @Test func manyParenthesesEnd() {
    let text = String(repeating: "(", count: 10_000) + "MIT"
    #expect(!LicenceExpression(text).isSatisfied { $0 == "GPL" })
  }

  @Test func copyrightFilesNameTheirLicences() {
    let text =
      "Format: x\n\nFiles: *\nLicense: GPL-2+\n text\n\nLicense: MIT \nLicense: GPL-2+\nLicense:\n more\n"
    #expect(CopyrightFile.licences(Array(text.utf8)) == ["GPL-2+", "MIT"])
    #expect(CopyrightFile.licences(Array("free words\n".utf8)).isEmpty)
  }
}
