import Testing

@testable import Images

@Suite struct JSONReaderTests {
  private func string(_ json: String) throws -> String {
    var reader = JSONReader(bytes(json))
    let text = try reader.string()
    try reader.finish()
    return text
  }

  private func skip(_ json: [UInt8]) throws(JSONDamage) {
    var reader = JSONReader(json)
    try reader.skip()
    try reader.finish()
  }

  @Test(arguments: [
    (#""plain""#, "plain"), (#""a\"b\\c\/\b\f\n\r\t""#, "a\"b\\c/\u{8}\u{c}\n\r\t"),
    (#""\u00e9\u20AC""#, "é€"),
    (#""\ud83d\ude00!""#, "😀!"), (#""\ud83dx""#, "\u{fffd}x"), (#""\udc00""#, "\u{fffd}"),
    (#""\ud83d\u0041""#, "\u{fffd}A"), (#""é😀""#, "é😀"), (" \n\"\"", ""),
  ])
  func `strings`(json: String, expected: String) throws {
    #expect(try string(json) == expected)
  }

  @Test(arguments: [
    "", "{", "[1,", "[1 2]", "{\"a\" 1}", "{\"a\":}", "{a:1}", "[,]", "[1,]", "tru", "nul", "\"a", "\"\n\"",
    #""\x""#, #""\u12""#, #""\u+123""#, "1 2", "}", "'a'",
  ])
  func `damage is refused`(json: String) {
    let text = bytes(json)
    #expect(throws: JSONDamage.self) { try skip(text) }
  }

  @Test func `all kinds of values, blanks and a byte order mark are passed over`() throws {
    try skip(
      [0xef, 0xbb, 0xbf] + bytes(" { \"a\" : [ 1 , -2.5e+3 , true , false , null , { } , [ ] , \"x\" ] }\r\n")
    )
    var reader = JSONReader(bytes("[true]"))
    var values: [Bool?] = []
    try reader.array { reader throws(JSONDamage) in values.append(try reader.boolIfAny()) }
    #expect(values == [true])
  }

  @Test func `a depth of 128 is read and one more is refused`() throws {
    func nested(_ depth: Int) -> [UInt8] {
      bytes(String(repeating: "[", count: depth) + String(repeating: "]", count: depth))
    }
    try skip(nested(128))
    let deeper = nested(129)
    #expect(throws: JSONDamage.self) { try skip(deeper) }
    let deepest = nested(1_000_000)
    #expect(throws: JSONDamage.self) { try skip(deepest) }
  }

  @Test func `random bytes end in a value or a refusal within the text`() {
    let text = bytes(#"{"a":[1,2.5,"x\u00e9\n"],"b":{"c":null,"d":true},"e":"\ud83d\ude00"}"#)
    for copy in damaged(text, count: 5_000) {
      do throws(JSONDamage) {
        try skip(copy)
      } catch {
        #expect((0...copy.count).contains(error.offset))
      }
    }
  }
}
