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
  private static let maximumPairs = 1 << 18

  /// `steps` are those of the config, `target` the position of the stage that was built. Where nobody said, it is
  /// the last, or the only other one that fits as a whole.
  package init(_ file: Dockerfile, target: Int? = nil, history: LayerHistory, steps: [HistoryStep]) {
    self.file = file
    self.history = history
    comments = steps.map(\.comment)
    let best = Self.match(file, target ?? file.stages.count - 1, history)
    if let best, best.isWhole {
      (match, agreement) = (best, .whole)
      return
    }
    let others = file.stages.indices.prefix(Self.maximumStages).filter { stage in
      stage != target && Self.match(file, stage, history)?.isWhole == true
    }
    if target == nil, others.count == 1, let other = Self.match(file, others[0], history) {
      (match, agreement) = (other, .whole)
    } else if let best, others.isEmpty, Self.isConvincing(best) {
      (match, agreement) = (best, .partial(matched: best.matched, of: best.own))
    } else {
      match = nil
      agreement = .none(
        matched: best?.matched ?? 0, of: history.steps.count,
        other: others.last.map { file.stages[$0].name ?? String($0) })
    }
  }

  /// Stages beyond these are not tried where the one that was built is not known.
  private static let maximumStages = 50

  /// Whether at least half of the steps and half of the instructions have found each other.
  private static func isConvincing(_ match: ChainMatch) -> Bool {
    match.matched > 0 && match.matched * 2 >= match.own && match.matched * 2 >= match.chain.items.count
  }

  /// The chain that fits as a whole, unless several do alike; else the one by default.
  private static func match(_ file: Dockerfile, _ target: Int, _ history: LayerHistory) -> ChainMatch? {
    let known =
      history.basis == .baseImage && history.baseLayers > 0
      ? (history.stepsOfLayers[history.baseLayers - 1] ?? -1) + 1 : 0
    let steps = history.steps.map(HistoryText.init)
    let chains = StageChain.all(file, stage: target)
    let items = chains.map(\.items.count).max() ?? 0
    guard items > 0, steps.count <= maximumPairs / items else { return nil }
    let matches = chains.map { ChainMatch($0, escape: file.escape, steps: steps, knownBase: known) }
    // What one chain takes for the base image another explains: the one that explains most is right.
    let whole = matches.filter(\.isWhole)
    let most = whole.map(\.matched).max()
    let best = whole.filter { $0.matched == most }
    guard best.count < 2 else { return nil }
    return best.first ?? matches.first
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

  /// The instruction that wrote a layer's files; nil where several may have.
  package func instruction(ofLayer layer: Int) -> DockerfileInstruction? {
    if history.basis == .baseImage, layer < history.baseLayers { return match?.chain.root }
    guard let step = history.stepsOfLayers[layer] else { return nil }
    let first = (layer > 0 ? history.stepsOfLayers[layer - 1] ?? step : -1) + 1
    let silent = (first...max(first, step)).filter { history.layersOfSteps[$0] == nil && writesFiles($0) }
    // Some builders keep the files of all instructions for one layer at the end. Of BuildKit it is known that a
    // step without layer changed nothing; that of others may only look so.
    guard !isBase(step), !isBuildKit(step) else { return instruction(ofStep: step) }
    let writers = silent.filter { !isBase($0) } + (writesFiles(step) ? [step] : [])
    if writers.isEmpty { return instruction(ofStep: step) }
    return writers.count == 1 ? instruction(ofStep: writers[0]) : nil
  }

  private func isBase(_ step: Int) -> Bool { match?.sources[step] == .base }

  private func writesFiles(_ step: Int) -> Bool {
    ["RUN", "COPY", "ADD", ""].contains(history.steps[step].keyword)
  }

  private func isBuildKit(_ step: Int) -> Bool { comments[step]?.hasPrefix("buildkit") == true }

  /// The instruction that gave a config field its value: the last to set it. `item` is the variable, label, port,
  /// directory or trigger, where the field is one of several; `step` is the last history step that sets it, nil where
  /// none does. It is the `FROM` of the stage where a file that fits as a whole sets nothing of the kind.
  package func instruction(setting keyword: String, item: String?, step: Int?) -> DockerfileInstruction? {
    guard let match else { return nil }
    guard match.isWhole else { return step.flatMap { instruction(ofStep: $0) } }
    let setters = match.chain.items.map(\.instruction).filter { $0.keyword == keyword }
    let sets = setters.map { setter in item.map { Setter(setter, escape: file.escape).sets($0) } ?? true }
    // Of a setter with a variable it is not known what it sets.
    if let last = sets.lastIndex(where: { $0 != false }) { return sets[last] == true ? setters[last] : nil }
    if let step { return isBase(step) ? match.chain.root : nil }
    return setters.isEmpty ? match.chain.final : nil
  }

  /// The `FROM` whose image brought a value that no step sets: where the file fits as a whole and none of its
  /// instructions may set it.
  package func instruction(bringing keyword: String, item: String?) -> DockerfileInstruction? {
    guard let match, match.isWhole else { return nil }
    let setters = match.chain.items.map(\.instruction).filter { $0.keyword == keyword }
    let isSet = setters.contains { setter in
      item.map { Setter(setter, escape: file.escape).sets($0) != false } ?? true
    }
    return isSet ? nil : match.chain.root
  }
}
