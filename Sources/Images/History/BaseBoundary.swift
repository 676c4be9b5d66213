/// Where the base image ends in a history.
struct BaseBoundary: Sendable, Hashable {
  /// How many of the first steps are the base image's.
  let steps: Int
  let basis: LayerHistory.Basis

  /// Finds the boundary that the history itself tells, the surest sign first; nil where it tells none.
  static func find(_ history: [HistoryStep], _ steps: [Instruction], names: BaseNames) -> BaseBoundary? {
    if names.isScratch { return BaseBoundary(steps: 0, basis: .annotation) }
    if let start = firstStepOfFrom(history) {
      return BaseBoundary(steps: firstStepOfBuild(history, steps, to: start), basis: .buildRecord)
    }
    if let end = guess(history, steps) { return BaseBoundary(steps: end, basis: .guess) }
    // There is a base image, and it has a layer at least. A name alone is not enough: some tools keep the
    // image's own name there.
    guard names.digest != nil, history.count(where: { !$0.isEmptyLayer }) > 1,
      let first = history.firstIndex(where: { !$0.isEmptyLayer })
    else { return nil }
    return BaseBoundary(steps: first + 1, basis: .guess)
  }

  /// Buildah comments each step with the image it stands on: a name for the first step of a build, a number for
  /// all others.
  private static func firstStepOfFrom(_ history: [HistoryStep]) -> Int? {
    history.lastIndex { step in
      guard let comment = step.comment, comment.hasPrefix("FROM ") else { return false }
      let name = comment.dropFirst(5)
      let isNumber = (name.utf8.count == 12 || name.utf8.count == 64) && name.utf8.allSatisfy(\.isHexDigit)
      return !isNumber && !name.isEmpty && name != "scratch"
    }
  }

  /// Buildah 1.28 and its like, when they make one layer of a whole build, comment the last step alone. The steps
  /// without layer and comment before it are of the same build, but for those of the base image up to its command.
  private static func firstStepOfBuild(
    _ history: [HistoryStep], _ steps: [Instruction], to commented: Int
  ) -> Int {
    guard commented == history.count - 1, !history[commented].isEmptyLayer else { return commented }
    let before = history[..<commented].lastIndex { !$0.isEmptyLayer || !($0.comment ?? "").isEmpty }
    let first = before.map { $0 + 1 } ?? 0
    let writes = steps[first..<commented].firstIndex { ["RUN", "COPY", "ADD"].contains($0.keyword) }
    let command = steps[first..<(writes ?? commented)].lastIndex {
      $0.keyword == "CMD" || $0.keyword == "ENTRYPOINT"
    }
    return command.map { $0 + 1 } ?? first
  }

  /// The end of the base image by its usual signs.
  private static func guess(_ history: [HistoryStep], _ steps: [Instruction]) -> Int? {
    guard let lastLayer = history.lastIndex(where: { !$0.isEmptyLayer }) else { return nil }
    let signs = [
      endOfOtherTool(steps), endOfOtherSpelling(history), endOfCommand(history, steps, before: lastLayer),
    ]
    return signs.compactMap(\.self).filter { $0 > 0 && $0 <= lastLayer }.max()
  }

  /// Steps that no Dockerfile has come from the tool that made the base image (Bazel, debuerreotype, apko),
  /// if those of a Dockerfile follow.
  private static func endOfOtherTool(_ steps: [Instruction]) -> Int? {
    guard let first = steps.firstIndex(where: { !$0.keyword.isEmpty }), first > 0 else { return nil }
    return steps[first...].allSatisfy { !$0.keyword.isEmpty } ? first : nil
  }

  /// The first steps were written by another builder than all that follow.
  private static func endOfOtherSpelling(_ history: [HistoryStep]) -> Int? {
    let isBuildKit = history.map { $0.comment?.hasPrefix("buildkit") == true }
    guard let first = isBuildKit.firstIndex(of: true), first > 0 else { return nil }
    return isBuildKit[first...].allSatisfy(\.self) ? first : nil
  }

  /// A base image ends with a step that makes no layer and sets the command; one's own `CMD` in the middle of
  /// a build is distinguished by the next layer being made in the same minute.
  private static func endOfCommand(
    _ history: [HistoryStep], _ steps: [Instruction], before lastLayer: Int
  ) -> Int? {
    let times = history.map { $0.created.flatMap(BuildTime.init) }
    let areTimesReal = Set(times.compactMap(\.self)).count > 1
    return steps[..<lastLayer].indices.last { step in
      guard steps[step].keyword == "CMD" || steps[step].keyword == "ENTRYPOINT" else { return false }
      let next = history[(step + 1)...].firstIndex { !$0.isEmptyLayer } ?? lastLayer
      guard areTimesReal, let time = times[step], let following = times[next] else { return true }
      return abs(following.seconds - time.seconds) > sameBuildSeconds
    }.map { $0 + 1 }
  }

  /// Layers of one build are rarely made this far apart, and of two builds rarely closer.
  private static let sameBuildSeconds: Int64 = 60
}

/// What the annotations of an image say of its base image (OCI Image Specification, annotations.md).
package struct BaseNames: Sendable, Hashable {
  package let name: String?
  package let digest: String?

  package init(annotations: [String: String] = [:]) {
    name = annotations["org.opencontainers.image.base.name"].flatMap { $0.isEmpty ? nil : $0 }
    digest = annotations["org.opencontainers.image.base.digest"].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Whether they say that there is no base image.
  var isScratch: Bool { name == "scratch" }
}
