import Foundation

/// What a connection trusts and who it says it is.
package struct TLSTrust: Sendable, Hashable {
  /// A file of certificates that count instead of the system's; nil for the system's.
  package var authorities: String?
  /// The files of the own certificate and its key; nil for none.
  package var certificate: String?
  package var key: String?
  /// Whether the server's certificate is held to its name and the authorities.
  package var verifies = true

  package init() {}
}

/// One request: a GET, or a POST where it has a form.
package struct HTTPRequest: Sendable {
  package let address: HTTPAddress
  package var headers: [(name: String, value: String)] = []
  /// The value of the header `Authorization`; it never goes to another host than the address's.
  package var authorization: String?
  /// The fields of a form to send.
  package var form: String?
  package var trust = TLSTrust()

  package init(_ address: HTTPAddress) { self.address = address }

  /// The same request to where a redirect leads, without credentials and the own certificate where that is another host.
  func redirected(to text: String) throws(TransferError) -> HTTPRequest {
    guard form == nil else {
      throw .redirect(host: address.shown, reason: "the request carries credentials in a form")
    }
    guard address.socket == nil else {
      throw .redirect(host: address.shown, reason: "a socket has no other addresses")
    }
    let target = try HTTPAddress(text)
    guard target.isEncrypted || !address.isEncrypted else {
      throw .redirect(host: address.shown, reason: "it leads from https to http")
    }
    var request = HTTPRequest(target)
    request.headers = headers
    if target.isSameHost(as: address) {
      request.authorization = authorization
      request.trust = trust
    } else {
      request.trust.authorities = trust.authorities
    }
    return request
  }
}

/// An address of HTTP or HTTPS, perhaps behind a Unix socket.
package struct HTTPAddress: Sendable, Hashable {
  package let text: String
  /// The path of the Unix socket; nil for TCP.
  package let socket: String?
  private let scheme: String
  private let host: String
  private let port: Int

  package init(_ text: String, socket: String? = nil) throws(TransferError) {
    guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
      scheme == "http" || scheme == "https", let host = parts.host?.lowercased(), !host.isEmpty
    else { throw .malformed(what: "an address is neither http nor https") }
    guard parts.user == nil, parts.password == nil else {
      throw .malformed(what: "the address of \(host) holds a user name")
    }
    self.text = text
    self.socket = socket
    self.scheme = scheme
    self.host = host
    port = parts.port ?? (scheme == "https" ? 443 : 80)
  }

  package var isEncrypted: Bool { scheme == "https" }

  /// Whether credentials for `other` may go here.
  package func isSameHost(as other: HTTPAddress) -> Bool {
    (scheme, host, port, socket) == (other.scheme, other.host, other.port, other.socket)
  }

  /// The host as messages name it: nothing of path and query.
  package var shown: String {
    if let socket { return "unix://\(socket)" }
    return port == (isEncrypted ? 443 : 80) ? "\(scheme)://\(host)" : "\(scheme)://\(host):\(port)"
  }
}

/// What an answer says before its content.
package struct HTTPHead: Sendable {
  package internal(set) var status = 0
  /// By names in lower case; of several with one name all, with a comma between.
  package internal(set) var headers: [String: String] = [:]

  package init() {}

  package var isSuccess: Bool { (200..<300).contains(status) }

  /// Where the first byte of a partial answer stands in the whole (RFC 9110, Content-Range).
  var rangeStart: Int64? {
    guard status == 206, let range = headers["content-range"], range.hasPrefix("bytes ") else { return nil }
    return Int64(range.dropFirst(6).prefix { $0 != "-" })
  }
}

/// An answer with its content in memory.
package struct HTTPResponse: Sendable {
  package let head: HTTPHead
  package let body: [UInt8]

  package var status: Int { head.status }
  package var isSuccess: Bool { head.isSuccess }
}
