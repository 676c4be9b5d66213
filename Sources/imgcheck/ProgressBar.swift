import Findings
import Foundation
import Images
import Synchronization

/// How far the reading of layers is, as one line.
struct ProgressLine: Equatable {
  private(set) var layers = 0
  private(set) var layersRead = 0
  private(set) var bytes: Int64 = 0
  private(set) var bytesRead: Int64 = 0
  /// Cells of the bar.
  private static let width = 24

  mutating func note(_ progress: LayerProgress) {
    switch progress {
    case .found(let layers, let bytes):
      self.layers += layers
      self.bytes += bytes
    case .read(let bytes): bytesRead += bytes
    case .finished: layersRead += 1
    }
  }

  /// No colours and plain characters: it is readable everywhere. The most useful words come first, since a narrow
  /// terminal cuts the rest off.
  var text: String {
    let share = bytes > 0 ? min(1, Double(bytesRead) / Double(bytes)) : 0
    let filled = Int(share * Double(Self.width))
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: Self.width - filled)
    return "layer \(layersRead) of \(layers) [\(bar)] \(ByteCount.show(min(bytesRead, bytes))) of "
      + ByteCount.show(bytes)
  }
}

/// Draws the progress on standard error, at most ten times a second, where somebody watches.
final class ProgressBar: Sendable {
  private let state = Mutex((line: ProgressLine(), drawn: ContinuousClock.Instant?.none))
  private let isShown: Bool
  private static let pause = Duration.milliseconds(100)

  init(isShown: Bool) { self.isShown = isShown }

  func note(_ progress: LayerProgress) {
    guard isShown else { return }
    let now = ContinuousClock.now
    let text: String? = state.withLock { state in
      state.line.note(progress)
      if let drawn = state.drawn, now - drawn < Self.pause { return nil }
      state.drawn = now
      return state.line.text
    }
    // Without automatic margins a terminal of any width shows one line, cut off where it ends.
    if let text { Terminal.write("\r\u{1b}[?7l\(text)\u{1b}[K\u{1b}[?7h") }
  }

  /// Takes the line away.
  func end() {
    let isDrawn = state.withLock { $0.drawn != nil }
    if isDrawn { Terminal.write("\r\u{1b}[K") }
  }
}
