/// Judges private keys by their bodies: RFC 7468 for PEM, OpenSSH's PROTOCOL.key, RFC 4880 for PGP.
enum PrivateKey {
  /// The bytes of a PEM block, with real line breaks or ones escaped for a string.
  static func verdict(on block: [UInt8]) -> Verdict {
    guard let parts = Parts(block), let bytes = parts.body else { return .rejected }
    let verdict: Verdict =
      if contains(parts.label, "PGP") {
        openPGP(bytes)
      } else if contains(parts.label, "OPENSSH") {
        openSSH(bytes)
      } else if parts.isEncrypted {
        .locked("it is encrypted with a passphrase")
      } else {
        isDER(bytes, reached: parts.hasEnd) ? .proven("its body decodes to a key") : undecoded(bytes, parts)
      }
    guard case .proven = verdict, let publisher = PublishedKeys.publisher(of: bytes) else { return verdict }
    return .harmless(PublishedKeys.reason(publisher))
  }

  /// What is written as a key and has no key's structure: a sample, or a damaged one.
  private static func undecoded(_ bytes: [UInt8], _ parts: Parts) -> Verdict {
    guard parts.hasEnd, bytes.count >= 36, Set(bytes).count >= 12 else { return .rejected }
    return .doubtful("its body does not decode to a key")
  }

  /// The decoded body of a PEM block; nil where it does not decode.
  static func body(of block: [UInt8]) -> [UInt8]? { Parts(block)?.body }

  /// A PEM block taken apart.
  private struct Parts {
    let label: [UInt8]
    let isEncrypted: Bool
    let hasEnd: Bool
    /// nil where it does not decode.
    let body: [UInt8]?

    init?(_ block: [UInt8]) {
      let text = unescaped(block)
      guard
        let headerEnd = text.firstRange(of: Array("KEY-----".utf8))?.upperBound
          ?? text.firstRange(of: Array("BLOCK-----".utf8))?.upperBound
      else { return nil }
      label = Array(text[..<headerEnd])
      let end = text[headerEnd...].firstRange(of: Array("-----END".utf8))?.lowerBound ?? text.endIndex
      hasEnd = end < text.endIndex
      var lines = text[headerEnd..<end].split { $0 == 0x0A || $0 == 0x0D }.map { trimmed($0) }
      // A word behind the header, on its line: `-----BEGIN ...----- fake`.
      if text[headerEnd..<end].first == 0x20, lines.count > 1, lines[0].count < 24 { lines.removeFirst() }
      isEncrypted = contains(label, "ENCRYPTED") || lines.contains { contains($0, "ENCRYPTED") }
      // What joins the pieces of a string: `" +`, `" .`.
      lines.removeAll { $0.count == 1 && "+.&\\".utf8.contains($0[0]) }
      let encoded = lines.filter { !$0.contains(UInt8(ascii: ":")) && $0.first != UInt8(ascii: "=") }.flatMap(
        \.self)
      body = encoded.count >= 40 ? Decode.base64(encoded) : nil
    }
  }

  /// Base64 of a PEM block, as in a kubeconfig.
  static func base64Verdict(on text: [UInt8]) -> Verdict {
    guard let bytes = Decode.base64(text), contains(bytes[...], "PRIVATE KEY-----") else { return .rejected }
    return verdict(on: bytes)
  }

  /// Whether it starts as a DER SEQUENCE of the length it has (X.690 section 8.1), `reached` its end or not.
  static func isDER(_ bytes: [UInt8], reached: Bool) -> Bool {
    guard bytes.count >= 16, bytes[0] == 0x30 else { return false }
    let length: Int
    let head: Int
    switch bytes[1] {
    case 0x00...0x7F: (length, head) = (Int(bytes[1]), 2)
    case 0x81: (length, head) = (Int(bytes[2]), 3)
    case 0x82: (length, head) = (Int(bytes[2]) << 8 | Int(bytes[3]), 4)
    default: return false
    }
    let content = bytes[min(head, bytes.count)...]
    // A private key's first member is a small version INTEGER; an encrypted one's is a SEQUENCE.
    guard let tag = content.first, tag == 0x02 || tag == 0x30 else { return false }
    return reached ? length + head == bytes.count : length + head >= bytes.count
  }

  private static func openSSH(_ bytes: [UInt8]) -> Verdict {
    let magic = Array("openssh-key-v1".utf8) + [0]
    guard bytes.starts(with: magic), bytes.count > magic.count + 8 else { return .rejected }
    let rest = bytes[magic.count...]
    let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
    guard length <= 64, rest.count >= 4 + length else { return .rejected }
    let cipher = rest.dropFirst(4).prefix(length)
    return cipher.elementsEqual("none".utf8)
      ? .proven("its body decodes to a key without a passphrase")
      : .locked("it is encrypted with a passphrase")
  }

  /// A secret-key packet has tag 5, in the old or the new packet format.
  private static func openPGP(_ bytes: [UInt8]) -> Verdict {
    guard let first = bytes.first, first & 0x80 != 0 else { return .rejected }
    let tag = first & 0x40 != 0 ? first & 0x3F : (first >> 2) & 0x0F
    return tag == 5 ? .proven("its body is a secret-key packet") : .rejected
  }

  /// `\n` written as two or three characters becomes a line break; quotes and plus signs of string literals go.
  private static func unescaped(_ bytes: [UInt8]) -> [UInt8] {
    let backslash = UInt8(ascii: "\\")
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index] == backslash {
        while index < bytes.count, bytes[index] == backslash { index += 1 }
        if index < bytes.count, bytes[index] == UInt8(ascii: "n") || bytes[index] == UInt8(ascii: "r") {
          result.append(0x0A)
          index += 1
        }
        continue
      }
      result.append(bytes[index])
      index += 1
    }
    return result
  }

  private static func trimmed(_ line: ArraySlice<UInt8>) -> [UInt8] {
    let outside: Set<UInt8> = [
      0x20, 0x09, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ","), UInt8(ascii: "|"),
    ]
    var result = line.drop { outside.contains($0) }
    while let last = result.last,
      outside.contains(last) || last == UInt8(ascii: "+") && result.count < 70 && result.contains(0x20)
    {
      result = result.dropLast()
    }
    return Array(result)
  }

  private static func contains(_ bytes: some Collection<UInt8>, _ text: String) -> Bool {
    bytes.firstRange(of: Array(text.utf8)) != nil
  }
}
