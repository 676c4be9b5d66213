import Dispatch
import Foundation
import Synchronization

/// Work that all cores take from one list, first come first served; doing a piece may bring more of it.
package final class WorkList<Piece: Sendable>: Sendable {
  private struct State {
    var pieces: [Piece]
    var next = 0
    /// Pieces that are being done, and may bring others.
    var running = 0
    /// Cores that wait for these.
    var waiting = 0
  }

  private enum Step {
    case work(Piece)
    case wait, end
  }

  private let state: Mutex<State>
  private let wakened = DispatchSemaphore(value: 0)

  package init(_ pieces: [Piece]) { state = Mutex(State(pieces: pieces)) }

  /// Does all pieces, and those that doing them brings. `tools` are made once for each core, of which so many take part.
  package func perform<Tools>(
    on cores: Int = WorkCores.count, with tools: @Sendable () -> Tools,
    _ work: @Sendable (Piece, inout Tools) -> [Piece]
  ) {
    DispatchQueue.concurrentPerform(iterations: cores) { _ in
      var own = tools()
      while let piece = take() { finish(bringing: work(piece, &own)) }
    }
  }

  /// The next piece, once there is one; nil when there will be none any more.
  private func take() -> Piece? {
    while true {
      let step = state.withLock { (state: inout State) -> Step in
        if state.next < state.pieces.count {
          state.next += 1
          state.running += 1
          return .work(state.pieces[state.next - 1])
        }
        guard state.running > 0 else { return .end }
        state.waiting += 1
        return .wait
      }
      switch step {
      case .work(let piece): return piece
      case .wait: wakened.wait()
      case .end: return nil
      }
    }
  }

  private func finish(bringing pieces: [Piece]) {
    let waiting = state.withLock { (state: inout State) -> Int in
      state.pieces += pieces
      state.running -= 1
      defer { state.waiting = 0 }
      return state.waiting
    }
    for _ in 0..<waiting { wakened.signal() }
  }
}

/// How many cores a run may use: asked once, since the answer costs a look into several files of the system.
package enum WorkCores {
  package static let count = ProcessInfo.processInfo.activeProcessorCount
}

extension Array where Element: Sendable {
  /// What work makes of each element, done on all cores; in the order of the elements.
  package func sideBySide<Output: Sendable>(_ work: @Sendable (Element) -> Output) -> [Output] {
    sideBySide(with: noTools) { element, _ in work(element) }
  }

  private var noTools: @Sendable () -> Void { {} }

  /// The same with tools that are made once for each core.
  package func sideBySide<Output: Sendable, Tools>(
    with tools: @Sendable () -> Tools, _ work: @Sendable (Element, inout Tools) -> Output
  ) -> [Output] {
    let outputs = Mutex([Output?](repeating: nil, count: count))
    WorkList([Int](indices)).perform(on: Swift.min(count, WorkCores.count), with: tools) { index, own in
      let output = work(self[index], &own)
      outputs.withLock { $0[index] = output }
      return []
    }
    return outputs.withLock { $0.compactMap(\.self) }
  }
}
