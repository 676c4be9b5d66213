import Findings
import Images
import Policies

extension Rule {
  static let imageTooOld = Rule(
    id: "image-too-old",
    summary: "The image was built longer ago than the policy allows, or does not record its build date.",
    why: "An image gets no security fixes after its build: the older it is, the more known flaws it has.",
    fix: "Rebuild the image on a fresh base image: docker build --pull --no-cache.",
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
        "a reproducible build without a date",
        """
        policy: image: {max-age: 90d}
        today: 2026-06-30
        ▶ image: app:1.0
        created: 1970-01-01T00:00:00Z
        """),
      .image(
        "a reproducible build whose newest file is old",
        """
        policy: image: {max-age: 90d}
        today: 2026-06-30
        ▶ image: app:1.0
        created: 1980-01-01T00:00:01Z
        layer: COPY app /app
          -rwxr-xr-x 0:0 /app 10
          modified 2026-01-15T10:00:00Z
        """),
    ],
    silent: [
      .image(
        "a reproducible build whose newest file is recent",
        """
        policy: image: {max-age: 90d}
        today: 2026-06-30
        created: 1980-01-01T00:00:01Z
        layer: COPY app /app
          -rwxr-xr-x 0:0 /app 10
          modified 2026-06-01T00:00:00Z
        """),
      .image(
        "a recent build",
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
      return policy.requirements(on: image).compactMap { requirement in
        guard case .isYounger(let days) = requirement.kind else { return nil }
        guard let age else {
          return requirement.match(
            .image,
            "The image does not record its build date, but may be at most \(days) days old.",
            subject: "unknown",
            severity: .low)
        }
        guard age.days > days else { return nil }
        return requirement.match(
          .image, "\(age.sentence), but the image may be at most \(days) days old.", subject: "age")
      }
    })
}
