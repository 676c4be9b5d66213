import Compose
import Findings
import Rules

/// The steps of a hardening as an override file.
struct HardenedOverride {
  let text: String

  /// The name under which it is read in trials: no file of a project is called so.
  static func path(beside project: Project) -> String {
    let folder = project.directory.isEmpty || project.directory == "." ? "" : project.directory + "/"
    return folder + ".imgcheck-hardened.yaml"
  }

  init(_ steps: [ComposeHardening.Step], of project: Project) {
    let networks = NetworkChanges(steps.flatMap(\.parts))
    let entries =
      steps.flatMap { step in step.parts.compactMap { Self.entry($0, step, project) } }
      + networks.entries(of: project)
    let files = (project.files.map { $0.split(separator: "/").last.map(String.init) ?? $0 } + ["THIS FILE"])
      .map {
        "-f \($0)"
      }
    let head = [
      "Written by imgcheck harden: the least privilege that the images of these services support.",
      "docker compose \(files.joined(separator: " ")) up",
    ]
    // What belongs to a service or network stands together.
    let ordered =
      entries.filter { $0.path.first == "services" } + entries.filter { $0.path.first != "services" }
    text = OverrideFile(ordered, head: head).text
  }

  private static func entry(
    _ part: HardenedPart, _ step: ComposeHardening.Step, _ project: Project
  ) -> OverrideFile.Entry? {
    let service = ["services", step.service ?? ""]
    switch part.value {
    case .text(let path, let text):
      return OverrideFile.Entry(path: service + path, value: .text(text), comment: part.reason)
    case .items(let key, let items):
      return OverrideFile.Entry(
        path: service + [key], value: .list(items.map { .text($0) }), comment: part.reason)
    case .joins, .leaves: return nil
    case .internalNetwork(let name), .newNetwork(let name):
      return OverrideFile.Entry(
        path: ["networks", name, "internal"], value: .text("true"), comment: part.reason)
    case .loopback(let positions):
      let ports = step.service.flatMap(project.service)?.ports ?? []
      let texts = ports.enumerated().map { number, port in
        port.written(at: positions.contains(number) ? "127.0.0.1" : port.address)
      }
      return OverrideFile.Entry(
        path: service + ["ports"], value: .list(texts.map { .text($0) }), comment: part.reason, replaces: true
      )
    }
  }
}

extension Port {
  /// The short form: `127.0.0.1:8080:80/udp`.
  fileprivate func written(at address: String?) -> String {
    let host = address.map { $0.contains(":") ? "[\($0)]:" : "\($0):" } ?? ""
    let published = published.map { "\($0):" } ?? (address == nil ? "" : ":")
    return "\(host)\(published)\(target)\(transport == "tcp" ? "" : "/\(transport)")"
  }
}
