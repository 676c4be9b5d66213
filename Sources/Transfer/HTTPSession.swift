import Foundation

/// Sends requests one after the other and keeps connections between them. It belongs to one thread.
package final class HTTPSession {
  private let handle: CurlHandle
  package let limits: TransferLimits

  package init(limits: TransferLimits = TransferLimits()) throws(TransferError) {
    handle = try CurlHandle()
    self.limits = limits
  }

  /// Fetches a document. An answer that is no success is no error: its status says why.
  package func document(_ request: HTTPRequest) throws(TransferError) -> HTTPResponse {
    var tries = 0
    while true {
      let sink = DocumentSink(host: request.address.shown, limit: limits.documentBytes)
      do throws(TransferError) {
        let (head, refusal) = try send(request, to: sink, seconds: limits.documentSeconds)
        guard Self.isBusy(head.status), tries < limits.retries else {
          return HTTPResponse(head: head, body: head.isSuccess ? sink.bytes : refusal)
        }
        wait(tries, head)
      } catch {
        // A document that took too long takes too long again.
        guard case .cut = error, tries < limits.retries else { throw error }
        wait(tries, nil)
      }
      tries += 1
    }
  }

  /// Hands the content at an address on to a pipe. What a cut leaves open is asked for again, from the byte on that is missing.
  ///
  /// - Parameters:
  ///   - prelude: goes before the content, as soon as it is known that content comes.
  ///   - size: the bytes that must come; nil where nobody knows.
  ///   - told: hears of bytes as they come.
  package func content(
    _ request: HTTPRequest, to pipe: PipeWriter, prelude: [UInt8] = [], size: Int64? = nil,
    told: @escaping @Sendable (Int64) -> Void = { _ in }
  ) throws(TransferError) -> HTTPHead {
    let host = request.address.shown
    let sink = PipeSink(
      host: host, pipe: pipe, prelude: prelude, limit: size ?? limits.contentBytes, told: told)
    var tries = 0
    for connection in 1... {
      let before = sink.count
      do throws(TransferError) {
        var part = request
        if sink.count > 0 { part.headers.append(("Range", "bytes=\(sink.count)-")) }
        sink.restart()
        let (head, _) = try send(part, to: sink, seconds: limits.contentSeconds)
        if head.isSuccess {
          if let size, sink.count < size {
            throw .cut(host: host, reason: "\(sink.count) of \(size) bytes came")
          }
          try sink.begin()
          return head
        }
        // Once content has come, only an error can say that no more of it comes.
        guard Self.isBusy(head.status), tries < limits.retries else {
          guard sink.count == 0 else { throw .cut(host: host, reason: "its answer is status \(head.status)") }
          return head
        }
        wait(tries, head)
      } catch {
        // What an engine sends is made anew each time, so only what has a size can go on.
        guard error.isTransient, sink.count == 0 || size != nil, tries < limits.retries,
          connection < limits.connections
        else { throw error }
        wait(tries, nil)
      }
      tries = sink.count > before ? 1 : tries + 1
    }
    throw .abandoned
  }

  private func send(
    _ request: HTTPRequest, to sink: any BodySink, seconds: Double
  ) throws(TransferError) -> (HTTPHead, refusal: [UInt8]) {
    var request = request
    for _ in 0...limits.redirects {
      let exchange = Exchange(host: request.address.shown, limits: limits, seconds: seconds, sink: sink)
      guard let target = try handle.perform(request, exchange, connectSeconds: limits.connectSeconds) else {
        return (exchange.head, exchange.refusal)
      }
      request = try request.redirected(to: target)
    }
    throw .redirect(host: request.address.shown, reason: "more than \(limits.redirects) follow each other")
  }

  /// Whether a server asks to come again.
  private static func isBusy(_ status: Int) -> Bool { [429, 502, 503, 504].contains(status) }

  private func wait(_ tries: Int, _ head: HTTPHead?) {
    let asked = head?.headers["retry-after"].flatMap(Double.init) ?? 0
    let own = limits.backOffSeconds * Double(1 << min(tries, 16))
    Thread.sleep(forTimeInterval: min(max(asked, own), limits.retryAfterSeconds))
  }
}
