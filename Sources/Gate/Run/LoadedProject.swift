import Compose
import Findings
import Images

/// A compose project as it was read, or why it could not be.
enum LoadedProject: Sendable {
  case project(Project, Options)
  case failed(Incomplete)

  /// Loads projects side by side, as many as there are cores; the results come in their order.
  static func all(_ projects: [Options], reader: FileReader) -> [LoadedProject] {
    let reader = reader.sharingGit
    return projects.sideBySide { LoadedProject($0, reader: reader) }
  }

  private init(_ options: Options, reader: FileReader) {
    do throws(LoadError) {
      self = .project(try Project.load(options, reader: reader), options)
    } catch {
      let name =
        options.files.first ?? "compose project in \(options.directory.isEmpty ? "." : options.directory)"
      let what = error.span?.file ?? name
      self = .failed(Incomplete(what: what, why: error.reason(after: what)))
    }
  }

  /// nil where it could not be loaded.
  var project: Project? {
    guard case .project(let project, _) = self else { return nil }
    return project
  }
}
