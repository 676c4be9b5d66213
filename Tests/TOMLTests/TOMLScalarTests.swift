import Testing

@testable import TOML

struct TOMLScalarTests {
  private func value(_ text: String) throws -> TOMLValue? { try TOMLTable.read("a = \(text)\n")["a"] }

  @Test(arguments: [
    (#""""#, ""), ("''", ""), (#""a\tb\"c\\d\n""#, "a\tb\"c\\d\n"),
    (#""\u00e9\U0001F600\b\f\r""#, "é😀\u{8}\u{c}\r"),
    (#"'a\tb'"#, #"a\tb"#), ("\"\"\"\na\nb\"\"\"", "a\nb"), ("'''\n\na'''", "\na"),
    ("\"\"\"a \\\n  \n  b\"\"\"", "a b"),
    ("\"\"\"a\\  \n\n\tb\"\"\"", "ab"), (#""""a"b""c""""""#, "a\"b\"\"c\"\""), ("'''a'b''c''''", "a'b''c'"),
    ("''''''", ""), ("\"tab\there # no comment\"", "tab\there # no comment"),
  ])
  func `a string has the text that it writes`(text: String, result: String) throws {
    #expect(try value(text)?.string == result)
  }

  @Test(arguments: [
    "\"a", "'a", "\"a\nb\"", "'''a", #""\x41""#, #""\u12""#, #""\uD800""#, #""\U00110000""#, #""\ ""#,
    #""\u+041""#, "\"\u{1}\"",
    "'\u{7f}'", "\"a\\",
  ])
  func `a string that is none is refused`(text: String) {
    #expect(throws: TOMLFailure.self) { try value(text) }
  }

  @Test(arguments: [
    ("0", 0), ("+7", 7), ("-0", 0), ("1_000", 1000), ("0xDEAD_beef", 0xdead_beef), ("0o755", 0o755),
    ("0b1010", 10),
    ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min),
  ])
  func `an integer has its value`(text: String, result: Int) throws {
    #expect(try value(text)?.integer == result)
    #expect(try value(text)?.number == Double(result))
  }

  @Test(arguments: [
    ("3.14", 3.14), ("-0.01", -0.01), ("5e+22", 5e22), ("1E06", 1e6), ("6.626e-34", 6.626e-34),
    ("1_0.5_0", 10.5),
    ("+inf", Double.infinity), ("-inf", -Double.infinity),
  ])
  func `a float has its value`(text: String, result: Double) throws {
    #expect(try value(text)?.number == result && value(text)?.integer == nil)
  }

  @Test func `nan is a float`() throws {
    #expect(try value("-nan")?.number?.isNaN == true)
  }

  @Test(arguments: [
    "1979-05-27", "2024-02-29", "07:32:00", "00:32:00.999999", "1979-05-27T07:32:00", "1979-05-27 07:32:00Z",
    "1979-05-27t00:32:00.5-07:00",
  ])
  func `a date or a time is kept as it is written`(text: String) throws {
    guard case .moment(let kept) = try value(text) else {
      Issue.record("\(text) is no date")
      return
    }
    #expect(kept == text)
  }

  @Test(arguments: [
    "01", "1_", "_1", "1__0", "0x", "0x-1", "0xg", "-0x1", "0b2", "1.", ".5", "1.e5", "1e", "1_e5", "1e5.5",
    "++1", "+-1", "0_1.5",
    "9223372036854775808", "0xFFFFFFFFFFFFFFFFF", "True", "infinity", "bare", "1979-13-01", "2023-02-29",
    "1979-05-27T",
    "1979-05-27T24:00:00", "1979-05-27T07:32:00+7", "07:32", "07:32:00.", "1979-05-27x07:32:00",
  ])
  func `what is no value is refused`(text: String) {
    #expect(throws: TOMLFailure.self) { try value(text) }
  }
}
