/// Writes values of any `Encodable` type one after the other, without names: who reads them knows the type.
///
/// Equal values give equal bytes: what has no order of its own is sorted. Only `BinaryDecoder` of the same build reads it.
struct BinaryEncoder: Encoder {
  /// What was written so far.
  final class Output {
    fileprivate(set) var bytes: [UInt8] = []
    /// All texts among it, each on a line, to be searched for what must not be kept.
    fileprivate(set) var texts: [UInt8] = []

    init() {}

    func write(_ number: UInt64) {
      var rest = number
      while rest >= 0x80 {
        bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
        rest >>= 7
      }
      bytes.append(UInt8(rest))
    }

    /// Small numbers of either sign take few bytes.
    func write(signed number: Int64) { write(UInt64(bitPattern: number << 1 ^ number >> 63)) }

    func write(_ content: some Collection<UInt8>) {
      write(UInt64(content.count))
      bytes.append(contentsOf: content)
    }

    func write(_ text: String) {
      write(text.utf8)
      texts.append(contentsOf: text.utf8)
      texts.append(.lineFeed)
    }

    /// Leaves room for a number of elements that is not known yet.
    fileprivate func reserveCount() -> Int {
      bytes.append(contentsOf: [0, 0, 0, 0])
      return bytes.count - 4
    }

    fileprivate func set(count: UInt32, at position: Int) {
      for byte in 0..<4 { bytes[position + byte] = UInt8(truncatingIfNeeded: count >> UInt32(8 * byte)) }
    }
  }

  let output: Output

  /// Writes one value.
  static func write(_ value: some Encodable, to output: Output) throws {
    try BinaryEncoder(output: output).put(value)
  }

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(Fields<Key>(output: output))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    Elements(output: output, place: output.reserveCount())
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { self }

  /// Long lists of numbers are written as a whole, and what has no order in one.
  fileprivate func put<Value: Encodable>(_ value: Value) throws {
    if Value.self == [UInt8].self, let content = value as? [UInt8] {
      output.write(content)
    } else if Value.self == String.self, let text = value as? String {
      output.write(text)
    } else if Value.self == [Int].self, let numbers = value as? [Int] {
      output.write(UInt64(numbers.count))
      var last = 0
      for number in numbers {
        output.write(signed: Int64(number &- last))
        last = number
      }
    } else if Value.self == [UInt64].self, let numbers = value as? [UInt64] {
      // Hashes of contents, of which a layer has all or nearly none.
      output.write(UInt64(numbers.count))
      for number in numbers { output.write(number) }
    } else if Value.self == [String: String].self, let pairs = value as? [String: String] {
      try put(pairs.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] })
    } else if Value.self == Set<String>.self, let names = value as? Set<String> {
      try put(names.sorted())
    } else if Value.self == Set<JavaOrganisation>.self, let names = value as? Set<JavaOrganisation> {
      try put(names.sorted { $0.name < $1.name })
    } else {
      try value.encode(to: self)
    }
  }
}

extension BinaryEncoder: SingleValueEncodingContainer {
  mutating func encodeNil() throws { output.write(UInt64(0)) }
  mutating func encode(_ value: Bool) throws { output.write(value ? 1 as UInt64 : 0) }
  mutating func encode(_ value: String) throws { output.write(value) }
  mutating func encode(_ value: Double) throws { output.write(value.bitPattern) }
  mutating func encode(_ value: Float) throws { output.write(UInt64(value.bitPattern)) }
  mutating func encode(_ value: Int) throws { output.write(signed: Int64(value)) }
  mutating func encode(_ value: Int8) throws { output.write(signed: Int64(value)) }
  mutating func encode(_ value: Int16) throws { output.write(signed: Int64(value)) }
  mutating func encode(_ value: Int32) throws { output.write(signed: Int64(value)) }
  mutating func encode(_ value: Int64) throws { output.write(signed: value) }
  mutating func encode(_ value: UInt) throws { output.write(UInt64(value)) }
  mutating func encode(_ value: UInt8) throws { output.write(UInt64(value)) }
  mutating func encode(_ value: UInt16) throws { output.write(UInt64(value)) }
  mutating func encode(_ value: UInt32) throws { output.write(UInt64(value)) }
  mutating func encode(_ value: UInt64) throws { output.write(value) }
  mutating func encode<Value: Encodable>(_ value: Value) throws { try put(value) }
}

