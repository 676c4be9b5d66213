import Testing

@testable import Findings

/// Text is searched by its bytes, wherever a part of it stands.
@Suite struct TextSearchTests {
  @Test(arguments: [
    ("stratum+tcp://pool", "tcp://"), ("aaab", "aab"), ("abc", "abc"), ("größe=1", "=1"), ("abc", ""),
  ])
  func `a part is found wherever it stands`(text: String, part: String) {
    #expect(text.hasText(part))
  }

  @Test(arguments: [("stratum+tcp:/", "tcp://"), ("", "a"), ("ab", "abc"), ("Abc", "abc")])
  func `what is not all there is not found`(text: String, part: String) {
    #expect(!text.hasText(part))
  }

  @Test func `the first place counts, also in a part of a text`() throws {
    let text = "a://b://c"[...].dropFirst(2)
    let start = try #require(text.start(of: "://"))
    #expect(text[start...] == "://c")
  }

  @Test func `words are what white space separates, of ASCII and beyond`() {
    #expect(" curl\t-f\r\nhttp://a\u{A0}b ".words == ["curl", "-f", "http://a", "b"])
    #expect("".words.isEmpty)
    #expect(" \n".words.isEmpty)
  }
}
