import Findings
import Images
import Policies

extension Rule {
  static let imageMissingPackage = Rule(
    id: "image-missing-package",
    summary: "A package that the policy requires is missing or has another version.",
    why: """
      A package that every image needs, for example the organisation's certificates, is easily lost when a \
      base image or a package list changes.
      """,
    fix: "Install the package in the Dockerfile, in the version that the policy requires.",
    severity: .high, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "a version older than the required one",
        """
        policy: image: {required-packages: ["dpkg:openssl >= 3.0.15"]}
        ▶ image: app:1.0
        layer: RUN apt-get install -y openssl
          package dpkg openssl 3.0.9-1
        """),
      .image(
        "a missing package",
        """
        policy: image: {required-packages: [ca-certificates]}
        ▶ image: app:1.0
        """),
    ],
    silent: [
      .image(
        "recent enough versions",
        """
        policy: image: {required-packages: ["deb:openssl >= 3.0.9", "python:django < 6"]}
        layer: RUN apt-get install -y openssl
          package dpkg openssl 3.0.15-1~deb12u1
          package python Django 5.2.1
        """)
    ],
    needs: [.tree, .packages],
    check: .image { image, policy in PackageRequirements(image, policy).missingPackages })
}
