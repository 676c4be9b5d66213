import CZlib
import Foundation

/// Packed bytes for tests, made here or once by the real tools.
package enum Packed {
  /// One gzip member (RFC 1952) that stores its bytes as they are.
  package static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    var blocks: [UInt8] = []
    var rest = bytes[...]
    repeat {
      let piece = rest.prefix(0xffff)
      rest = rest.dropFirst(piece.count)
      let count = UInt16(piece.count)
      blocks.append(rest.isEmpty ? 1 : 0)
      blocks += littleEndian(count) + littleEndian(~count) + piece
    } while !rest.isEmpty
    return gzipMember(blocks, crc: CRC32.of(bytes), count: bytes.count)
  }

  /// One gzip member of at least `count` zeros, in about a hundred and fiftieth of them.
  package static func gzipZeros(_ count: Int) -> [UInt8] {
    var bits = BitWriter()
    // The last block, fixed codes (RFC 1951 section 3.2.6); a zero, then copies of 258 bytes at distance 1.
    bits.write(0b1, 1)
    bits.write(0b10, 2)
    bits.write(0b0011_0000, 8)
    let copies = (count - 1 + 257) / 258
    for _ in 0..<copies { bits.write(0b1_1000_1010_0000, 13) }
    bits.write(0, 7)
    let total = 1 + copies * 258
    return gzipMember(bits.bytes, crc: CRC32.ofZeros(total), count: total)
  }

  private static func gzipMember(_ deflated: [UInt8], crc: UInt32, count: Int) -> [UInt8] {
    [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff] + deflated + littleEndian(crc)
      + littleEndian(UInt32(truncatingIfNeeded: count))
  }

  /// One zstd frame (RFC 8878) that stores its bytes as they are.
  package static func zstd(_ bytes: [UInt8]) -> [UInt8] {
    var frame = zstdHeader
    var rest = bytes[...]
    repeat {
      let piece = rest.prefix(zstdBlockBytes)
      rest = rest.dropFirst(piece.count)
      frame += zstdBlock(isLast: rest.isEmpty, type: 0, count: piece.count) + piece
    } while !rest.isEmpty
    return frame
  }

  /// One zstd frame of blocks of zeros, 128 KiB in four bytes each.
  package static func zstdZeros(blocks: Int) -> [UInt8] {
    var frame = zstdHeader
    for block in 1...blocks {
      frame += zstdBlock(isLast: block == blocks, type: 1, count: zstdBlockBytes) + [0]
    }
    return frame
  }

  /// A frame that holds nothing for the reader (RFC 8878 section 3.1.2).
  package static func zstdSkippable(_ bytes: [UInt8]) -> [UInt8] {
    [0x50, 0x2a, 0x4d, 0x18] + littleEndian(UInt32(bytes.count)) + bytes
  }

  private static let zstdBlockBytes = 1 << 17
  /// Magic number, no optional fields, a window of 128 KiB.
  private static let zstdHeader: [UInt8] = [0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38]

  private static func zstdBlock(isLast: Bool, type: UInt32, count: Int) -> [UInt8] {
    Array(littleEndian((isLast ? 1 : 0) | type << 1 | UInt32(count) << 3).prefix(3))
  }

  /// A million zeros, as xz packs them.
  package static let xzZeros = decode(
    "/Td6WFoAAATm1rRGAgAhARwAAAAQz1jM70I/ANFdAABv/f//o7f/Rz5IFXI5YVG4kijmo4YH+e7kHoLTL8U6PAFLsX"
      + "7JiopNL6MN2X+m44wjEVPgWRjFdYrid/i2lH8MasDedElk4ulcU7IE2PdEDKtfDW1G6eXDdoi3llestk3haR1v+0uI"
      + "EGxCy4g/XACP0E6vJiiUcR89jyThcJ6nI1/sKMuF0ZWYin4qkfIndfcZwAaYTZj92K/VkA/EJVP49ZE2MQWlsO5vwX"
      + "BNRwzRkRGqrWAdus6xJxhcWYbpZlJYvul2rFnk5VsFCPmTwz82AAAAADKzVZfu0uHjAAHtAcCEPQDV4HauscRn+wIA"
      + "AAAABFla")

  /// Nine hundred thousand zeros, as bzip2 packs them.
  package static let bzip2Zeros = decode(
    "QlpoOTFBWSZTWWPj7KIABuTBAMAAAgAACCAAMMwJqmmUoTapKE8XckU4UJBj4+yi")

  /// "hello hello hello" as the tools pack it.
  package static let hello: [(form: String, bytes: [UInt8])] = [
    ("gzip", decode("H4sIAAAAAAAAA8tIzcnJV8hAkACAiPnlEQAAAA==")),
    ("zstd", decode("KLUv/QRYZQAAMGhlbGxvIAEAMUoRou0eDA==")),
    (
      "xz",
      decode(
        "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4AAQAAtdADQZSe6N6U9+FeAAAABL"
          + "iObaRIAHdgABJxG8J/OQH7bzfQEAAAAABFla")
    ),
    ("bzip2", decode("QlpoOTFBWSZTWZ5iW/4AAAKRAEAAAkSgACEUYGaCke8jRwu5IpwoSE8xLf8A")),
    ("lz4", decode("BCJNGGRApxEAAIBoZWxsbyBoZWxsbyBoZWxsbwAAAACxzZuH")),
  ]

  /// A tar of `conf/a.txt`, whose second line holds the invented token of `tokenOfTars`, as the tools pack it.
  package static let tars: [(form: String, bytes: [UInt8])] = [
    (
      "xz",
      decode(
        "/Td6WFoAAATm1rRGAgAhARwAAAAQz1jM4Cf/AJRdADGbyhiFDJKBU47SKQQhDIo80LIu67+yBT+2AQw6O8oGxVQ8L3mCLKEnpywo"
          + "ydFooBMxKe6y7brHVuyONpGOecxDQBfx8x0kqFr2GCIIYP7406eAJQiGLeTsTFEIN6eoysgXooE/h33nJk1rLhPPz/CEvDUTQ5T1"
          + "E67co0hNtuQuApRdWmqEwcmgNqjb2epzE9BWejQAsyjxuw8rpfwAAbABgFAAAJN2GmWxxGf7AgAAAAAEWVo=")
    ),
    (
      "bzip2",
      decode(
        "QlpoOTFBWSZTWed7GcsAAIF/kMqQAEBAA//CEAwFkG+v/2AEAACIIAB0GkpoaZD1AyDyamJo9IZG9Tagyo00jBDTRgBNMTCYAxLS"
          + "OCCB0SACQst4UHfFlK5AIUB/1IO0SHPtnltkghVLyUCirU5rm+v3Slutd2PDE7F6mV5rGOR5jBSzeh3wgqOFwiDJcPlrwkY76HGl"
          + "qN/pSREBkLuSKcKEhzvYzlg=")
    ),
    (
      "zstd",
      decode(
        "KLUv/QRopQMAosUUGVB3DjP2JhisBnih+6kS3n3bJ6dWVH1CKAMMsRkt252vOS5myJROIt4DNMWsKSbxqxWs9sZqKYv7Xu1njfbG"
          + "8SN/HlOez7P4zwRhnNvrgAqSvVALICA1Mg6TLvgiccrAQWLAgeEHJw+4RMCgALOJzwFprV7H")
    ),
    (
      "lz4",
      decode(
        "BCJNGGRAp6oAAAC/Y29uZi9hLnR4dAABAEaSMDAwMDY0NAAwAQAMCABGMDA1MgwAABgAnzEyNzIwACAwAAEAUL91c3RhcgAwMHJv"
          + "bwMBCg8gAA0M3QAPAQCU/xxsaW5lIG9uZQprZXkgPSBnbHBhdC1aeDgxdkJxM0xtN1R5VzBzS2QycAoAAQD/////////////////"
          + "////////////////////////////////4lAAAAAAAAAAAABLMnsK")
    ),
  ]
  /// The same tar, packed in forms that no layer has.
  package static let rareTars: [(form: String, bytes: [UInt8])] = [
    (
      "lzma",
      decode(
        "XQAAAQD//////////wAxm8oYhQySgVOO0ikEIQyKPNCyLuu/sgU/tgEMOjvKBsVUPC95giyhJ6csKMnRaKATMSnusu26x1bsjjaRjnnM"
          + "Q0AX8fMdJKha9hgiCGD++NOngCUIhi3k7ExRCDenqMrIF6KBP4d95yZNay4Tz8/whLw1E0OU9ROu3KNITbbkLgKUXVpqhMHJoDao29nq"
          + "cxPQx4Z+v//k8JUA")
    ),
    (
      "lzip",
      decode(
        "TFpJUAEQADGbyhiFDJKBU47SKQQhDIo80LIu67+yBT+2AQw6O8oGxVQ8L3mCLKEnpywoydFooBMxKe6y7brHVuyONpGOecxDQBfx8x0k"
          + "qFr2GCIIYP7406eAJQiGLeTsTFEIN6eoysgXooE/h33nJk1rLhPPz/CEvDUTQ5T1E67co0hNtuQuApRdWmqEwcmgNqjb2epzE9DHhn6/"
          + "/+TwlQBMO34CACgAAAAAAAC1AAAAAAAAAA==")
    ),
  ]
  package static let tokenOfTars = "glpat-" + "Zx81vBq3Lm" + "7TyW0sKd2p"

  /// A zip of `conf/a.txt` with the same text, packed with bzip2 (method 12).
  package static let zipOfBzip2 = decode(
    "UEsDBC4AAAAMAAAAIQCpS/2wWQAAACoAAAAKAAAAY29uZi9hLnR4dEJaaDkxQVkmU1nkWCr0AAAN34AAEEACeMIQDASQJq/tYCAAMYwm"
      + "JkwEwABUGQaaaGjE0x6nqjvizEOa+sywnvxvXMLIC7PQJk5UzrQgg/i7kinChIciwVegUEsBAi4DLgAAAAwAAAAhAKlL/bBZAAAAKgAA"
      + "AAoAAAAAAAAAAAAAAIABAAAAAGNvbmYvYS50eHRQSwUGAAAAAAEAAQA4AAAAgQAAAAAA")

  private static func decode(_ base64: String) -> [UInt8] {
    Data(base64Encoded: base64).map(Array.init) ?? []
  }

  private static func littleEndian(_ number: some FixedWidthInteger) -> [UInt8] {
    (0..<number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }
}