extension BinaryEncoder {
  /// The fields of a value in the order in which it writes them; one that may be absent says whether it is there.
  private struct Fields<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let output: Output

    var codingPath: [any CodingKey] { [] }
    private var encoder: BinaryEncoder { BinaryEncoder(output: output) }

    mutating func encodeNil(forKey key: Key) throws { output.write(UInt64(0)) }
    mutating func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws { try encoder.put(value) }

    private func putIfPresent(_ value: (some Encodable)?) throws {
      output.write(value == nil ? 0 as UInt64 : 1)
      if let value { try encoder.put(value) }
    }

    mutating func encodeIfPresent<Value: Encodable>(_ value: Value?, forKey: Key) throws {
      try putIfPresent(value)
    }
    mutating func encodeIfPresent(_ value: Bool?, forKey: Key) throws { try putIfPresent(value) }
    mutating func encodeIfPresent(_ value: String?, forKey: Key) throws { try putIfPresent(value) }
    mutating func encodeIfPresent(_ value: Double?, forKey: Key) throws { try putIfPresent(value) }
    mutating func encodeIfPresent(_ value: Float?, forKey: Key) throws { try putIfPresent(value) }
    mutating func encodeIfPresent(_ value: Int?, forKey: Key) throws { try putIfPresent(value) }
    mutating func encodeIfPresent(_ value: Int8?, forKey: Key) throws { try putIfPresent(value) }
    mutating func encodeIfPresent(_ value: Int16?, forKey: Key) throws { try putIfPresent(value) }
    mutating func encodeIfPresent(_ value: Int32?, forKey: Key) throws { try putIfPresent(value) }
    mutating func encodeIfPresent(_ value: Int64?, forKey: Key) throws { try putIfPresent(value) }
    mutating func encodeIfPresent(_ value: UInt?, forKey: Key) throws { try putIfPresent(value) }
    mutating func encodeIfPresent(_ value: UInt8?, forKey: Key) throws { try putIfPresent(value) }
    mutating func encodeIfPresent(_ value: UInt16?, forKey: Key) throws { try putIfPresent(value) }
    mutating func encodeIfPresent(_ value: UInt32?, forKey: Key) throws { try putIfPresent(value) }
    mutating func encodeIfPresent(_ value: UInt64?, forKey: Key) throws { try putIfPresent(value) }

    /// What stands in a field of its own, as what a case of an enumeration carries: the name of the case goes before it.
    mutating func nestedContainer<Nested: CodingKey>(
      keyedBy: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
      output.write(key.stringValue.utf8)
      return encoder.container(keyedBy: Nested.self)
    }

    mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
      encoder.unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder { encoder }
    mutating func superEncoder(forKey key: Key) -> any Encoder { encoder }
  }

  /// A list, with its length before it.
  private struct Elements: UnkeyedEncodingContainer {
    let output: Output
    let place: Int
    private(set) var count = 0

    init(output: Output, place: Int) {
      self.output = output
      self.place = place
    }

    var codingPath: [any CodingKey] { [] }
    private var encoder: BinaryEncoder { BinaryEncoder(output: output) }

    private mutating func countOne() {
      count += 1
      output.set(count: UInt32(truncatingIfNeeded: count), at: place)
    }

    mutating func encodeNil() throws {
      countOne()
      output.write(UInt64(0))
    }

    mutating func encode<Value: Encodable>(_ value: Value) throws {
      countOne()
      try encoder.put(value)
    }

    mutating func nestedContainer<Nested: CodingKey>(
      keyedBy: Nested.Type
    ) -> KeyedEncodingContainer<Nested> {
      countOne()
      return encoder.container(keyedBy: Nested.self)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
      countOne()
      return encoder.unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder {
      countOne()
      return encoder
    }
  }
}
