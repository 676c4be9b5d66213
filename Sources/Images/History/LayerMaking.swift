/// What the history tells of how a layer was made.
package enum LayerMaking: Sendable, Hashable {
  /// By an instruction of a Dockerfile.
  case instruction
  /// By another tool, as it calls itself: Bazel, apko, a buildpack.
  case otherTool(String)
  /// Nothing, or only what ran while somebody changed a container that was then committed.
  case untold
}

extension ImageFacts {
  package func making(ofLayer layer: Int) -> LayerMaking {
    guard let step = history.stepsOfLayers[layer] else { return .untold }
    let instruction = history.steps[step]
    if !instruction.keyword.isEmpty { return .instruction }
    let text = instruction.arguments
    let name = text.split(separator: " ").first?.split(separator: "/").last.map(String.init) ?? ""
    let isShell = Self.shells.contains(name)
    let command = (config.execution.entrypoint ?? []) + (config.execution.command ?? [])
    let isOwnCommand = !command.isEmpty && text == command.joined(separator: " ")
    return text.isEmpty || isShell || isOwnCommand ? .untold : .otherTool(text)
  }

  /// Programs that people work in when they change a container by hand.
  private static let shells: Set<String> = ["ash", "bash", "dash", "fish", "ksh", "sh", "zsh"]

  /// Whether the build began without a base image: its first layer holds what a `COPY` brought, and before it there
  /// was nothing to run.
  package var startsFromNothing: Bool {
    guard let step = history.stepsOfLayers.first ?? nil else { return layers.isEmpty }
    return history.writer(ofLayer: 0).map { history.steps[$0].keyword == "COPY" }
      ?? (history.steps[step].keyword == "COPY")
  }
}
