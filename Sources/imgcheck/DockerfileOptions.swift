import ArgumentParser
import Dockerfiles
import Foundation
import Gate

/// What images were built from.
struct DockerfileOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The Dockerfile of the image, so that findings point to its lines. For several images, IMAGE=FILE each.",
      valueName: "[image=]file"), completion: .file())
  var dockerfile: [String] = []

  @Option(
    help: ArgumentHelp(
      "The stage of the Dockerfile that was built, instead of the last. For several images, IMAGE=NAME each.",
      valueName: "[image=]name"))
  var targetStage: [String] = []

  /// The Dockerfiles, read.
  /// - Throws: an error of usage that names file and line.
  var choices: [DockerfileChoice] {
    get throws {
      let stages = targetStage.map { Self.split($0) }
      var unused = Set(stages.map(\.image))
      var choices: [DockerfileChoice] = []
      for text in dockerfile {
        // A file may have the sign in its name.
        let isFile = FileManager.default.fileExists(atPath: text)
        let (image, path) = isFile ? (nil, text) : Self.split(text)
        let stage = stages.last { $0.image == image }?.value
        unused.remove(image)
        do throws(DockerfileError) {
          choices.append(try DockerfileChoice.read(image: image, path: path, stage: stage))
        } catch {
          throw ValidationError(error.description)
        }
      }
      guard unused.isEmpty else {
        throw ValidationError("--target-stage needs a Dockerfile; add it with --dockerfile.")
      }
      return choices
    }
  }

  /// The files that are read.
  var inputFiles: [String] { dockerfile + dockerfile.map { Self.split($0).value } }

  /// `IMAGE=VALUE`; an image's name has no such sign.
  private static func split(_ text: String) -> (image: String?, value: String) {
    guard let equals = text.firstIndex(of: "="), equals != text.startIndex else { return (nil, text) }
    return (String(text[..<equals]), String(text[text.index(after: equals)...]))
  }
}
