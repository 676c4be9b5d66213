/// Bytes as lower-case hexadecimal digits, two for each.
package enum Hexadecimal {
  package static func text(_ bytes: some Collection<UInt8>) -> String {
    let bytes = ContiguousArray(bytes)
    return unsafe String(unsafeUninitializedCapacity: 2 * bytes.count) { buffer in
      var next = 0
      for byte in bytes {
        unsafe buffer[next] = digit(byte >> 4)
        unsafe buffer[next + 1] = digit(byte & 15)
        next += 2
      }
      return next
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
