import Compose
import Findings

extension Rule {
  static let composeRollingTag = Rule(
    id: "compose-rolling-tag",
    summary: "An image has no tag, or a tag that moves.",
    why: """
      The next pull may bring another program than the one that was tested. Afterwards nobody can say which \
      one ran.
      """,
    fix: "Use a version tag, ideally with its digest: `name:1.2.3@sha256:...`.",
    severity: .medium, confidence: .certain,
    references: [.cis("5.28"), .cwe(829), .nist("4.2.2")],
    triggering: [
      .compose(
        "no tag, latest, and other moving tags",
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
          f:
            image: ▶nginx:test
          g:
            image: ▶redis:alpine
          h:
            image: ▶nginx:stable-alpine-slim
        """)
    ],
    silent: [
      .compose(
        "a version, a digest, an image that is built here, and a value known only at run time",
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
          e:
            image: php:8-fpm-alpine
        """)
    ],
    check: .service { service, _, _ in
      guard let image = service.image, !service.section.has("build"), image.value.digest == nil else {
        return []
      }
      guard !image.isUnknown else { return [] }
      guard MutableTag.isMoving(image.value.tag) else { return [] }
      guard image.value.tag != nil else {
        return [
          Match(
            image.place,
            "Image \(image.node.text ?? "") of service \(service.name) has no tag, so Docker pulls latest.")
        ]
      }
      return [
        Match(image.place, "Image \(image.node.text ?? "") of service \(service.name) has a tag that moves.")
      ]
    })
}
