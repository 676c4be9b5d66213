/// Proofs by what a token decodes to.
enum TokenStructure {
  /// A version 2 macaroon (libmacaroons, doc/format.txt): version 2, then a location field.
  static func macaroon(_ token: [UInt8]) -> Verdict {
    guard let dash = token.firstIndex(of: UInt8(ascii: "-")),
      let bytes = Decode.base64(token[(dash + 1)...]), bytes.count > 8
    else { return .doubtful("it does not decode") }
    guard bytes[0] == 2, bytes[1] == 1, bytes.count > 3 + Int(bytes[2]) else {
      return .doubtful("it is not a macaroon")
    }
    let location = bytes[3..<(3 + Int(bytes[2]))]
    return location.elementsEqual("test.pypi.org".utf8)
      ? .harmless("it belongs to test.pypi.org") : .proven("it is a macaroon with a location")
  }

  /// Base64 of a JSON object, from the first `eyJ` to the last base64 character before an underscore's tail.
  static func base64JSON(_ token: [UInt8]) -> Verdict {
    guard let start = token.firstRange(of: Array("eyJ".utf8))?.lowerBound else { return .open }
    var body = token[start...]
    if let underscore = body.lastIndex(of: UInt8(ascii: "_")), token.starts(with: "sntrys_".utf8) {
      body = body[..<underscore]
    }
    guard let bytes = Decode.base64(body), bytes.first == UInt8(ascii: "{"),
      bytes.last(where: { $0 > 0x20 }) == UInt8(ascii: "}")
    else { return .rejected }
    return TokenJSON.isObject(bytes) ? .proven("it decodes to a JSON object") : .rejected
  }

  static func base64(_ text: [UInt8], of count: Int) -> Verdict {
    guard let bytes = Decode.base64(text), bytes.count == count else { return .rejected }
    return Set(bytes).count > count / 4
      ? .proven("it decodes to \(count) bytes") : .rejected
  }

  /// `user:password` in printable text, with a password that is no placeholder.
  static func credentials(_ text: [UInt8]) -> Verdict {
    guard let bytes = Decode.base64(text), let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
      bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }), String(validating: bytes, as: UTF8.self) != nil
    else { return .rejected }
    let password = Array(bytes[(colon + 1)...])
    guard password.count >= 3, !Placeholder.matches(password),
      !AddressWords.areBlanks(user: bytes[..<colon], password: password)
    else { return .rejected }
    return .proven("it decodes to a user and a password")
  }

  static func digitsColon(_ text: [UInt8]) -> Verdict {
    guard let bytes = Decode.base64(text), let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon >= 6,
      bytes[..<colon].allSatisfy(\.isASCIIDigit)
    else { return .rejected }
    return .proven("it decodes to a number and a key")
  }

  static func discordUser(_ token: [UInt8]) -> Verdict {
    guard let dot = token.firstIndex(of: UInt8(ascii: ".")), let bytes = Decode.base64(token[..<dot]),
      (17...20).contains(bytes.count), bytes.allSatisfy(\.isASCIIDigit)
    else { return .rejected }
    return .proven("it contains a user number")
  }
}
