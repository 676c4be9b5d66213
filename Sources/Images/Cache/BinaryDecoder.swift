/// Reads what `BinaryEncoder` wrote. Whatever the bytes are, it ends in a value or in `Damage`, and makes nothing that is
/// larger than they are.
struct BinaryDecoder: Decoder {
  /// The bytes are not those of a value of the type.
  struct Damage: Error, Hashable {}

  /// Where reading is.
  final class Input {
    private let bytes: [UInt8]
    private var position: Int

    init(_ bytes: [UInt8], from position: Int = 0) {
      self.bytes = bytes
      self.position = position
    }

    var isAtEnd: Bool { position == bytes.count }

    func number() throws(Damage) -> UInt64 {
      var value: UInt64 = 0
      for shift in stride(from: 0, to: 64, by: 7) {
        guard position < bytes.count else { throw Damage() }
        let byte = bytes[position]
        position += 1
        // The tenth byte has room for one bit.
        guard shift < 63 || byte < 2 else { throw Damage() }
        value |= UInt64(byte & 0x7f) << UInt64(shift)
        if byte < 0x80 { return value }
      }
      throw Damage()
    }

    func number<Number: FixedWidthInteger>(as: Number.Type) throws(Damage) -> Number {
      let raw = try number()
      let value: Number?
      if Number.isSigned {
        value = Number(exactly: Int64(bitPattern: raw >> 1) ^ -Int64(bitPattern: raw & 1))
      } else {
        value = Number(exactly: raw)
      }
      guard let value else { throw Damage() }
      return value
    }

    /// A number of things that take a byte each at least.
    func count() throws(Damage) -> Int {
      let count = try number()
      guard count <= UInt64(bytes.count - position) else { throw Damage() }
      return Int(count)
    }

    func content() throws(Damage) -> ArraySlice<UInt8> {
      let length = try count()
      defer { position += length }
      return bytes[position..<position + length]
    }

    func text() throws(Damage) -> String { String(decoding: try content(), as: UTF8.self) }

    func flag() throws(Damage) -> Bool {
      switch try number() {
      case 0: false
      case 1: true
      default: throw Damage()
      }
    }

    /// The length of a list.
    fileprivate func elements() throws(Damage) -> Int {
      guard bytes.count - position >= 4 else { throw Damage() }
      var value = 0
      for byte in 0..<4 { value |= Int(bytes[position + byte]) << (8 * byte) }
      position += 4
      guard value <= bytes.count - position else { throw Damage() }
      return value
    }
  }

  let input: Input

  /// Reads one value.
  static func read<Value: Decodable>(_ type: Value.Type, from input: Input) throws -> Value {
    try BinaryDecoder(input: input).get(type)
  }

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy: Key.Type) throws -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(Fields<Key>(input: input))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    Elements(input: input, length: try input.elements())
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer { self }

  fileprivate func get<Value: Decodable>(_ type: Value.Type) throws -> Value {
    let value: Any?
    if Value.self == [UInt8].self {
      value = Array(try input.content())
    } else if Value.self == String.self {
      value = try input.text()
    } else if Value.self == [Int].self {
      var last = 0
      value = try (0..<(try input.count())).map { _ throws in
        last = last &+ (try input.number(as: Int.self))
        return last
      }
    } else if Value.self == [UInt64].self {
      value = try (0..<(try input.count())).map { _ throws in try input.number() }
    } else if Value.self == [String: String].self {
      value = try pairs()
    } else if Value.self == Set<String>.self {
      value = Set(try get([String].self))
    } else if Value.self == Set<JavaOrganisation>.self {
      value = Set(try get([JavaOrganisation].self))
    } else {
      return try Value(from: self)
    }
    guard let value = value as? Value else { throw Damage() }
    return value
  }

  private func pairs() throws -> [String: String] {
    let texts = try get([String].self)
    guard texts.count.isMultiple(of: 2) else { throw Damage() }
    var pairs: [String: String] = [:]
    for index in stride(from: 0, to: texts.count, by: 2) { pairs[texts[index]] = texts[index + 1] }
    return pairs
  }
}

