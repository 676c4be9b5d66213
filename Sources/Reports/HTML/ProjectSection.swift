/// A compose project: its files and who can reach whom.
struct ProjectSection {
  let project: ComposeSummary
  let number: Int

  init(_ project: ComposeSummary, number: Int) {
    self.project = project
    self.number = number
  }

  var markup: Markup {
    let id = number == 0 ? "projects" : "projects-\(number)"
    return .block(
      "section", [.init("id", id), .init("aria-labelledby", "\(id)-title")],
      [
        .element("h2", [.init("id", "\(id)-title")], .text("Project \(project.name)")),
        FactList.markup([
          ("Files", project.files.joined(separator: ", ")),
          // The drawing has them all.
          ("Services", project.network == nil ? project.services.joined(separator: ", ") : ""),
        ]),
        project.network.map { NetworkChart($0, id: id).markup } ?? .none,
      ])
  }
}
