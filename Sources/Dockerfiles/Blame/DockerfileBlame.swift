import Findings
import Images

/// Which lines of a Dockerfile made which steps and layers of an image. What is not certain is not claimed.
package struct DockerfileBlame: Sendable {
  package let file: Dockerfile
  /// How well file and image agree.
  package let agreement: Agreement
  private let match: ChainMatch?
  private let history: LayerHistory
  /// What the builder noted beside each step.
  private let comments: [String?]

  package enum Agreement: Sendable, Hashable {
    /// Each step has its instruction, each instruction its step.
    case whole
    /// Some steps have; `of` counts the first of them and all after it.
    case partial(matched: Int, of: Int)
    /// The image was hardly built from this; nothing is claimed. `other` is a stage that does fit, if any.
    case none(matched: Int, of: Int, other: String?)
  }

  /// Pairs of steps and instructions beyond these are not compared.
  private static let maximumPairs = 1 << 20

  /// `target` is the position of the stage that was built, `steps` are the config's.
  package init(_ file: Dockerfile, target: Int, history: LayerHistory, steps: [HistoryStep]) {
    self.file = file
    self.history = history
    comments = steps.map(\.comment)
    let best = Self.match(file, target, history)
    if let best, best.isWhole || Self.isConvincing(best) {
      match = best
      agreement = best.isWhole ? .whole : .partial(matched: best.matched, of: best.own)
      return
    }
    match = nil
    let other = file.stages.indices.reversed().first { stage in
      stage != target && Self.match(file, stage, history)?.isWhole == true
    }
    agreement = .none(
      matched: best?.matched ?? 0, of: history.steps.count,
      other: other.map { file.stages[$0].name ?? String($0) })
  }

  /// Whether at least half of the steps and half of the instructions have found each other.
  private static func isConvincing(_ match: ChainMatch) -> Bool {
    match.matched > 0 && match.matched * 2 >= match.own && match.matched * 2 >= match.chain.items.count
  }

  /// The chain that fits as a whole, if there is one and no other; else the one by default.
  private static func match(_ file: Dockerfile, _ target: Int, _ history: LayerHistory) -> ChainMatch? {
    let known =
      history.basis == .baseImage && history.baseLayers > 0
      ? (history.stepsOfLayers[history.baseLayers - 1] ?? -1) + 1 : 0
    let steps = history.steps.map(HistoryText.init)
    let chains = StageChain.all(file, stage: target)
    let items = chains.map(\.items.count).max() ?? 0
    guard items > 0, steps.count <= maximumPairs / items else { return nil }
    let matches = chains.map { ChainMatch($0, escape: file.escape, steps: steps, knownBase: known) }
    let whole = matches.filter(\.isWhole)
    guard whole.count < 2 else { return nil }
    return whole.first ?? matches.first
  }

  // MARK: What made what

  /// The instruction that made a step; the `FROM` for what the base image brought.
  package func instruction(ofStep step: Int) -> DockerfileInstruction? {
    guard let match, match.sources.indices.contains(step) else { return nil }
    switch match.sources[step] {
    case .instruction(let index):
      let isOld = !match.isWhole && history.origin(ofStep: step) == .base
      return isOld ? nil : match.chain.items[index].instruction
    case .base: return match.chain.root
    case .unknown: return nil
    }
  }

  /// The instruction that wrote a layer; nil where several may have.
  package func instruction(ofLayer layer: Int) -> DockerfileInstruction? {
    if history.basis == .baseImage, layer < history.baseLayers { return match?.chain.root }
    guard let step = history.stepsOfLayers[layer] else { return nil }
    let first = (layer > 0 ? history.stepsOfLayers[layer - 1] ?? step : -1) + 1
    let writers = (first...max(first, step)).filter { history.layersOfSteps[$0] == nil && writesFiles($0) }
    // Some builders keep the files of all instructions for one layer at the end.
    let gathers = isBuildah(step) || !writesFiles(step)
    guard gathers, !isBase(step) else { return instruction(ofStep: step) }
    let all = writers + (writesFiles(step) ? [step] : [])
    if all.isEmpty { return instruction(ofStep: step) }
    return all.count == 1 ? instruction(ofStep: all[0]) : nil
  }

  private func isBase(_ step: Int) -> Bool { match?.sources[step] == .base }

  private func writesFiles(_ step: Int) -> Bool {
    ["RUN", "COPY", "ADD", ""].contains(history.steps[step].keyword)
  }

  private func isBuildah(_ step: Int) -> Bool {
    comments[step]?.hasPrefix("FROM ") == true
  }

  /// The instruction that gave a config field its value: the last to set it, whose history step is `step`, or the
  /// `FROM` where none does.
  package func instruction(setting keyword: String, variable: String?, step: Int?) -> DockerfileInstruction? {
    guard let match else { return nil }
    if match.leavesOutSettings {
      let last = match.chain.items.last { item in
        guard item.instruction.keyword == keyword else { return false }
        guard let variable else { return true }
        return Assignments.pairs(item.instruction.arguments, escape: file.escape).contains {
          $0.name == variable
        }
      }
      if let last { return last.instruction }
    }
    if let step { return instruction(ofStep: step) }
    // Nothing in a file that fits as a whole sets it: it is as the image came.
    guard match.isWhole, !match.chain.items.contains(where: { $0.instruction.keyword == keyword }) else {
      return nil
    }
    return match.chain.final
  }
}
