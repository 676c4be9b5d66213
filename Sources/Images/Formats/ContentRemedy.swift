import ArchiveIO

extension ContentKind {
  /// What to do with an input of this kind, which is not a saved image.
  func remedy(for source: String) -> String {
    // A path that a person can paste, where it needs no quotes; standard input has none.
    let file = source == "-" || source.contains(where: { " '\"\\$&;()".contains($0) }) ? "FILE" : source
    switch self {
    case .packed: return "Unpack it once, for example: gunzip -c \(file) | imgcheck -"
    case .zip: return "Save the image as a tar archive: docker save NAME -o FILE."
    case .program: return "Check the image that the program is in."
    case .singularity, .disk:
      return "Check the container image that it was made from: save it with 'docker save' or 'podman save'."
    case .report: return "Show it with: imgcheck convert \(file)"
    case .json: return "Give the archive or the directory that it belongs to."
    case .composeFile:
      let isNamedSo = [".yaml", ".yml"].contains { file.lowercased().hasSuffix($0) }
      return "Check it with: imgcheck \(isNamedSo ? "" : "--compose ")\(file)"
    case .dockerfile: return "Check the image that is built from it: imgcheck IMAGE --dockerfile \(file)"
    }
  }
}
