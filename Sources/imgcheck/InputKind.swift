import ArgumentParser
import Compose
import Foundation

/// Inputs of a check that are of another kind than it reads, answered by what they look like.
///
/// What only the content tells is answered where it is read (`ContentKind`).
enum InputKind {
  /// What to write instead. Nothing is wrong with the options, so their usage is not shown.
  struct Refusal: Error, CustomStringConvertible {
    let description: String
  }

  /// Words that other tools have for what a check does, and what is written here for them.
  private static let foreignCommands: [String: String] = [
    "analyze": "", "archive": "", "check-image": "", "container": "", "docker": "", "filesystem": "",
    "fs": "", "image": "", "inspect": "", "lint": "", "podman": "", "pull": "", "rootfs": "", "sbom": "",
    "scan": "", "test": "", "view": "browse", "dive": "browse", "ls": "browse", "show": "browse",
    "history": "layers", "size": "layers", "compare": "diff", "reports": "convert",
  ]

  /// - Throws: what to write instead.
  static func refuseOthers(_ inputs: [String]) throws {
    if let dockerfile = inputs.first(where: isDockerfile) {
      throw Refusal(
        description:
          "'\(dockerfile)' is a Dockerfile. Check the image that is built from it: imgcheck IMAGE --dockerfile \(dockerfile)"
      )
    }
    if let directory = inputs.first(where: isDirectory), let file = content(of: directory) {
      throw Refusal(description: file)
    }
    guard let word = inputs.first, !FileManager.default.fileExists(atPath: word) else { return }
    if word == "version", inputs.count == 1 {
      throw Refusal(
        description: "'version' is not a command. Write 'imgcheck --version'. \(ofThisName(word))")
    }
    if let command = foreignCommands[word] {
      let own = command.isEmpty ? "" : command + " "
      let why = command.isEmpty ? "imgcheck checks without one" : "it is 'imgcheck \(command)' here"
      let rest = inputs.dropFirst().joined(separator: " ")
      throw Refusal(
        description:
          "'\(word)' is not a command; \(why). Write 'imgcheck \(own)\(rest.isEmpty ? "IMAGE" : rest)'."
          + (rest.isEmpty ? " " + ofThisName(word) : ""))
    }
    let commands = ImgCheck.configuration.subcommands.compactMap { $0.configuration.commandName }
    guard let near = NearestName.of(word, among: commands) else { return }
    let name = word.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" }
    throw Refusal(
      description: "'\(word)' is neither a file nor a command. Did you mean 'imgcheck \(near)'?"
        + (name ? " " + ofThisName(word) : ""))
  }

  private static func ofThisName(_ word: String) -> String {
    "To check an image of this name, add its tag: \(word):latest."
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

  /// What to write for a directory that holds no image; nil where it may hold one, or nothing that is known.
  private static func content(of directory: String) -> String? {
    func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(directory)/\(name)") }
    guard !["oci-layout", "index.json", "manifest.json", "repositories"].contains(where: has) else {
      return nil
    }
    if ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"].contains(where: has) {
      return "'\(directory)' holds a compose project. Check it with: imgcheck --compose \(directory)"
    }
    guard ["Dockerfile", "Containerfile"].contains(where: has) else { return nil }
    return
      "'\(directory)' holds a Dockerfile. Build the image and check that: docker build -t NAME \(directory) && imgcheck NAME"
  }

  private static func isDirectory(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path + "/.")
  }
}
