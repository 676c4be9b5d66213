import Digests

extension Digest {
  /// Digests views on one core: two of them in step, where that takes hardly longer than one.
  ///
  /// - Parameters:
  ///   - next: what is to be digested next, asked as soon as a digest is done; nil when there is no more.
  ///   - told: hears of bytes as they are digested.
  ///   - done: takes a digest with the name that `next` gave.
  package static func inStep<Name>(
    next: () -> (name: Name, view: ByteView, algorithm: Algorithm)?, told: (Int64) -> Void,
    done: (Name, Digest) -> Void
  ) {
    let width = MessageDigest.goInStep ? 2 : 1
    var lanes: [DigestLane<Name>] = []
    while true {
      while lanes.count < width, let (name, view, algorithm) = next() {
        lanes.append(DigestLane(name: name, view: view, algorithm: algorithm))
      }
      guard let length = lanes.map(\.left).min() else { return }
      let step = min(length, stepLength)
      if lanes.count == 2 {
        unsafe MessageDigest.update(lanes[0].hash, lanes[0].take(step), lanes[1].hash, lanes[1].take(step))
      } else {
        unsafe lanes[0].hash.update(lanes[0].take(step))
      }
      told(Int64(step * lanes.count))
      for lane in lanes where lane.left == 0 { done(lane.name, lane.digest) }
      lanes.removeAll { $0.left == 0 }
    }
  }

  /// Bytes between two words of how far the digests are.
  private static let stepLength = 4 << 20
}

/// A view on its way through `Digest.inStep`.
private struct DigestLane<Name> {
  let name: Name
  let view: ByteView
  let algorithm: Digest.Algorithm
  let hash: MessageDigest
  private var place = 0

  init(name: Name, view: ByteView, algorithm: Digest.Algorithm) {
    self.name = name
    self.view = view
    self.algorithm = algorithm
    hash = MessageDigest(algorithm.function)
  }

  /// Bytes that are still to be digested.
  var left: Int { view.count - place }

  /// The digest, once all are.
  var digest: Digest { Digest(algorithm: algorithm, value: hash.finish()) }

  /// The next bytes; valid as long as the view.
  mutating func take(_ count: Int) -> UnsafeRawBufferPointer {
    defer { place += count }
    return unsafe UnsafeRawBufferPointer(rebasing: view.bytes[place..<place + count])
  }
}
