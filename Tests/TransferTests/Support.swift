import Foundation
import LoopbackServer
import Transfer

/// Limits that a test reaches soon.
var quick: TransferLimits {
  var limits = TransferLimits()
  limits.idleSeconds = 1
  limits.documentSeconds = 2
  limits.contentSeconds = 3
  limits.documentBytes = 1 << 20
  limits.contentBytes = 4 << 20
  limits.backOffSeconds = 0.01
  return limits
}

func document(
  _ address: String, authorization: String? = nil, limits: TransferLimits = quick
) throws -> HTTPResponse {
  var request = HTTPRequest(try HTTPAddress(address))
  request.authorization = authorization
  return try HTTPSession(limits: limits).document(request)
}

/// What came of content that was handed on to a pipe.
struct Content {
  var bytes: [UInt8] = []
  var status: Int?
  var error: TransferError?
}

/// Reads content to its end.
func content(_ address: String, size: Int64? = nil, limits: TransferLimits = quick) throws -> Content {
  let outcome = Outcome()
  let pipe = try ContentPipe { writer in
    do throws(TransferError) {
      let request = HTTPRequest(try HTTPAddress(address))
      let head = try HTTPSession(limits: limits).content(request, to: writer, size: size)
      outcome.set { $0.status = head.status }
    } catch {
      outcome.set { $0.error = error }
    }
  }
  let handle = FileHandle(fileDescriptor: pipe.descriptor, closeOnDealloc: false)
  let data = try handle.readToEnd() ?? Data()
  pipe.finish()
  outcome.set { $0.bytes = [UInt8](data) }
  return outcome.value
}

final class Outcome: @unchecked Sendable {
  private let lock = NSLock()
  private var content = Content()

  func set(_ change: (inout Content) -> Void) { lock.withLock { change(&content) } }
  var value: Content { lock.withLock { content } }
}

func seconds(_ work: () throws -> Void) rethrows -> Double {
  let clock = ContinuousClock()
  let start = clock.now
  try work()
  let taken = (clock.now - start).components
  return Double(taken.seconds) + Double(taken.attoseconds) / 1e18
}
