/// Judges private keys in PuTTY's own format (the manual's appendix on the format of PPK files).
enum PuttyKey {
  static func verdict(on file: [UInt8]) -> Verdict {
    guard let encryption = value(of: "Encryption: ", in: file) else { return .open }
    guard encryption.elementsEqual("none".utf8) else { return .locked("it is encrypted with a passphrase") }
    if let body = privateBody(of: file), let publisher = PublishedKeys.publisher(of: body) {
      return .harmless(PublishedKeys.reason(publisher))
    }
    return .proven("its file says that it is not encrypted")
  }

  /// The decoded lines behind `Private-Lines`.
  private static func privateBody(of file: [UInt8]) -> [UInt8]? {
    guard let start = file.firstRange(of: Array("Private-Lines: ".utf8))?.upperBound,
      let end = file[start...].firstIndex(of: 0x0A)
    else { return nil }
    return Decode.base64(file[(end + 1)...])
  }

  private static func value(of name: String, in file: [UInt8]) -> ArraySlice<UInt8>? {
    guard let start = file.firstRange(of: Array(name.utf8))?.upperBound else { return nil }
    return file[start...].prefix { $0 > 0x20 }
  }
}
