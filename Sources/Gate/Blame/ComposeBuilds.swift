import Compose
import Dockerfiles
import Findings
import Images

/// The Dockerfiles that compose projects build their services' images from.
struct ComposeBuilds {
  private(set) var choices: [DockerfileChoice] = []
  /// What could not be read, for people: findings are then not pointed at lines.
  private(set) var notes: [String] = []

  /// Only what is built for one of the images is read.
  init(_ project: Project, of images: [ImageFacts]) {
    for service in project.services + project.disabled {
      guard let build = service.section.section("build") else { continue }
      let names = Self.imageNames(of: service, in: project).filter { name in
        images.contains { DockerfileChoice.names(name, $0) }
      }
      guard !names.isEmpty else { continue }
      do throws(DockerfileError) {
        guard let file = try Self.file(build, project), let stage = try Self.stage(build, file) else {
          continue
        }
        choices += names.map { DockerfileChoice(image: $0, file: file, stage: stage.position) }
      } catch {
        notes.append(
          "findings in the image of service \(service.name) do not point to a Dockerfile: \(error.description)"
        )
      }
    }
  }

  /// The names that Compose gives what it builds; none where the run time decides.
  private static func imageNames(of service: Service, in project: Project) -> [String] {
    if let image = service.section.text("image") { return image.isUnknown ? [] : [image.value] }
    return ["\(project.name)-\(service.name)", "\(project.name)_\(service.name)"]
  }

  /// nil where the context is elsewhere, or its place only known at run time.
  private static func file(_ build: Section, _ project: Project) throws(DockerfileError) -> Dockerfile? {
    if let inline = build.text("dockerfile_inline") { return try inlined(inline, project) }
    let context = build.text("context")
    let name = build.text("dockerfile")
    let isElsewhere = context.map { $0.value.contains("://") || $0.value.hasPrefix("git@") } ?? false
    guard !isElsewhere, context?.isUnknown != true, name?.isUnknown != true else { return nil }
    let directory = FilePath.join(project.directory, context?.value ?? ".")
    let path = FilePath.join(directory, name?.value ?? "Dockerfile")
    return try DockerfileChoice.read(image: nil, path: path, stage: nil).file
  }

  /// A Dockerfile in the compose file itself. Its lines are those of the block it stands in; where they are not, as
  /// in a text in quotes, no line can be named.
  private static func inlined(
    _ inline: Field<String>, _ project: Project
  ) throws(DockerfileError) -> Dockerfile? {
    let span = inline.node.span
    guard !inline.isUnknown, let source = project.sources[span.file] else { return nil }
    let lines = inline.value.split(separator: "\n", omittingEmptySubsequences: false)
    let first = span.start.line + 1
    let isAsWritten = lines.enumerated().allSatisfy { index, line in
      let written = String(decoding: source.line(first + index), as: UTF8.self)
        .replacing("$$", with: "$")
      return line.isEmpty || trimmed(written[...]) == trimmed(line)
    }
    return isAsWritten ? try Dockerfile(inline.value, path: span.file, firstLine: first) : nil
  }

  private static func trimmed(_ text: Substring) -> Substring {
    let start = text.drop(while: \.isWhitespace)
    return start.lastIndex { !$0.isWhitespace }.map { start[...$0] } ?? start[start.endIndex...]
  }

  /// The stage that is built, nil inside where none is named; nil where only the run time knows.
  private static func stage(
    _ build: Section, _ file: Dockerfile
  ) throws(DockerfileError) -> (position: Int?, Void)? {
    guard let target = build.text("target") else { return (nil, ()) }
    return target.isUnknown ? nil : (try DockerfileChoice.position(of: target.value, in: file), ())
  }
}
