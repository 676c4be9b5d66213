import Compose
import Findings

/// An environment that runs on the host, by the services that make it.
package struct ComposeEnvironment: Sendable, Hashable {
  package var name = ""
  /// Services by name.
  package var services: [Glob] = []
  /// Services that these compose files define.
  package var files: [Glob] = []
  /// All services of these projects.
  package var projects: [Glob] = []
  /// Services that must be in it.
  package var required: [Glob] = []
  /// Whether there must be one.
  package var isRequired = false

  package init() {}

  /// Whether a service belongs to it: any of what is set must fit. Of the files that define the service the last
  /// that one of `all` environments names decides, so that an override of settings alone changes nothing.
  package func holds(_ service: Service, of project: Project, among all: [ComposeEnvironment]) -> Bool {
    if services.fit(service, in: project) { return true }
    if projects.contains(where: { $0.matches(project.name) }) { return true }
    guard !files.isEmpty, let pair = project.root["services"]?.mapping?.pair(service.name) else {
      return false
    }
    let definers = [pair.keySpan] + pair.earlierKeys.reversed()
    return definers.first { place in all.contains { $0.names(place.file) } }.map { names($0.file) } ?? false
  }

  private func names(_ file: String) -> Bool { files.contains { $0.matches(path: Array(file.utf8)) } }
}

extension ComposeEnvironment: PolicySection {
  static let settings: [Setting<ComposeEnvironment>] = [
    .globs("services", \.services, "Services that belong to it, for example `*-staging`."),
    .globs(
      "files", \.files, "Compose files whose services belong to it, for example `**/compose.staging.yaml`."),
    .globs("projects", \.projects, "Projects whose services belong to it."),
    .globs("required-services", \.required, "Services that it must have."),
    .boolean("required", \.isRequired, "Whether the host must run it."),
  ]
}
