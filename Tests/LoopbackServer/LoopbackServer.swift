import Foundation
import Synchronization

/// A server of HTTP on this machine that does what a test says, also what no good server does. It answers one request on
/// each connection.
package final class LoopbackServer: Sendable {
  package struct Request: Sendable {
    package let method: String
    /// With the query.
    package let path: String
    /// By names in lower case.
    package let headers: [String: String]
    package let body: String
  }

  package enum Answer: Sendable {
    case whole(status: Int = 200, headers: [String: String] = [:], [UInt8] = [])
    /// Ends before as much came as was promised.
    case cut(status: Int = 200, headers: [String: String] = [:], [UInt8], promised: Int)
    /// Never ends.
    case endless(status: Int = 200, headers: [String: String] = [:])
    /// A byte now and then, without end.
    case dripping
    /// Takes the request and says nothing.
    case silent
    /// A head without end.
    case endlessHead
    /// Leads to a port of this machine, as a proxy answers CONNECT.
    case tunnel(port: Int)
  }

  private let listener: Int32
  private let seen = Mutex<[Request]>([])
  private let isStopped = Atomic(false)
  package let port: Int

  package struct Failure: Error { let call: String }

  /// Listens at a port that the system chooses.
  package init(_ handler: @escaping @Sendable (Request) -> Answer) throws {
    let listener = Loopback.socket()
    self.listener = listener
    guard listener >= 0 else { throw Failure(call: "socket") }
    var address = Loopback.address()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(listener, $0, length) == 0 && getsockname(listener, $0, &length) == 0
      }
    }
    guard bound, listen(listener, 64) == 0 else { throw Failure(call: "bind") }
    port = Int(UInt16(bigEndian: address.sin_port))
    let thread = Thread { [weak self] in
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { return }
        let server = self
        let serve = Thread {
          server?.serve(connection, handler)
          close(connection)
        }
        serve.start()
      }
    }
    thread.start()
  }

  deinit { stop() }

  package func stop() {
    guard !isStopped.exchange(true, ordering: .relaxed) else { return }
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  /// What was asked so far, in order.
  package var requests: [Request] { seen.withLock { $0 } }

  package var address: String { "http://127.0.0.1:\(port)" }

  private func serve(_ connection: Int32, _ handler: (Request) -> Answer) {
    Self.ignoreBrokenPipe()
    guard let request = Self.read(connection) else { return }
    seen.withLock { $0.append(request) }
    let out = Output(connection)
    switch handler(request) {
    case .whole(let status, let headers, let body):
      _ = out.head(status, headers, length: body.count) && out.bytes(body)
    case .cut(let status, let headers, let body, let promised):
      _ = out.head(status, headers, length: promised) && out.bytes(body)
    case .endless(let status, let headers):
      guard out.head(status, headers, length: nil) else { return }
      let piece = [UInt8](repeating: 0x20, count: 1 << 16)
      while out.bytes(piece), !isStopped.load(ordering: .relaxed) {}
    case .dripping:
      guard out.head(200, [:], length: nil) else { return }
      while out.bytes([0x20]), !isStopped.load(ordering: .relaxed) { Thread.sleep(forTimeInterval: 0.1) }
    case .silent:
      for _ in 0..<200 where !isStopped.load(ordering: .relaxed) { Thread.sleep(forTimeInterval: 0.1) }
    case .endlessHead:
      guard out.text("HTTP/1.1 200 OK\r\n") else { return }
      while out.text("X-More: \(String(repeating: "x", count: 1_000))\r\n"),
        !isStopped.load(ordering: .relaxed)
      {}
    case .tunnel(let port):
      guard let other = Tunnel.connect(port) else { return }
      if out.text("HTTP/1.1 200 Connected\r\n\r\n") { Tunnel.join(connection, other) }
      close(other)
    }
  }

  static func ignoreBrokenPipe() {
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGPIPE)
    unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  /// Reads a request with the body that it promises; nil where the other end went away.
  private static func read(_ connection: Int32) -> Request? {
    var bytes: [UInt8] = []
    let end = Array("\r\n\r\n".utf8)
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    var head: (text: String, length: Int)?
    while true {
      if head == nil, let range = bytes.firstRange(of: end) {
        head = (String(decoding: bytes[..<range.lowerBound], as: UTF8.self), range.upperBound)
      }
      if let head {
        let lines = head.text.components(separatedBy: "\r\n")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
          let parts = line.split(separator: ":", maxSplits: 1)
          if parts.count == 2 {
            headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
          }
        }
        let promised = headers["content-length"].flatMap { Int($0) } ?? 0
        let words = lines[0].split(separator: " ").map(String.init)
        if bytes.count >= head.length + promised, words.count >= 2 {
          return Request(
            method: words[0], path: words[1], headers: headers,
            body: String(decoding: bytes[head.length...], as: UTF8.self))
        }
      }
      let count = unsafe Foundation.read(connection, &buffer, buffer.count)
      guard count > 0 else { return nil }
      bytes += buffer[..<count]
      // A hello of TLS, which this server does not speak.
      guard bytes.first != 0x16 else { return nil }
    }
  }

  struct Output {
    let connection: Int32

    init(_ connection: Int32) { self.connection = connection }

    func head(_ status: Int, _ headers: [String: String], length: Int?) -> Bool {
      var lines = ["HTTP/1.1 \(status) Status", "Connection: close"]
      if let length { lines.append("Content-Length: \(length)") }
      lines += headers.map { "\($0.key): \($0.value)" }
      return text(lines.joined(separator: "\r\n") + "\r\n\r\n")
    }

    func text(_ text: String) -> Bool { bytes(Array(text.utf8)) }

    /// false where the other end went away.
    func bytes(_ bytes: [UInt8]) -> Bool {
      var done = 0
      while done < bytes.count {
        let count = unsafe bytes[done...].withUnsafeBytes {
          unsafe write(connection, $0.baseAddress, $0.count)
        }
        guard count > 0 else { return false }
        done += count
      }
      return true
    }
  }
}
