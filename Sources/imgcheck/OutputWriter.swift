import ArchiveIO
import ArgumentParser
import Foundation

/// Writes the files of a run. One that cannot be written costs no other, and no report on standard output.
struct OutputWriter {
  private var replacement = FileReplacement()
  /// What the run reads, until it is looked up.
  private var inputs: [String]
  private var imageDirectories: [String]
  /// Where files of a configuration that nobody named may lie; nil where the caller named the files.
  private let confinement: Confinement?
  private var written: Set<String> = []
  /// Why files were not written, in their order.
  private(set) var failures: [String] = []

  /// A directory tree that files may not leave.
  struct Confinement {
    /// The configuration's directory, seen from the working directory; empty for that itself.
    let directory: String
    /// Where the configuration names the files.
    let place: String
  }

  /// - Parameters:
  ///   - inputs: the files and directories that the run reads; of directories, those of images are spared as a whole.
  init(sparing inputs: [String] = [], imageDirectories: [String] = [], confinement: Confinement? = nil) {
    (self.inputs, self.imageDirectories) = (inputs, imageDirectories)
    self.confinement = confinement
  }

  /// Looks up the inputs before the first file is written: a run that writes none need not ask for thousands of them.
  private mutating func spareInputs() {
    replacement.spared.formUnion(inputs.compactMap(FileIdentity.init))
    replacement.sparedDirectories.formUnion(imageDirectories.compactMap(FileIdentity.init))
    (inputs, imageDirectories) = ([], [])
  }

  /// Writes a file, or keeps why it could not be.
  mutating func write(_ path: String, _ text: () throws -> String) {
    spareInputs()
    do {
      // Where there is no directory, nothing can be written, and the attempt says so.
      if let real = Self.real(path) {
        try confine(path, real)
        guard written.insert(real).inserted else {
          throw ValidationError("'\(path)' is named for two outputs; name a file for each")
        }
      }
      try replacement.put(Array(try text().utf8), at: path)
    } catch let error as FileReplacement.Failure {
      failures.append("An output cannot be written: \(error.description)")
    } catch let error as ValidationError {
      failures.append("An output cannot be written: \(error.message)")
    } catch {
      failures.append("An output cannot be written: '\(path)': \(error)")
    }
  }

  /// Ends the run with status 2 where something was not written.
  func finish() throws(ValidationError) {
    guard !failures.isEmpty else { return }
    throw ValidationError(failures.joined(separator: "\n"))
  }

  mutating func note(_ failure: ValidationError) { failures.append(failure.message) }

  private func confine(_ path: String, _ real: String) throws(ValidationError) {
    guard let confinement else { return }
    let root = FileReplacement.real(confinement.directory.isEmpty ? "." : confinement.directory)
    let tree = root.map { $0.hasSuffix("/") ? $0 : $0 + "/" }
    guard let tree, real.hasPrefix(tree), real != tree else {
      throw ValidationError(
        "\(confinement.place): '\(path)' is outside the configuration's directory; use -o, or trust the configuration with --config"
      )
    }
    guard !real.dropFirst(tree.count).split(separator: "/").contains(where: { $0.lowercased() == ".git" })
    else {
      throw ValidationError(
        "\(confinement.place): '\(path)' is inside Git's own directory; name another place")
    }
  }

  /// The path with all links in its directory followed, so that two names of one file are one.
  private static func real(_ path: String) -> String? {
    guard let folder = FileReplacement.real(FileReplacement.parent(of: path)) else { return nil }
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    return folder == "/" ? "/" + name : folder + "/" + name
  }
}
