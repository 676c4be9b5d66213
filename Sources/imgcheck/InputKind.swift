import ArgumentParser
import Compose
import Foundation

/// Inputs of a check that are of another kind than it reads, answered by what they look like.
enum InputKind {
  /// Words that other tools have for what a check does.
  private static let foreignCommands: Set<String> = ["analyze", "image", "inspect", "lint", "scan", "test"]

  /// - Throws: what to write instead.
  static func refuseOthers(_ inputs: [String]) throws {
    if let dockerfile = inputs.first(where: isDockerfile) {
      throw ValidationError(
        "'\(dockerfile)' is a Dockerfile. Check the image that is built from it: imgcheck IMAGE --dockerfile \(dockerfile)"
      )
    }
    guard let word = inputs.first, !FileManager.default.fileExists(atPath: word) else { return }
    if foreignCommands.contains(word), inputs.count > 1 {
      throw ValidationError(
        "'\(word)' is not a command, because imgcheck checks without one. Write 'imgcheck \(inputs[1])'.")
    }
    let commands = ImgCheck.configuration.subcommands.compactMap { $0.configuration.commandName }
    guard let near = NearestName.of(word, among: commands) else { return }
    let name = word.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" }
    throw ValidationError(
      "'\(word)' is neither a file nor a command. Did you mean 'imgcheck \(near)'?"
        + (name ? " To check an image of this name, add its tag: \(word):latest." : ""))
  }

  private static func isDockerfile(_ input: String) -> Bool {
    let name = URL(fileURLWithPath: input).lastPathComponent.lowercased()
    let isNamedSo =
      ["dockerfile", "containerfile"].contains {
        name == $0 || name.hasPrefix($0 + ".") && !name.hasSuffix(".tar")
      }
      || name.hasSuffix(".dockerfile")
    return isNamedSo && !isDirectory(input)
  }

  private static func isDirectory(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path + "/.")
  }
}
