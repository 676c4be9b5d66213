/// What one transfer may cost, in seconds and bytes.
package struct TransferLimits: Sendable, Hashable {
  /// Seconds until a connection stands.
  package var connectSeconds = 15
  /// Seconds in which not one byte comes, while somebody waits for it.
  package var idleSeconds = 60.0
  /// Seconds that one document may take altogether.
  package var documentSeconds = 60.0
  /// Seconds that one layer or one archive may take altogether.
  package var contentSeconds = 3_600.0
  /// Bytes of one document.
  package var documentBytes = 32 << 20
  /// Bytes of one archive that an engine sends.
  package var contentBytes: Int64 = 64 << 30
  /// Bytes of the headers of one answer.
  package var headerBytes = 128 << 10
  /// Redirects that follow each other.
  package var redirects = 5
  /// Tries after the first.
  package var retries = 4
  /// Connections that may bring one content, however much each of them brings.
  package var connections = 16
  /// Seconds before the second try; each further one waits twice as long.
  package var backOffSeconds = 0.5
  /// Seconds that a server may ask to wait.
  package var retryAfterSeconds = 30.0

  package init() {}
}
