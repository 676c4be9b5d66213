/// One request and its answer, as libcurl tells of them.
final class Exchange {
  private let host: String
  private let limits: TransferLimits
  /// Seconds that all of it may take.
  private let seconds: Double
  private let sink: any BodySink
  private let started = ContinuousClock.now
  /// When bytes last came, not counted the time in which their reader was busy.
  private var heard = ContinuousClock.now
  /// The time that the reader took.
  private var busy = Duration.zero
  private var headerBytes = 0
  var head = HTTPHead()
  /// The content of an answer that is no success: it says why.
  private(set) var refusal: [UInt8] = []
  private(set) var error: TransferError?

  /// Bytes of a refusal that are kept.
  private static let refusalBytes = 64 << 10

  init(host: String, limits: TransferLimits, seconds: Double, sink: any BodySink) {
    self.host = host
    self.limits = limits
    self.seconds = seconds
    self.sink = sink
  }

  /// Takes a line of the head; false ends the exchange.
  func takeHeader(_ line: String) -> Bool {
    headerBytes += line.utf8.count
    guard headerBytes <= limits.headerBytes else {
      return fail(.limit(host: host, what: "the head of an answer", allowed: "\(limits.headerBytes) bytes"))
    }
    heard = .now
    if line.hasPrefix("HTTP/") {
      head = HTTPHead()
      head.status = line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
      return true
    }
    guard let colon = line.firstIndex(of: ":") else { return true }
    let name = line[..<colon].lowercased()
    let value = line[line.index(after: colon)...].trimmed
    head.headers[name] = head.headers[name].map { "\($0), \(value)" } ?? value
    return true
  }

  /// Takes a piece of the content; false ends the exchange.
  func takeBody(_ bytes: RawSpan) -> Bool {
    guard head.isSuccess else {
      let room = Self.refusalBytes - refusal.count
      for offset in 0..<min(room, bytes.byteCount) { refusal.append(bytes.byte(at: offset)) }
      return refusal.count < Self.refusalBytes
    }
    let came = ContinuousClock.now
    do throws(TransferError) {
      try sink.take(bytes, head)
    } catch {
      return fail(error)
    }
    heard = .now
    busy += heard - came
    return true
  }

  /// Whether the exchange may go on; libcurl asks at least once a second.
  var goesOn: Bool {
    guard error == nil else { return false }
    guard sink.isWanted else { return fail(.abandoned) }
    let now = ContinuousClock.now
    guard now - heard < .seconds(limits.idleSeconds) else {
      return fail(.timedOut(host: host, what: "\(Int(limits.idleSeconds)) seconds to send a byte"))
    }
    guard now - started - busy < .seconds(seconds) else {
      return fail(.timedOut(host: host, what: "\(Int(seconds)) seconds to send all"))
    }
    return true
  }

  /// Whether the exchange was ended because who refuses had said enough.
  var hasHeardRefusal: Bool { refusal.count >= Self.refusalBytes }

  private func fail(_ error: TransferError) -> Bool {
    self.error = self.error ?? error
    return false
  }
}

extension RawSpan {
  func byte(at offset: Int) -> UInt8 { unsafe unsafeLoad(fromByteOffset: offset, as: UInt8.self) }
}

extension StringProtocol {
  /// Without blanks and line ends around it.
  var trimmed: String {
    let blanks: (Character) -> Bool = { $0.isWhitespace || $0.isNewline }
    return String(drop(while: blanks).reversed().drop(while: blanks).reversed())
  }
}
