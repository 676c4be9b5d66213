import Findings
import Images
import Policies

extension Rule {
  static let imageRollingTag = Rule(
    id: "image-rolling-tag",
    summary: "The image has only tags that later builds will reuse.",
    why: """
      The tag latest points to a different image tomorrow: nobody can say which one runs, roll back to the \
      previous one, or know which one a finding was about.
      """,
    fix: """
      Tag the image with its version or commit, for example docker tag app:latest app:1.4.2, and deploy that \
      tag.
      """,
    severity: .low, confidence: .firm,
    references: [.nist("4.2.2")],
    triggering: [
      .image("latest", "▶ image: app:latest"),
      .image("two rolling tags", "▶ image: app:latest\nimage: registry.example.com/app:main"),
    ],
    silent: [
      .image("a version beside a rolling tag", "image: app:latest\nimage: app:1.4.2"),
      .image("a commit", "image: app:0f3c2a1"),
    ],
    check: .image { image, policy in
      let tags = image.references
      guard !tags.isEmpty, tags.allSatisfy({ $0.digest == nil }) else { return [] }
      let rolling = tags.map { $0.tag ?? "latest" }.filter {
        policy.image.rollingTags.contains($0.lowercased())
      }
      guard rolling.count == tags.count else { return [] }
      let names = Phrase.list(Array(Set(rolling)).sorted().map { "'\($0)'" })
      var match = Match(
        .image, "The image has only \(rolling.count == 1 ? "the rolling tag" : "the rolling tags") \(names).")
      match.facts = rolling.map { Fact(.tag, name: $0) }
      return [match]
    })
}
