import Findings
import Images
import Policies

extension Rule {
  static let imageForbiddenBase = Rule(
    id: "image-forbidden-base",
    summary: "The policy forbids or does not allow the base image, or the image does not record its base.",
    why: "Everything in the base image is in this image too. Only a maintained base gets security fixes.",
    fix: """
      Build on an image that the policy allows, and record it in the annotation or label \
      org.opencontainers.image.base.name.
      """,
    severity: .high, confidence: .firm,
    references: [.cis("4.2"), .nist("4.1.5")],
    triggering: [
      .image(
        "a forbidden base",
        """
        policy: image: {forbidden-base-images: ["alpine:3.1?"]}
        ▶ image: app:1.0
        Labels: org.opencontainers.image.base.name=docker.io/library/alpine:3.12
        """),
      .image(
        "an unknown base",
        """
        policy: image: {base-images: ["registry.example.com/base/*"]}
        ▶ image: app:1.0
        """),
      .image(
        "layers of a base that is not listed by its digest",
        """
        policy: image: {base-digests: ["sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"]}
        ▶ image: app:1.0
        layer: ADD file:0123456789abcdef in /
          -rw-r--r-- 0:0 /etc/os-release 40
        """),
    ],
    silent: [
      .image(
        "an allowed base",
        """
        policy: image: {base-images: ["registry.example.com/base/*"], forbidden-base-images: [alpine]}
        Labels: org.opencontainers.image.base.name=registry.example.com/base/python:3.13
        """),
      .image(
        "a base that is listed by its digest",
        """
        policy: image: {base-digests: ["sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"]}
        Labels: org.opencontainers.image.base.digest=sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
        """),
    ],
    check: .image { image, policy in TraitRequirements(.base, image, policy).forbidden })
}
