import CCurl

/// libcurl, which is loaded and started when the first connection is opened: what it brings along would take a tenth of the time
/// of a small check. A run that opens connections keeps the right to read all files, so it is found at any time.
@safe final class CurlLibrary: @unchecked Sendable {
  /// nil where the library is not there or does not start.
  static let loaded = CurlLibrary()

  /// Its functions, which stay where they are.
  let functions: UnsafeMutablePointer<imgcheck_curl>

  private init?() {
    unsafe functions = .allocate(capacity: 1)
    unsafe functions.initialize(to: imgcheck_curl())
    guard unsafe imgcheck_curl_load(functions) != 0 else {
      unsafe functions.deallocate()
      return nil
    }
  }

  deinit { unsafe functions.deallocate() }

  /// What a code of an error means.
  func text(of code: CURLcode) -> String {
    unsafe functions.pointee.easy_strerror(code).map { unsafe String(cString: $0) }
      ?? "error \(code.rawValue)"
  }
}
