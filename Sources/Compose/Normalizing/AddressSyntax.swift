/// How addresses are written: IPv4 as four decimal numbers, IPv6 as RFC 4291, section 2.2, has it.
enum AddressSyntax {
  /// Whether a text is an address. What follows a percent sign names an interface and is not looked at.
  static func isAddress(_ text: String) -> Bool {
    let address = text.prefix { $0 != "%" }
    return isVersion4(address) || isVersion6(address)
  }

  private static func isVersion4(_ text: Substring) -> Bool {
    let numbers = text.split(separator: ".", omittingEmptySubsequences: false)
    return numbers.count == 4
      && numbers.allSatisfy { number in
        guard (1...3).contains(number.utf8.count), number.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return false }
        return number == "0" || !number.hasPrefix("0") && (Int(number) ?? 256) < 256
      }
  }

  private static func isVersion6(_ text: Substring) -> Bool {
    guard let gap = text.firstRange(of: "::") else { return groups(text) == 8 }
    guard let head = groups(text[..<gap.lowerBound]), let tail = groups(text[gap.upperBound...]) else {
      return false
    }
    return head + tail < 8
  }

  /// How many groups of 16 bits a part of an address has, of which the last two may be an IPv4 address.
  private static func groups(_ text: Substring) -> Int? {
    guard !text.isEmpty else { return 0 }
    let groups = text.split(separator: ":", omittingEmptySubsequences: false)
    guard let last = groups.last else { return nil }
    let isMixed = isVersion4(last)
    let areNumbers = groups.dropLast(isMixed ? 1 : 0).allSatisfy { group in
      (1...4).contains(group.utf8.count) && group.allSatisfy { $0.isASCII && $0.isHexDigit }
    }
    return areNumbers ? groups.count + (isMixed ? 1 : 0) : nil
  }
}
