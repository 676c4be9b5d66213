import CCurl

/// libcurl, which is loaded and started when the first connection is opened: what it brings along would take a tenth of the time
/// of a small check. A run that opens connections keeps the right to read all files, so it is found at any time.
@safe final class CurlLibrary: @unchecked Sendable {
  /// The library, or that it is not there or does not start.
  static let loaded = Result { () throws(TransferError) in try CurlLibrary() }

  /// Its functions, which stay where they are.
  let functions: UnsafeMutablePointer<imgcheck_curl>

  private init() throws(TransferError) {
    unsafe functions = .allocate(capacity: 1)
    unsafe functions.initialize(to: imgcheck_curl())
    if let reason = unsafe imgcheck_curl_load(functions) {
      throw .noLibrary(reason: unsafe String(cString: reason))
    }
  }

  deinit { unsafe functions.deallocate() }

  /// What a code of an error means.
  func text(of code: CURLcode) -> String {
    unsafe functions.pointee.easy_strerror(code).map { unsafe String(cString: $0) }
      ?? "error \(code.rawValue)"
  }
}
