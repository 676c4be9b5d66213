import Compose
import Findings

extension Rule {
  static let composeRollingTag = Rule(
    id: "compose-rolling-tag",
    summary: "An image is named without a tag, or by one that moves.",
    why: """
      What runs tomorrow is not what was tested today: the next pull brings another program, and nobody can say \
      which one ran when something went wrong.
      """,
    fix: "Name a version, best with its digest.",
    severity: .medium, confidence: .certain,
    references: [.cis("5.28"), .cwe(829), .nist("4.2.2")],
    triggering: [
      .compose(
        "no tag, latest, and other words that move",
        """
        services:
          a:
            image: ▶nginx
          b:
            image: ▶registry.example:5000/team/app
          c:
            image: ▶redis:latest
          d:
            image: ▶app:${TAG:-latest}
          e:
            image: ▶app:main
        """)
    ],
    silent: [
      .compose(
        "a version, a digest, an image that is built here, and what only the run time knows",
        """
        services:
          a:
            image: nginx:1.27-alpine
          b:
            image: nginx@sha256:0000000000000000000000000000000000000000000000000000000000000000
          c:
            image: mine
            build: .
          d:
            image: app:${TAG}
        """)
    ],
    check: .service { service, _, _ in
      guard let image = service.image, service.section.field("build") == nil, image.value.digest == nil else {
        return []
      }
      guard !image.isUnknown else { return [] }
      guard MovingTag.isMoving(image.value.tag) else { return [] }
      guard let tag = image.value.tag else {
        return [
          Match(image.place, "The image of service \(service.name) has no tag: Docker takes \"latest\".")
        ]
      }
      return [Match(image.place, "The image of service \(service.name) has the moving tag \"\(tag)\".")]
    })
}
