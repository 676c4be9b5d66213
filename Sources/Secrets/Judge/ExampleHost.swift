/// Hosts that can belong to nobody (RFC 2606, RFC 6761): what stands before them in an address opens nothing.
enum ExampleHost {
  /// `after` starts with the `@` before the host.
  static func isReserved(afterAt after: [UInt8]) -> Bool {
    let host = after.dropFirst().prefix { $0.isWord || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
    let labels = String(decoding: host, as: UTF8.self).lowercased().split(separator: ".")
    guard let top = labels.last else { return false }
    if ["example", "test", "invalid"].contains(top) { return true }
    return labels.count >= 2 && labels[labels.count - 2] == "example" && ["com", "net", "org"].contains(top)
  }
}
