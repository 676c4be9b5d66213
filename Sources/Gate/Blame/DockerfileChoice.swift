import ArchiveIO
import Dockerfiles

/// A Dockerfile and the image that was built from it, as the user or a compose file says.
package struct DockerfileChoice: Sendable {
  /// Name or tag of the image; nil where there is one only.
  package let image: String?
  package let file: Dockerfile
  /// Position of the stage that was built; nil where nobody said.
  package let stage: Int?

  package init(image: String?, file: Dockerfile, stage: Int? = nil) {
    self.image = image
    self.file = file
    self.stage = stage
  }

  /// Reads the Dockerfile at a path.
  /// - Throws: an error that names the file, the line and what to do.
  package static func read(image: String?, path: String, stage: String?) throws(DockerfileError)
    -> DockerfileChoice
  {
    let bytes: [UInt8]?
    do throws(ArchiveError) {
      bytes = try PlainFile.bytes(path: path, upTo: Dockerfile.maximumSize + 1)
    } catch {
      throw DockerfileError(file: path, reason: "cannot be read: \(error.description)")
    }
    guard let bytes else {
      throw DockerfileError(file: path, reason: "does not exist; pass the path of a Dockerfile")
    }
    let file = try Dockerfile(bytes: bytes, path: path)
    let position: Int? = if let stage { try position(of: stage, in: file) } else { nil }
    return DockerfileChoice(image: image, file: file, stage: position)
  }

  static func position(of stage: String, in file: Dockerfile) throws(DockerfileError) -> Int {
    if let position = file.stage(named: stage) { return position }
    let names = file.stages.compactMap(\.name)
    throw DockerfileError(
      file: file.path,
      reason: "has no stage '\(stage)'"
        + (names.isEmpty ? ", because its stages have no names" : "; choose \(names.joined(separator: ", "))")
    )
  }
}
