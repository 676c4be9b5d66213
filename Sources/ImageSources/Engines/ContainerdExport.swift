import Findings
import Foundation
import Images

/// An image of containerd, by what `ctr images export` writes: containerd itself speaks no HTTP.
struct ContainerdExport {
  let options: SourceOptions

  func feed(_ name: String, _ wanted: ImageRequest) throws(SourceFailure) -> ArchiveFeed {
    let namespace = options.variable("CONTAINERD_NAMESPACE") ?? "default"
    let full = Self.fullName(name)
    // Argument by argument: no shell reads the name.
    let platform = wanted.platform.map { ["--platform", $0.description] } ?? []
    let program = HostProgram(
      "ctr", ["--namespace", namespace, "images", "export"] + platform + ["-", full], options)
    let running = try program.start()
    let origin = ImageOrigin(
      place: "containerd (namespace \(namespace))", digest: ImageReference(name).digest)
    return ArchiveFeed(descriptor: running.output, origin: origin) {
      guard let problem = running.finish() else { return [] }
      return [Incomplete(what: "image \(full) of \(origin.place)", why: problem)]
    }
  }

  /// containerd knows images by their whole names.
  static func fullName(_ text: String) -> String {
    let reference = ImageReference(text)
    let tag = reference.tag ?? (reference.digest == nil ? "latest" : nil)
    return reference.fullName + (tag.map { ":" + $0 } ?? "") + (reference.digest.map { "@" + $0 } ?? "")
  }
}
