import Findings
import Testing

/// Text from an image never reaches a terminal or a log as anything but text.
@Suite struct SafeTextTests {
  @Test(arguments: [
    ("plain text, ümläut, 日本", "plain text, ümläut, 日本"), ("a\nb\tc\r", "a\\nb\\tc\\r"),
    ("\u{1b}[31mred", "\\u{1b}[31mred"), ("\u{9b}31m", "\\u{9b}31m"), ("\u{0}", "\\u{0}"),
    ("\u{7f}", "\\u{7f}"),
    ("a\u{202e}txt.exe", "a\\u{202e}txt.exe"), ("\u{2066}\u{2069}\u{200f}", "\\u{2066}\\u{2069}\\u{200f}"),
    ("a\u{2028}b\u{2029}c\u{85}d", "a\\u{2028}b\\u{2029}c\\u{85}d"),
    ("\u{feff}x\u{200b}", "\\u{feff}x\\u{200b}"),
    ("::error::x", ":\\x3aerror:\\x3ax"), (":::", ":\\x3a\\x3a"), ("##[group]", "##\\x5bgroup]"),
    ("###[x", "###\\x5bx"), ("#[x] a:b", "#[x] a:b"), ("", ""),
  ])
  func `control characters, marks and CI commands are shown, all else stays`(text: String, shown: String) {
    #expect(SafeText.show(text) == shown)
    #expect(SafeText.show(Array(text.utf8)) == shown)
  }

  @Test(
    arguments: [
      ([0xff], "\\xff"), ([0x61, 0xc3], "a\\xc3"), ([0xc3, 0x28], "\\xc3("), ([0xc0, 0x80], "\\xc0\\x80"),
      ([0xed, 0xa0, 0x80], "\\xed\\xa0\\x80"), ([0xf0, 0x9f, 0x92], "\\xf0\\x9f\\x92"),
      ([0xff, 0x1b], "\\xff\\u{1b}"),
      ([0xe2, 0x82, 0xac, 0xff], "€\\xff"), ([0x80, 0x0a], "\\x80\\n"),
    ] as [([UInt8], String)])
  func `bytes that are no text are shown one by one`(bytes: [UInt8], shown: String) {
    #expect(SafeText.show(bytes) == shown)
  }

  @Test func `a byte that is no text does not let a CI command through`() {
    #expect(SafeText.show([0xff] + Array("::error::".utf8)) == "\\xff:\\x3aerror:\\x3a")
    #expect(SafeText.show(Array("##[error]".utf8) + [0xff]) == "##\\x5berror]\\xff")
    #expect(SafeText.show(Array("a:".utf8) + [0xff] + Array(":b".utf8)) == "a:\\xff:b")
  }

  @Test func `every single byte and every pair is shown without a control character`() {
    for first in UInt8.min ... .max {
      for second: UInt8 in [0x00, 0x0a, 0x1b, 0x3a, 0x41, 0x80, 0x85, 0xbf, 0xc2, 0xff] {
        let shown = SafeText.show([first, second])
        #expect(shown.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7f..<0xa0).contains($0.value) })
        #expect(!shown.contains("::"))
      }
    }
  }

  @Test func `a URI path keeps what is unreserved and encodes every other byte`() {
    #expect(SafeText.percentEncode(Array("srv/A-z_0.~/x".utf8)) == "srv/A-z_0.~/x")
    #expect(SafeText.percentEncode(Array("a b:c@d#e?f%".utf8)) == "a%20b%3Ac%40d%23e%3Ff%25")
    #expect(SafeText.percentEncode([0xff, 0x00]) == "%FF%00")
    #expect(SafeText.percentEncode(Array("ü".utf8)) == "%C3%BC")
  }
}
