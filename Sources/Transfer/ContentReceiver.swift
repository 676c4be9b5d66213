/// Where content goes as it comes.
package protocol ContentReceiver: AnyObject {
  /// Whether anybody still waits for more.
  var isWanted: Bool { get }
  /// Takes bytes; waits until there is room for them.
  func write(_ bytes: RawSpan) throws(TransferError)
}

extension RawSpan {
  /// The bytes as an array of their own.
  package func copy() -> [UInt8] { unsafe withUnsafeBytes { unsafe [UInt8]($0) } }
}
