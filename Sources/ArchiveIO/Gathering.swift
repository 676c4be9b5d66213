/// What a visitor wants to have gathered of a content that comes in blocks.
package enum Gathering {
  case start(WantedStart)
  /// What a zip's reader wants of its first bytes, of which there are so many.
  case zip(GatheredZip, count: Int)
}

/// The gathering of one content.
struct ContentGathering {
  private let room: GatheredBytes
  private let content: Gathering
  /// Bytes from the start that are gathered.
  private(set) var wanted: Int

  /// - Parameter room: for what is no zip; it is empty.
  init(_ content: Gathering, in room: GatheredBytes) {
    self.room = room
    self.content = content
    wanted =
      switch content {
      case .start(let start): start.count
      case .zip(_, let count): count
      }
  }

  /// Bytes gathered so far, with those that are left out.
  var count: Int {
    switch content {
    case .start: room.count
    case .zip(let zip, _): zip.count
    }
  }

  /// Bytes of memory that it takes at most.
  var mostHeld: Int {
    switch content {
    case .start(let start): start.filledCount
    case .zip(let zip, let count): min(count, zip.plan.limits.heldBytes)
    }
  }

  func reserve() {
    switch content {
    case .start: room.reserve(wanted)
    case .zip(let zip, _): zip.reserve(wanted)
    }
  }

  func append(_ bytes: Span<UInt8>) {
    switch content {
    case .start(let start): start.gather(bytes, in: room)
    case .zip(let zip, _): zip.append(bytes)
    }
  }

  func append(zeros: Int) {
    switch content {
    case .start: room.append(zeros: zeros)
    case .zip(let zip, _): zip.append(zeros: zeros)
    }
  }

  /// Wants no more than there is.
  mutating func cut() { wanted = count }

  /// Hands what was gathered on.
  func hand<Visitor: TarVisitor>(to visitor: inout Visitor) {
    switch content {
    case .start: room.withBytes { visitor.receive($0) }
    case .zip(let zip, _): visitor.receive(zip)
    }
  }
}
