/// Why something could not be fetched. The text names the host and what happened; an address is never shown whole, since
/// queries of signed addresses are secrets.
package enum TransferError: Error, Sendable, Hashable, CustomStringConvertible {
  /// No connection: the name is unknown, nobody listens, the socket may not be opened.
  case unreachable(host: String, reason: String)
  /// A proxy that does not lead to the host.
  case proxy(host: String, status: Int)
  /// The server's certificate is not trusted, or TLS failed otherwise.
  case untrusted(host: String, reason: String)
  /// The connection ended before everything had come.
  case cut(host: String, reason: String)
  case timedOut(host: String, what: String)
  /// A limit that protects this machine was reached.
  case limit(host: String, what: String, allowed: String)
  /// A redirect that is not followed.
  case redirect(host: String, reason: String)
  /// An address, a header or a path that cannot be used.
  case malformed(what: String)
  /// libcurl is not there, or cannot be used.
  case noLibrary(reason: String)
  /// The operating system or the library refused.
  case system(operation: String, reason: String)
  /// Whoever wanted the bytes reads no more of them.
  case abandoned

  package var description: String {
    switch self {
    case .unreachable(let host, let reason): "\(host) cannot be reached: \(reason)"
    case .proxy(let host, let status): "the proxy does not connect to \(host): its answer is status \(status)"
    case .untrusted(let host, let reason): "\(host) is not trusted: \(reason)"
    case .cut(let host, let reason): "the connection to \(host) ended early: \(reason)"
    case .timedOut(let host, let what): "\(host) took longer than \(what)"
    case .limit(let host, let what, let allowed): "\(what) of \(host) exceeds the limit of \(allowed)"
    case .redirect(let host, let reason): "the redirect from \(host) was not followed: \(reason)"
    case .malformed(let what): "\(what)"
    case .noLibrary(let reason):
      "libcurl, by which images are fetched, cannot be loaded (\(reason)); install it (apt-get install libcurl4, "
        + "dnf install libcurl, apk add libcurl), or check a saved image"
    case .system(let operation, let reason): "\(operation): \(reason)"
    case .abandoned: "the reader stopped"
    }
  }

  /// Whether another try may succeed.
  var isTransient: Bool {
    switch self {
    case .cut, .timedOut: true
    case .unreachable, .proxy, .untrusted, .limit, .redirect, .malformed, .noLibrary, .system, .abandoned:
      false
    }
  }
}