/// The checksum of gzip (RFC 1952 section 8).
package enum CRC32 {
  package static func of(_ bytes: [UInt8]) -> UInt32 { adding(bytes, to: 0) }

  /// Of so many zeros.
  package static func ofZeros(_ count: Int) -> UInt32 {
    let piece = [UInt8](repeating: 0, count: 1 << 16)
    let rest = adding(Array(piece.prefix(count % piece.count)), to: 0)
    return (0..<count / piece.count).reduce(rest) { sum, _ in adding(piece, to: sum) }
  }

  /// By zlib: in a test built for development, a loop over millions of bytes takes seconds.
  private static func adding(_ bytes: [UInt8], to sum: UInt32) -> UInt32 {
    unsafe bytes.withUnsafeBufferPointer { unsafe UInt32(crc32_z(uLong(sum), $0.baseAddress, $0.count)) }
  }
}

/// Puts bits into bytes, the lowest first, as deflate does; codes are given with their first bit highest.
private struct BitWriter {
  private(set) var bytes: [UInt8] = []
  private var used = 0

  mutating func write(_ code: UInt32, _ count: Int) {
    for bit in (0..<count).reversed() {
      if used % 8 == 0 { bytes.append(0) }
      bytes[bytes.count - 1] |= UInt8((code >> bit) & 1) << (used % 8)
      used += 1
    }
  }
}
