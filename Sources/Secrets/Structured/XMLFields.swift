/// The texts and attributes of an XML document. `<add key="name" value="x"/>` gives `x` the name `name`, and so do
/// `<property name="name">x</property>` and `<name>name</name><value>x</value>`.
enum XMLFields {
  static func read(_ bytes: [UInt8]) -> [Field] {
    var fields: [Field] = []
    var element = ""
    /// What the texts of the element at hand are called.
    var label: String?
    /// The text of the last `<name>`.
    var named: String?
    var index = 0
    while let open = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
      let text = TextRanges.trimmed(index..<open, in: bytes)
      if !text.isEmpty, !element.isEmpty {
        let name = element == "value" ? named : label
        fields.append(Field(path: [name ?? element], range: text))
        if element == "name" { named = TextRanges.name(text, in: bytes) }
      }
      if bytes[open...].starts(with: Array("<!--".utf8)) {
        index = bytes[open...].firstRange(of: Array("-->".utf8))?.upperBound ?? bytes.count
        element = ""
        continue
      }
      guard let close = bytes[open...].firstIndex(of: UInt8(ascii: ">")) else { break }
      let tag =
        TextRanges.words((open + 1)..<(open + 1 + min(256, close - open - 1)), in: bytes).first ?? open..<open
      element = TextRanges.name(tag, in: bytes)
      let attributes = attributes(tag.upperBound..<max(close, tag.upperBound), bytes)
      let name = attributes.first { ["key", "name"].contains($0.name) }
      label =
        element == "property" || element == "entry" ? name.map { TextRanges.name($0.range, in: bytes) } : nil
      for attribute in attributes {
        let isValue = attribute.name == "value" && name != nil
        let path =
          isValue ? name.map { [TextRanges.name($0.range, in: bytes)] } ?? [] : [element, attribute.name]
        fields.append(Field(path: path, range: attribute.range))
      }
      // A text after an end tag or an empty element belongs to nothing.
      if element.hasPrefix("/") || close > open && bytes[close - 1] == UInt8(ascii: "/") { element = "" }
      index = close + 1
    }
    return fields
  }

  private static func attributes(_ range: Range<Int>, _ bytes: [UInt8]) -> [(name: String, range: Range<Int>)]
  {
    var result: [(name: String, range: Range<Int>)] = []
    var index = range.lowerBound
    while index < range.upperBound,
      let sign = bytes[index..<range.upperBound].firstIndex(of: UInt8(ascii: "="))
    {
      let name = TextRanges.words(index..<sign, in: bytes).last.map { TextRanges.name($0, in: bytes) } ?? ""
      var start = sign + 1
      while start < range.upperBound, bytes[start] <= 0x20 { start += 1 }
      guard start < range.upperBound, bytes[start] == UInt8(ascii: "\"") || bytes[start] == UInt8(ascii: "'"),
        let end = bytes[(start + 1)..<range.upperBound].firstIndex(of: bytes[start])
      else { break }
      result.append((name, (start + 1)..<end))
      index = end + 1
    }
    return result
  }
}
