import Findings
import Images
import Policies

extension Rule {
  static let imageOldBuild = Rule(
    id: "image-old-build",
    summary: "The image was built more than a year ago.",
    why: """
      An image gets no security fixes after its build. Distributions publish hundreds in a year, and each of them \
      is missing in a container that starts from this image today.
      """,
    fix: "Rebuild the image with `docker build --pull --no-cache .` at least every month.",
    severity: .low, confidence: .certain,
    references: [.cis("4.4"), .cwe(1104), .nist("4.1.1")],
    triggering: [
      .image(
        "built more than a year ago",
        """
        today: 2026-06-30
        ▶ image: app:1.0
        created: 2025-03-01T10:00:00Z
        layer: ADD rootfs.tar /
          package dpkg libc6 2.36
        """),
      .image(
        "a reproducible build, whose newest file tells",
        """
        today: 2026-06-30
        ▶ image: app:1.0
        created: 1970-01-01T00:00:00Z
        layer: ADD rootfs.tar /
          -rw-r--r-- 0:0 /etc/os-release
            | ID=wolfi
          modified 2025-03-01T10:00:00Z
        """),
    ],
    silent: [
      .image(
        "a build of this year",
        """
        today: 2026-06-30
        created: 2025-09-01T10:00:00Z
        layer: ADD rootfs.tar /
          package dpkg libc6 2.36
        """),
      .image(
        "a reproducible build that does not tell its age",
        """
        today: 2026-06-30
        created: 1970-01-01T00:00:00Z
        layer: ADD rootfs.tar /
          package dpkg libc6 2.36
        """),
      .image(
        "one static program, which no distribution mends",
        """
        today: 2026-06-30
        created: 2025-03-01T10:00:00Z
        layer: COPY server /server
          -rwxr-xr-x 0:0 /server 10
          elf
        """),
      .image(
        "a run without a date, and an image whose age a policy judges",
        """
        policy: image: {max-age: 900d}
        today: 2026-06-30
        created: 2025-03-01T10:00:00Z
        layer: ADD rootfs.tar /
          package dpkg libc6 2.36
        """),
    ],
    needs: [.config],
    check: .image { image, policy in
      guard let today = policy.today, let age = image.age(on: today), age.days > OldBuild.days,
        image.facts.osRelease != nil || image.installed.contains(where: { $0.package.ecosystem.isSystem }),
        !policy.requirements(on: image).contains(where: {
          if case .isYounger = $0.kind { true } else { false }
        })
      else { return [] }
      return [Match(.image, "\(age.sentence).", subject: "age")]
    })
}

private enum OldBuild {
  /// A year.
  static let days = 365
}

extension ImageAge {
  /// What tells the age, as a sentence without its full stop.
  var sentence: String {
    switch evidence {
    case .config: "The image was built \(days) days ago"
    case .step: "The newest dated step of the image's build is \(days) days old"
    case .file: "The newest file in the image is \(days) days old"
    }
  }
}
