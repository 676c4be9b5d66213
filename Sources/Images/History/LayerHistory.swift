import Findings

/// Which history step wrote which layer, and where the base image ends.
package struct LayerHistory: Sendable, Hashable {
  /// How it is known where the base image ends.
  package enum Basis: String, Sendable, Hashable, Codable {
    /// The lowest layers are those of the base image that was given.
    case baseImage
    /// A guess: a base image ends with a step that makes no layer and sets the command.
    case guess
    /// Nothing says that there is a base image.
    case none
  }

  /// All steps, also those that made no layer.
  package let steps: [Instruction]
  /// The step of each layer; nil where the history does not fit the layers.
  package let stepsOfLayers: [Int?]
  /// The layer of each step; nil for steps that made none.
  package let layersOfSteps: [Int?]
  /// How many of the lowest layers came with the base image.
  package let baseLayers: Int
  /// How many of the first steps came with the base image.
  package let baseSteps: Int
  package let basis: Basis

  /// `knownBaseLayers` is how many layers are those of a given base image; nil without one.
  package init(_ history: [HistoryStep], layerCount: Int, knownBaseLayers: Int? = nil) {
    steps = history.map { Instruction(createdBy: $0.createdBy) }
    let writing = history.indices.filter { !history[$0].isEmptyLayer }
    let fits = writing.count == layerCount
    stepsOfLayers = (0..<layerCount).map { fits ? writing[$0] : nil }
    var layersOfSteps = [Int?](repeating: nil, count: history.count)
    if fits { for (layer, step) in writing.enumerated() { layersOfSteps[step] = layer } }
    self.layersOfSteps = layersOfSteps
    if let known = knownBaseLayers {
      baseLayers = known
      baseSteps = fits && known < writing.count ? writing[known] : known == 0 ? 0 : history.count
      basis = .baseImage
    } else if fits, let end = Self.guess(history, steps) {
      baseSteps = end + 1
      baseLayers = writing.count { $0 <= end }
      basis = .guess
    } else {
      (baseLayers, baseSteps, basis) = (0, 0, .none)
    }
  }

  package func origin(ofLayer layer: Int) -> Origin { layer < baseLayers ? .base : .yours }

  package func origin(ofStep step: Int) -> Origin { step < baseSteps ? .base : .yours }

  /// The last step of the base image: the last empty step that sets a command, if a layer follows it and the
  /// steps after it set their own or none.
  private static func guess(_ history: [HistoryStep], _ steps: [Instruction]) -> Int? {
    guard let lastLayer = history.lastIndex(where: { !$0.isEmptyLayer }) else { return nil }
    return steps[..<lastLayer].lastIndex { $0.keyword == "CMD" || $0.keyword == "ENTRYPOINT" }
  }
}
