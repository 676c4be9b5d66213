/// The instructions whose steps an image's history holds: those of a stage and of the stages it is `FROM`, the
/// lowest first.
struct StageChain: Sendable {
  struct Item: Sendable, Hashable {
    /// What was done.
    let instruction: DockerfileInstruction
    /// Whether an `ONBUILD` of an earlier stage did it.
    let isTrigger: Bool
  }

  let items: [Item]
  /// The `FROM` that names an image, and so brings what this file did not make.
  let root: DockerfileInstruction
  /// The `FROM` of the stage itself.
  let final: DockerfileInstruction
  /// Whether the lowest stage begins with nothing.
  let isFromScratch: Bool

  /// All chains that a stage can have: more than one where a variable says what it is `FROM`; the one by the
  /// variables' default values first.
  static func all(_ file: Dockerfile, stage: Int) -> [StageChain] {
    paths(file, stage, limit: maximum).map { path in
      var items: [Item] = []
      var triggers: [Item] = []
      for stage in path {
        items += triggers
        items += stage.instructions.map { Item(instruction: $0, isTrigger: false) }
        triggers = stage.instructions.compactMap { instruction in
          instruction.trigger(escape: file.escape).map { Item(instruction: $0, isTrigger: true) }
        }
      }
      return StageChain(
        items: items, root: path[0].from, final: path[path.count - 1].from,
        isFromScratch: path[0].base.lowercased() == "scratch")
    }
  }

  /// Chains beyond these are not looked at.
  private static let maximum = 8

  private static func paths(_ file: Dockerfile, _ index: Int, limit: Int) -> [[Stage]] {
    let stage = file.stages[index]
    var result: [[Stage]] = []
    for base in bases(file, index) {
      guard result.count < limit else { break }
      guard let base else {
        result.append([stage])
        continue
      }
      result += paths(file, base, limit: limit - result.count).map { $0 + [stage] }
    }
    return result
  }

  /// What a stage can be `FROM`: earlier stages by number, nil for an image.
  private static func bases(_ file: Dockerfile, _ index: Int) -> [Int?] {
    let stage = file.stages[index]
    let named = { (name: String) in file.stages[..<index].lastIndex { $0.name == name.lowercased() } }
    let pattern = Expansion.expand(stage.base, escape: file.escape)
    guard pattern.contains(Expansion.wildcard) else { return [named(pattern)] }
    let byDefault: Int? =
      Expansion.defaults(stage.base, file.globals, escape: file.escape).flatMap { named($0) }
    let fitting = file.stages[..<index].indices.filter { earlier in
      guard let name = file.stages[earlier].name, named(name) == earlier else { return false }
      return Wildcards.match(pattern.lowercased(), name)
    }
    let others: [Int?] = fitting.map { Optional($0) }
    return [byDefault] + (others + [nil]).filter { $0 != byDefault }
  }
}