extension BinaryDecoder: SingleValueDecodingContainer {
  func decodeNil() -> Bool { false }
  func decode(_ type: Bool.Type) throws -> Bool { try input.flag() }
  func decode(_ type: String.Type) throws -> String { try input.text() }
  func decode(_ type: Double.Type) throws -> Double { Double(bitPattern: try input.number()) }
  func decode(_ type: Float.Type) throws -> Float {
    Float(bitPattern: try input.number(as: UInt32.self))
  }
  func decode(_ type: Int.Type) throws -> Int { try input.number(as: type) }
  func decode(_ type: Int8.Type) throws -> Int8 { try input.number(as: type) }
  func decode(_ type: Int16.Type) throws -> Int16 { try input.number(as: type) }
  func decode(_ type: Int32.Type) throws -> Int32 { try input.number(as: type) }
  func decode(_ type: Int64.Type) throws -> Int64 { try input.number(as: type) }
  func decode(_ type: UInt.Type) throws -> UInt { try input.number(as: type) }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try input.number(as: type) }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try input.number(as: type) }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try input.number(as: type) }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try input.number(as: type) }
  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try get(type) }
}

extension BinaryDecoder {
  private struct Fields<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let input: Input

    var codingPath: [any CodingKey] { [] }
    private var decoder: BinaryDecoder { BinaryDecoder(input: input) }

    /// The name of a case: only enumerations ask, and they ask first.
    var allKeys: [Key] {
      do { return [Key(stringValue: try input.text())].compactMap(\.self) } catch { return [] }
    }

    func contains(_ key: Key) -> Bool { true }
    func decodeNil(forKey key: Key) throws -> Bool { try !input.flag() }
    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
      try decoder.get(type)
    }

    private func getIfPresent<Value: Decodable>(_ type: Value.Type) throws -> Value? {
      try input.flag() ? try decoder.get(type) : nil
    }

    func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey: Key) throws -> Value? {
      try getIfPresent(type)
    }
    func decodeIfPresent(_ type: Bool.Type, forKey: Key) throws -> Bool? { try getIfPresent(type) }
    func decodeIfPresent(_ type: String.Type, forKey: Key) throws -> String? { try getIfPresent(type) }
    func decodeIfPresent(_ type: Double.Type, forKey: Key) throws -> Double? { try getIfPresent(type) }
    func decodeIfPresent(_ type: Float.Type, forKey: Key) throws -> Float? { try getIfPresent(type) }
    func decodeIfPresent(_ type: Int.Type, forKey: Key) throws -> Int? { try getIfPresent(type) }
    func decodeIfPresent(_ type: Int8.Type, forKey: Key) throws -> Int8? { try getIfPresent(type) }
    func decodeIfPresent(_ type: Int16.Type, forKey: Key) throws -> Int16? { try getIfPresent(type) }
    func decodeIfPresent(_ type: Int32.Type, forKey: Key) throws -> Int32? { try getIfPresent(type) }
    func decodeIfPresent(_ type: Int64.Type, forKey: Key) throws -> Int64? { try getIfPresent(type) }
    func decodeIfPresent(_ type: UInt.Type, forKey: Key) throws -> UInt? { try getIfPresent(type) }
    func decodeIfPresent(_ type: UInt8.Type, forKey: Key) throws -> UInt8? { try getIfPresent(type) }
    func decodeIfPresent(_ type: UInt16.Type, forKey: Key) throws -> UInt16? { try getIfPresent(type) }
    func decodeIfPresent(_ type: UInt32.Type, forKey: Key) throws -> UInt32? { try getIfPresent(type) }
    func decodeIfPresent(_ type: UInt64.Type, forKey: Key) throws -> UInt64? { try getIfPresent(type) }

    func nestedContainer<Nested: CodingKey>(
      keyedBy: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> { try decoder.container(keyedBy: Nested.self) }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
      try decoder.unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { decoder }
    func superDecoder(forKey key: Key) throws -> any Decoder { decoder }
  }

  private struct Elements: UnkeyedDecodingContainer {
    let input: Input
    let length: Int
    private(set) var currentIndex = 0

    init(input: Input, length: Int) {
      self.input = input
      self.length = length
    }

    var codingPath: [any CodingKey] { [] }
    var count: Int? { length }
    var isAtEnd: Bool { currentIndex >= length }
    private var decoder: BinaryDecoder { BinaryDecoder(input: input) }

    mutating func decodeNil() throws -> Bool { false }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
      guard !isAtEnd else { throw Damage() }
      currentIndex += 1
      return try decoder.get(type)
    }

    mutating func nestedContainer<Nested: CodingKey>(
      keyedBy: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
      currentIndex += 1
      return try decoder.container(keyedBy: Nested.self)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
      currentIndex += 1
      return try decoder.unkeyedContainer()
    }

    mutating func superDecoder() throws -> any Decoder {
      currentIndex += 1
      return decoder
    }
  }
}
