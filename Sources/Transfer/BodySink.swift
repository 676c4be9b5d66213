/// What takes the content of a successful answer.
protocol BodySink: AnyObject {
  func take(_ bytes: RawSpan, _ head: HTTPHead) throws(TransferError)
  /// Whether anybody still waits for more.
  var isWanted: Bool { get }
}

/// Keeps a document in memory.
final class DocumentSink: BodySink {
  private let host: String
  private let limit: Int
  private(set) var bytes: [UInt8] = []
  let isWanted = true

  init(host: String, limit: Int) {
    self.host = host
    self.limit = limit
  }

  func take(_ piece: RawSpan, _ head: HTTPHead) throws(TransferError) {
    guard bytes.count + piece.byteCount <= limit else {
      throw .limit(host: host, what: "a document", allowed: "\(limit) bytes")
    }
    unsafe piece.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
  }
}

/// Hands content on, and knows after a cut which byte comes next.
final class ContentSink: BodySink {
  private let host: String
  private let receiver: any ContentReceiver
  private let limit: Int64
  private let told: @Sendable (Int64) -> Void
  /// Bytes handed on.
  private(set) var count: Int64 = 0
  /// Bytes of this answer that were handed on by an earlier one; nil until its head was looked at.
  private var skipped: Int64?

  init(
    host: String, receiver: any ContentReceiver, limit: Int64, told: @escaping @Sendable (Int64) -> Void
  ) {
    self.host = host
    self.receiver = receiver
    self.limit = limit
    self.told = told
  }

  var isWanted: Bool { receiver.isWanted }

  /// A new answer begins.
  func restart() { skipped = nil }

  func take(_ piece: RawSpan, _ head: HTTPHead) throws(TransferError) {
    var left = try start(head)
    let dropped = Int(min(left, Int64(piece.byteCount)))
    left -= Int64(dropped)
    skipped = left
    let rest = piece.extracting(last: piece.byteCount - dropped)
    guard count + Int64(rest.byteCount) <= limit else {
      throw .limit(host: host, what: "the content", allowed: "\(limit) bytes")
    }
    guard !rest.isEmpty else { return }
    try receiver.write(rest)
    count += Int64(rest.byteCount)
    told(Int64(rest.byteCount))
  }

  private func start(_ head: HTTPHead) throws(TransferError) -> Int64 {
    if let skipped { return skipped }
    return try gap(head)
  }

  /// Bytes at the answer's start that came before: all, where the server does not answer for a part.
  private func gap(_ head: HTTPHead) throws(TransferError) -> Int64 {
    guard count > 0 else { return 0 }
    let start = head.rangeStart ?? 0
    guard start <= count else {
      throw .cut(host: host, reason: "the server answers for another part than was asked for")
    }
    return count - start
  }
}
