import Foundation
import Images
import TestSupport

@testable import Dockerfiles

/// A Dockerfile of `testdata/dockerfiles` with what a real builder wrote when it built it.
struct CapturedBuild: CustomStringConvertible, Sendable {
  let name: String
  /// The builder with its version, as in the file's name.
  let builder: String

  var description: String { "\(name) by \(builder)" }

  private static var folder: URL { TestData.folder.appending(path: "dockerfiles") }

  static var all: [CapturedBuild] {
    get throws {
      let manager = FileManager.default
      return try manager.contentsOfDirectory(atPath: folder.path).sorted().flatMap { name in
        let hasDockerfile = manager.fileExists(atPath: folder.appending(path: "\(name)/Dockerfile").path)
        guard hasDockerfile else { return [CapturedBuild]() }
        return try manager.contentsOfDirectory(atPath: folder.appending(path: name).path).sorted()
          .filter { $0.hasSuffix(".json") }.map { CapturedBuild(name: name, builder: String($0.dropLast(5))) }
      }
    }
  }

  func dockerfile() throws -> Dockerfile {
    try Dockerfile(bytes: TestData.bytes("dockerfiles/\(name)/Dockerfile"), path: "Dockerfile")
  }

  func config() throws -> ImageConfig {
    try JSONDecoder().decode(
      ImageConfig.self, from: Data(TestData.bytes("dockerfiles/\(name)/\(builder).json")))
  }

  /// A line of `expected.txt`: which lines of the Dockerfile, and what they are.
  struct Line: Hashable {
    let lines: String
    let keyword: String
  }

  /// The steps after those of the base image, in order.
  func expected() throws -> [Line] {
    let text = String(decoding: try TestData.bytes("dockerfiles/\(name)/expected.txt"), as: UTF8.self)
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let words = line.split(separator: " ")
      return Line(lines: String(words[0]), keyword: String(words[1]))
    }.filter { !($0.keyword == "ONBUILD" && builder.hasSuffix("buildkit")) }
  }

  func blame(_ file: Dockerfile) throws -> DockerfileBlame {
    let config = try config()
    let history = LayerHistory(
      config.history, layerCount: config.history.count { !$0.isEmptyLayer }, base: BaseNames())
    return DockerfileBlame(file, history: history, steps: config.history)
  }
}

extension DockerfileInstruction {
  /// `3-5` or `3`.
  var place: String {
    lines.count == 1 ? "\(lines.lowerBound)" : "\(lines.lowerBound)-\(lines.upperBound)"
  }
}
