import CCurl

/// The one owner of a libcurl handle, which keeps its connections between requests.
@safe final class CurlHandle {
  private let library: CurlLibrary
  private let curl: UnsafePointer<imgcheck_curl>
  private let pointer: UnsafeMutableRawPointer

  init() throws(TransferError) {
    let library = try CurlLibrary.loaded.get()
    guard let pointer = unsafe library.functions.pointee.easy_init() else {
      throw .system(operation: "libcurl", reason: "out of memory")
    }
    self.library = library
    unsafe curl = UnsafePointer(library.functions)
    unsafe self.pointer = unsafe pointer
  }

  deinit { unsafe curl.pointee.easy_cleanup(pointer) }

  /// Makes one exchange, without following redirects, and answers where a redirect leads.
  func perform(_ request: HTTPRequest, _ exchange: Exchange, connectSeconds: Int) throws(TransferError)
    -> String?
  {
    unsafe curl.pointee.easy_reset(pointer)
    let list = HeaderList(library)
    for header in request.headers { try list.add(header.name, header.value) }
    if let authorization = request.authorization { try list.add("Authorization", authorization) }
    try set(request, connectSeconds: connectSeconds)
    try unsafe check(imgcheck_curl_set_headers(curl, pointer, list.first))
    let context = unsafe Unmanaged.passUnretained(exchange).toOpaque()
    try unsafe check(imgcheck_curl_set_callbacks(curl, pointer, takeBody, takeHeader, watch, context))
    // OpenSSL writes to connections as to any file.
    let code = BrokenPipe.isError { unsafe curl.pointee.easy_perform(pointer) }
    // The handle must not outlive what its options name.
    try unsafe check(imgcheck_curl_set_headers(curl, pointer, nil))
    if let error = exchange.error { throw error }
    guard code == CURLE_OK || exchange.hasHeardRefusal else { throw explain(code, request.address.shown) }
    exchange.head.status = unsafe imgcheck_curl_status(curl, pointer)
    return unsafe imgcheck_curl_redirect_address(curl, pointer).map { unsafe String(cString: $0) }
  }

  private func set(_ request: HTTPRequest, connectSeconds: Int) throws(TransferError) {
    try text(CURLOPT_URL, request.address.text)
    try unsafe check(imgcheck_curl_allow_http_alone(curl, pointer))
    try unsafe check(imgcheck_curl_require_tls_1_2(curl, pointer))
    try number(CURLOPT_NOSIGNAL, 1)
    try number(CURLOPT_CONNECTTIMEOUT, connectSeconds)
    try number(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    try text(CURLOPT_USERAGENT, "imgcheck")
    if let socket = request.address.socket {
      try text(CURLOPT_UNIX_SOCKET_PATH, socket)
      try text(CURLOPT_PROXY, "")
    }
    if let form = request.form { try text(CURLOPT_COPYPOSTFIELDS, form) }
    if let authorities = request.trust.authorities { try text(CURLOPT_CAINFO, authorities) }
    if let certificate = request.trust.certificate { try text(CURLOPT_SSLCERT, certificate) }
    if let key = request.trust.key { try text(CURLOPT_SSLKEY, key) }
    if !request.trust.verifies {
      try number(CURLOPT_SSL_VERIFYPEER, 0)
      try number(CURLOPT_SSL_VERIFYHOST, 0)
    }
  }

  private func number(_ option: CURLoption, _ value: Int) throws(TransferError) {
    try unsafe check(imgcheck_curl_set_number(curl, pointer, option, value))
  }

  private func text(_ option: CURLoption, _ value: String) throws(TransferError) {
    guard !value.utf8.contains(0) else { throw .malformed(what: "an address or a path holds a zero byte") }
    try unsafe check(imgcheck_curl_set_text(curl, pointer, option, value))
  }

  private func check(_ code: CURLcode) throws(TransferError) {
    guard code == CURLE_OK else { throw .system(operation: "libcurl", reason: library.text(of: code)) }
  }

  private func explain(_ code: CURLcode, _ host: String) -> TransferError {
    let proxy = unsafe imgcheck_curl_proxy_status(curl, pointer)
    guard proxy < 300 else { return .proxy(host: host, status: proxy) }
    let reason = library.text(of: code)
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT:
      return .unreachable(host: host, reason: reason)
    case CURLE_OPERATION_TIMEDOUT: return .timedOut(host: host, what: "a connection may take")
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM,
      CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_USE_SSL_FAILED:
      return .untrusted(host: host, reason: reason)
    case CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING, CURLE_HTTP2,
      CURLE_HTTP2_STREAM:
      return .cut(host: host, reason: reason)
    default: return .system(operation: "libcurl, \(host)", reason: reason)
    }
  }
}

/// The one owner of a list of header lines.
@safe private final class HeaderList {
  private(set) var first = unsafe UnsafeMutablePointer<curl_slist>?.none
  private let library: CurlLibrary

  init(_ library: CurlLibrary) { self.library = library }

  deinit { unsafe library.functions.pointee.slist_free_all(first) }

  func add(_ name: String, _ value: String) throws(TransferError) {
    let line = "\(name): \(value)"
    guard line.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }) else {
      throw .malformed(what: "the header \(name) holds a control character")
    }
    guard let longer = unsafe library.functions.pointee.slist_append(first, line) else {
      throw .system(operation: "libcurl", reason: "out of memory")
    }
    unsafe first = unsafe longer
  }
}

private func takeBody(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let context = unsafe context, let bytes = unsafe bytes else { return 0 }
  let exchange = unsafe Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue()
  let piece = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
  return unsafe exchange.takeBody(piece.bytes) ? size * count : 0
}

private func takeHeader(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let context = unsafe context, let bytes = unsafe bytes else { return 0 }
  let exchange = unsafe Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue()
  let line = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
  return exchange.takeHeader(unsafe String(decoding: line, as: UTF8.self)) ? size * count : 0
}

private func watch(
  _ context: UnsafeMutableRawPointer?, _: curl_off_t, _: curl_off_t, _: curl_off_t, _: curl_off_t
) -> Int32 {
  guard let context = unsafe context else { return 1 }
  return unsafe Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue().goesOn ? 0 : 1
}
