import Compose
import Findings

extension Rule {
  static let composeUnpinnedImage = Rule(
    id: "compose-unpinned-image",
    summary: "An image is not pinned by digest.",
    why: "Whoever controls the repository can move a tag. A digest always names the same content.",
    fix: "Add the digest after the tag: `name:tag@sha256:...`.",
    severity: .note, confidence: .certain,
    references: [.cwe(829), .nist("4.2.2")],
    triggering: [
      .compose(
        "a tag alone",
        """
        services:
          a:
            image: ▶nginx:1.27
        """)
    ],
    silent: [
      .compose(
        "a digest, an image that is built here, and a moving tag, which compose-rolling-tag reports",
        """
        services:
          a:
            image: nginx:1.27@sha256:0000000000000000000000000000000000000000000000000000000000000000
          b:
            image: mine:1
            build: .
          c:
            image: nginx
        """)
    ],
    check: .service { service, _, _ in
      guard let image = service.image, !service.section.has("build"), !image.isUnknown else {
        return []
      }
      guard image.value.digest == nil else { return [] }
      guard !MutableTag.isMoving(image.value.tag) else { return [] }
      return [
        Match(
          image.place, "Image \(image.node.text ?? "") of service \(service.name) is not pinned by digest.")
      ]
    })
}
