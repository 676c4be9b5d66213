import Dockerfiles
import Images

extension Harness {
  static let dockerfiles = [
    Harness("history", run: history),
    Harness("dockerfile", seeds: { try Seeds.files("dockerfiles", named: ["Dockerfile"]) }, run: dockerfile),
  ]

  /// Each line is a step of a history.
  private static func history(_ bytes: [UInt8]) {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).prefix(200)
    let steps = lines.map { HistoryStep(createdBy: String(decoding: $0, as: UTF8.self)) }
    let history = LayerHistory(steps, layerCount: steps.count)
    for (number, step) in history.steps.enumerated() {
      _ = step.text
      _ = ShellScript.commands(step.arguments).map(\.unwrapped.name)
      _ = history.writer(ofLayer: number)
    }
  }

  /// A Dockerfile, and which of its lines made the steps of a history that follows it behind a line `---`.
  private static func dockerfile(_ bytes: [UInt8]) {
    let parts = bytes.split(separator: Array("\n---\n".utf8), maxSplits: 1)
    do throws(DockerfileError) {
      let file = try Dockerfile(bytes: Array(parts.first ?? []), path: "Dockerfile")
      guard parts.count == 2 else { return }
      let steps = parts[1].split(separator: 0x0A).prefix(200).map {
        HistoryStep(createdBy: String(decoding: $0, as: UTF8.self))
      }
      let history = LayerHistory(steps, layerCount: steps.count)
      let blame = DockerfileBlame(file, history: history, steps: steps)
      for step in steps.indices { _ = blame.instruction(ofStep: step)?.lines }
    } catch {
      _ = error.description
    }
  }
}
