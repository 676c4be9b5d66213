import ArchiveIO
import Compose
import Findings
import Images

extension Rule {
  static let crossOtherImage = Rule(
    id: "cross-other-image",
    summary: "A service names another tag or digest than the checked image.",
    why: "The checked image is not the one that will run: the compose file starts another version.",
    fix: """
      Name the checked image in the compose file, check the image that it names, or map the two with `--map`.
      """,
    severity: .medium, confidence: .certain,
    references: [.nist("4.2.2")],
    triggering: [
      .cross(
        "another tag of the same repository",
        """
        # compose: compose.yaml
        services:
          app:
            image: ▶app:1.2
        # image: docker.io/library/app:1.3
        layer: COPY . /
          -rwxr-xr-x 0:0 /server 10
        """)
    ],
    silent: [
      .cross(
        "the same image under another name, and a tag that is set at deployment",
        """
        # compose: compose.yaml
        services:
          a: {image: "docker.io/library/app:1.3"}
          b: {image: "app:${TAG:-latest}"}
          c: {image: "localhost/app:1.3"}
        # image: app:1.3
        layer: COPY . /
          -rwxr-xr-x 0:0 /server 10
        """),
      .cross(
        "two versions side by side, of which one is checked",
        """
        # compose: compose.yaml
        services:
          old: {image: "app:1.2"}
          new: {image: "app:1.3"}
        # image: app:1.3
        layer: COPY . /
          -rwxr-xr-x 0:0 /server 10
        """),
    ],
    check: .cross { facts, _ in
      guard !facts.basis.isSameImage, let field = facts.service.image, !facts.isGivenForAnother else {
        return []
      }
      let digest = field.value.digest
      let given = facts.image.tags.isEmpty ? facts.image.name : Phrase.list(facts.image.tags, most: 3)
      let own = digest == nil ? "" : " with the digest \(facts.image.digest?.description ?? "")"
      return [
        Match(
          field.place,
          "Service \(facts.service.name) runs \(facts.imageText), but the checked image is \(given)\(own).",
          confidence: digest == nil ? nil : .firm, related: [.init(.image, "the checked image")])
      ]
    })
}

extension CrossFacts {
  /// The reference as the file has it.
  fileprivate var imageText: String { service.section.text("image")?.value ?? "" }

  /// Whether another service of the project names this very image: then that one was meant.
  fileprivate var isGivenForAnother: Bool {
    let names = Set(
      image.references.map { [$0.familiarName, $0.tag ?? "latest"] })
    let tags = Set(names.map { $0[1] })
    return project.services.contains { other in
      other.name != service.name && tags.contains(other.image?.value.tag ?? "latest")
        && other.image.map { names.contains([$0.value.familiarName, $0.value.tag ?? "latest"]) }
          ?? false
    }
  }
}
