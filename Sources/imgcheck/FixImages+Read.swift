import ArgumentParser
import Findings
import Gate
import Images

extension FixImages {
  /// Reads the images that a command derives changes from; ends it with status 3 where one could not be read: what its program
  /// needs is then not known. `undone` says what was left.
  static func read(
    _ saved: [String], _ maps: MapOptions, _ choice: ImageChoice, _ limits: LimitOptions, _ bounds: RunLimits,
    undone: String, finder: (any ImageFinder)? = nil
  ) throws -> FixImages {
    let progress = ProgressBar(isShown: Terminal.canRedraw)
    let images = try limits.orEnd {
      FixImages(
        saved, maps: maps.map, selection: choice.selection, limits: bounds, finder: finder,
        progress: { progress.note($0) })
    }
    progress.end()
    guard images.incomplete.isEmpty else {
      for problem in images.incomplete {
        Terminal.complain(
          "imgcheck: not checked: \(SafeText.show(problem.what)): \(SafeText.show(problem.why))")
      }
      Terminal.complain("imgcheck: \(undone), because an image could not be checked")
      throw ExitCode(3)
    }
    return images
  }
}
