import Compose
import Findings
import Policies

extension Rule {
  static let composeEndOfLife = Rule(
    id: "compose-end-of-life",
    summary: "A service runs an official image of a release that gets no security fixes any more.",
    why: """
      Flaws that are found from now on stay open: the tag is not built again, and advisories no longer name the \
      release.
      """,
    fix: """
      Name a supported release in the tag. A database needs its data taken over: read the maker's notes on \
      upgrades first.
      """,
    severity: .medium, confidence: .certain,
    references: [.cwe(1104), .nist("4.1.1")],
    triggering: [
      .compose(
        "official images of Docker Hub",
        """
        # today: 2026-11-28
        services:
          db:
            image: ▶postgres:12-alpine
          web:
            image: ▶docker.io/library/node:18.20
          base:
            image: ▶debian:10
          name:
            image: ▶debian:buster-slim
          mirror:
            image: ▶public.ecr.aws/docker/library/ubuntu:bionic-20230530
        """)
    ],
    silent: [
      .compose(
        "supported releases, other images, and tags without a release",
        """
        # today: 2026-11-28
        services:
          db:
            image: postgres:17-alpine
          web:
            image: registry.example/node:18
          name:
            image: ubuntu:noble
          own:
            image: team/node:18
          last:
            image: debian:bookworm
          built:
            image: node:18
            build: .
        """),
      .compose(
        "a run without a date",
        """
        services:
          web:
            image: node:18
        """),
    ],
    check: .service { service, _, policy in
      guard let today = policy.today, let image = service.image, !image.isUnknown,
        !service.section.has("build"), image.value.isOfficial, let tag = image.value.tag,
        let product = EndOfLife.officialImages[image.value.shortName],
        let ended = EndOfLife.ended(product, tag, on: today)
      else { return [] }
      return [ended.match(image.place)]
    })
}
