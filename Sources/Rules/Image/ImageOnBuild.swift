import Findings
import Images

extension Rule {
  static let imageOnBuild = Rule(
    id: "image-on-build",
    summary: "The image runs instructions in the builds of others.",
    why: """
      ONBUILD instructions are run by every build that starts from this image, unseen in its Dockerfile: they copy \
      whatever lies around and run commands. In an image that is deployed they are a leftover.
      """,
    fix: "Take ONBUILD out, and write what it did into the Dockerfiles that need it.",
    severity: .low, confidence: .certain,
    references: [],
    triggering: [
      .image("instructions for others: one finding", "▶ OnBuild: COPY . /srv\nOnBuild: RUN npm install")
    ],
    silent: [
      .image("none", "Env: A=b")
    ],
    check: .image { image, _ in
      let triggers = image.config.execution.onBuild
      guard !triggers.isEmpty else { return [] }
      let list = Phrase.list(triggers.map { "'\($0)'" }, most: 3)
      return [Match(.config("OnBuild[0]"), "Builds that start from this image run \(list).")]
    })
}
