import Findings
import Images

extension Rule {
  static let imageOnBuild = Rule(
    id: "image-on-build",
    summary: "The image adds instructions to the builds that start from it.",
    why: """
      Every build that starts from this image runs its ONBUILD instructions, though its own Dockerfile does \
      not show them: they copy the build context and run commands. In a deployed image they are leftovers.
      """,
    fix: "Remove ONBUILD, and write its instructions into the Dockerfiles that need them.",
    severity: .low, confidence: .certain,
    references: [],
    triggering: [
      .image("two instructions, reported once", "▶ OnBuild: COPY . /srv\nOnBuild: RUN npm install")
    ],
    silent: [
      .image("no instruction", "Env: A=b")
    ],
    check: .image { image, _ in
      let triggers = image.config.execution.onBuild
      guard !triggers.isEmpty else { return [] }
      let list = Phrase.list(triggers.map { "'\($0)'" }, most: 3)
      return [Match(.config("OnBuild[0]"), "Builds that start from this image also run \(list).")]
    })
}
