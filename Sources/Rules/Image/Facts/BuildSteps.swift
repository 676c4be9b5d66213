import Findings
import Images
import Secrets

/// A RUN of the image's own build.
struct RunStep {
  let place: SymbolicLocation
  let commands: [ShellCommand]
  /// The layer it made; nil where it made none, or where that is not known.
  let layer: Int?
}

extension ImageFacts {
  /// Where to report a step of the history: at the step, also if it made a layer.
  func place(ofStep step: Int) -> SymbolicLocation { .history(step) }

  /// The steps that the image's own build ran in a shell. Those of the base image are its maintainer's.
  var runSteps: [RunStep] {
    history.steps.enumerated().compactMap { index, step in
      guard step.keyword == "RUN", history.origin(ofStep: index) == .yours, !platform.isWindows else {
        return nil
      }
      let commands = ShellScript.commands(step.arguments).map(\.unwrapped)
      return RunStep(place: place(ofStep: index), commands: commands, layer: history.layersOfSteps[index])
    }
  }

  /// One match for each step of the own build of which `check` says something.
  func matchSteps(_ check: (RunStep) -> String?) -> [Match] {
    runSteps.compactMap { step in check(step).map { Match(step.place, $0) } }
  }
}

extension ShellCommand {
  /// `apt-get install -y curl`: the first argument that is no option; empty where there is none.
  var subcommand: String {
    var isValue = false
    for argument in arguments {
      if isValue {
        isValue = false
      } else if ["-o", "-c", "-t", "--root", "-R", "--config"].contains(argument) {
        isValue = true
      } else if !argument.hasPrefix("-") {
        return argument
      }
    }
    return ""
  }

  func has(_ options: String...) -> Bool { arguments.contains { options.contains($0) } }

  /// The command as it may be shown: without what may be a secret, and not longer than a line.
  var shown: String {
    var isHidden = false
    let safe = words.map(\.text).map { word in
      if isHidden {
        isHidden = false
        return "..."
      }
      guard word.hasPrefix("-") else { return Address.shown(word) }
      let option = word.prefix { $0 != "=" }
      let isSecret = Self.secretOptions.contains(String(option)) || SecretName.isSecret(option)
      isHidden = isSecret && option.count == word.count
      return isSecret && !isHidden ? option + "=..." : word
    }
    let text = safe.joined(separator: " ")
    return text.count > 80 ? text.prefix(77) + "..." : text
  }

  private static let secretOptions: Set<String> = [
    "-H", "--header", "-p", "-u", "--user", "-d", "--data", "--build-arg",
  ]
}

/// Addresses in messages.
enum Address {
  /// An address without user, password and query.
  static func shown(_ word: String) -> String {
    guard let scheme = word.firstRange(of: "://") else { return word }
    let rest = word[scheme.upperBound...].prefix { $0 != "?" }
    let host = rest.prefix { $0 != "/" }
    guard let at = host.lastIndex(of: "@") else { return String(word[..<scheme.upperBound] + rest) }
    return String(word[..<scheme.upperBound] + rest[rest.index(after: at)...])
  }
}
