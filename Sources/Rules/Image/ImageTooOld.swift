import Findings
import Images
import Policies

extension Rule {
  static let imageTooOld = Rule(
    id: "image-too-old",
    summary: "The image was built longer ago than the policy allows, or does not say when.",
    why: """
      An image gets no mends after its build. The longer ago that was, the more of what is in it has known flaws.
      """,
    fix: "Build the image again from a fresh base image: docker build --pull --no-cache.",
    severity: .medium, confidence: .certain,
    references: [.cis("4.4")],
    triggering: [
      .image(
        "built too long ago",
        """
        policy: image: {max-age: 90d}
        today: 2026-06-30
        ▶ image: app:1.0
        created: 2026-01-15T10:00:00Z
        """),
      .image(
        "a reproducible build, which does not say when",
        """
        policy: image: {max-age: 90d}
        today: 2026-06-30
        ▶ image: app:1.0
        created: 1970-01-01T00:00:00Z
        """),
    ],
    silent: [
      .image(
        "built lately",
        """
        policy: image: {max-age: 90d}
        today: 2026-06-30
        created: 2026-05-15T10:00:00+02:00
        """),
      .image(
        "a run without a date",
        """
        policy: image: {max-age: 90d}
        created: 2016-05-15T10:00:00Z
        """),
    ],
    needs: [.config],
    check: .image { image, policy in
      guard let today = policy.today else { return [] }
      let age = image.age(on: today)
      return policy.demands(on: image).compactMap { demand in
        guard case .isYounger(let days) = demand.kind else { return nil }
        guard let age else {
          return demand.match(
            .image,
            "The image does not say when it was built, and may be at most \(days) days old.",
            subject: "unknown",
            severity: .low)
        }
        guard age > days else { return nil }
        return demand.match(
          .image, "The image was built \(age) days ago; at most \(days) are allowed.", subject: "age")
      }
    })
}
