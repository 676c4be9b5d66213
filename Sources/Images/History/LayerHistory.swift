import Findings

/// Which history step wrote which layer, and where the base image ends.
package struct LayerHistory: Sendable, Hashable {
  /// How it is known where the base image ends.
  package enum Basis: String, Sendable, Hashable, Codable {
    /// The lowest layers are those of the base image that was given.
    case baseImage
    /// The annotations say that there is no base image.
    case annotation
    /// The builder wrote into the history on which image the build stands.
    case buildRecord
    /// A guess: a base image ends with a step that makes no layer and sets the command, or was made by another
    /// builder.
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

  /// What the annotations say of the base image.
  package let base: BaseNames

  /// `knownBaseLayers` is how many layers are those of a given base image; nil without one.
  package init(
    _ history: [HistoryStep], layerCount: Int, knownBaseLayers: Int? = nil, base: BaseNames = BaseNames()
  ) {
    self.base = base
    steps = history.map { Instruction(createdBy: $0.createdBy) }
    let writing = history.indices.filter { !history[$0].isEmptyLayer }
    let fits = writing.count == layerCount
    stepsOfLayers = (0..<layerCount).map { fits ? writing[$0] : nil }
    var layersOfSteps = [Int?](repeating: nil, count: history.count)
    if fits { for (layer, step) in writing.enumerated() { layersOfSteps[step] = layer } }
    self.layersOfSteps = layersOfSteps
    if let known = knownBaseLayers {
      baseLayers = min(max(known, 0), layerCount)
      baseSteps = Self.steps(ofLayers: baseLayers, fits ? writing : [], steps)
      basis = .baseImage
    } else if fits, let boundary = BaseBoundary.find(history, steps, names: base) {
      baseSteps = boundary.steps
      baseLayers = writing.count { $0 < boundary.steps }
      basis = boundary.basis
    } else {
      (baseLayers, baseSteps, basis) = (0, 0, .none)
    }
  }

  /// The step that wrote a layer's files: its own, unless that is one that writes none. Buildah without layers keeps the
  /// files of all instructions for the last step; then it is the only one before that writes files, and nil where
  /// several do.
  package func writer(ofLayer layer: Int) -> Int? {
    guard let step = stepsOfLayers[layer], Self.writingNone.contains(steps[step].keyword) else {
      return stepsOfLayers[layer]
    }
    let first = layer > 0 ? (stepsOfLayers[layer - 1] ?? step - 1) + 1 : 0
    let writers = (first..<step).filter {
      layersOfSteps[$0] == nil && ["RUN", "COPY", "ADD"].contains(steps[$0].keyword)
    }
    return writers.count < 2 ? writers.first ?? step : nil
  }

  /// Instructions that only set the config. `WORKDIR` may make a directory.
  private static let writingNone: Set<String> = [
    "ARG", "CMD", "ENTRYPOINT", "ENV", "EXPOSE", "HEALTHCHECK", "LABEL", "MAINTAINER", "ONBUILD", "SHELL",
    "STOPSIGNAL", "USER", "VOLUME",
  ]

  package func origin(ofLayer layer: Int) -> Origin { layer < baseLayers ? .base : .yours }

  package func origin(ofStep step: Int) -> Origin { step < baseSteps ? .base : .yours }

  /// How many of the first steps are those of a base image with `layers` layers. Steps without a layer that
  /// follow its last one are its own up to the command that it sets.
  private static func steps(ofLayers layers: Int, _ writing: [Int], _ steps: [Instruction]) -> Int {
    guard layers > 0, layers <= writing.count else { return 0 }
    let afterLayers = writing[layers - 1] + 1
    let isCommand = { (step: Int) in steps[step].keyword == "CMD" || steps[step].keyword == "ENTRYPOINT" }
    let command =
      layers < writing.count
      ? steps.indices[afterLayers..<writing[layers]].last(where: isCommand)
      : steps.indices[afterLayers...].first(where: isCommand)
    return command.map { $0 + 1 } ?? afterLayers
  }
}
