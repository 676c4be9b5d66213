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
        wait(tries, head, for: sink)
      } catch {
        // A document that took too long takes too long again.
        guard case .cut = error, tries < limits.retries else { throw error }
        wait(tries, nil, for: sink)
      }
      tries += 1
    }
  }

  /// Hands on the content at an address. What a cut leaves open is asked for again, from the byte on that is missing.
  ///
  /// - Parameters:
  ///   - size: the bytes that must come; nil where nobody knows.
  ///   - told: hears of bytes as they come.
  ///   - renew: makes the request anew for a server that asks after a cut who we are: a token may have expired meanwhile.
  package func content(
    _ request: HTTPRequest, to receiver: any ContentReceiver, size: Int64? = nil,
    told: @escaping @Sendable (Int64) -> Void = { _ in },
    renew: (HTTPHead) throws(TransferError) -> HTTPRequest? = { _ in nil }
  ) throws(TransferError) -> HTTPHead {
    let host = request.address.shown
    let sink = ContentSink(
      host: host, receiver: receiver, limit: size ?? limits.contentBytes, told: told)
    var request = request
    var renewedAt: Int64 = 0
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
          return head
        }
        if head.status == 401, sink.count > renewedAt, let renewed = try renew(head) {
          renewedAt = sink.count
          request = renewed
          continue
        }
        // Once content has come, only an error can say that no more of it comes.
        guard Self.isBusy(head.status), tries < limits.retries else {
          guard sink.count == 0 else { throw .cut(host: host, reason: "its answer is status \(head.status)") }
          return head
        }
        wait(tries, head, for: sink)
      } catch {
        // What an engine sends is made anew each time, so only what has a size can go on.
        guard error.isTransient, sink.count == 0 || size != nil, tries < limits.retries,
          connection < limits.connections
        else { throw error }
        wait(tries, nil, for: sink)
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

  /// Waits before another try, unless nobody wants it any more.
  private func wait(_ tries: Int, _ head: HTTPHead?, for sink: any BodySink) {
    let asked = head?.headers["retry-after"].flatMap(Double.init) ?? 0
    let own = limits.backOffSeconds * Double(1 << min(tries, 16))
    let end = ContinuousClock.now + .seconds(min(max(asked, own), limits.retryAfterSeconds))
    while sink.isWanted, ContinuousClock.now < end {
      Thread.sleep(forTimeInterval: min(max(asked, own), Self.patienceSeconds))
    }
  }

  /// Seconds between two looks whether a wait is still wanted.
  private static let patienceSeconds = 0.2
}
