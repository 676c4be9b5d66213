import Findings
import Images
import Policies

extension Rule {
  static let imageMissingPackage = Rule(
    id: "image-missing-package",
    summary: "The image lacks a package that the policy asks for, or has another version of it.",
    why: """
      What must be in every image, such as the certificates of the organisation or a version with a \
      mend, is easily lost when a base image or a list of packages changes.
      """,
    fix: "Install the package in the Dockerfile, in the version that the policy asks for.",
    severity: .high, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "an older version than the one with the mend",
        """
        policy: image: {required-packages: ["dpkg:openssl >= 3.0.15"]}
        ▶ image: app:1.0
        layer: RUN apt-get install -y openssl
          package dpkg openssl 3.0.9-1
        """),
      .image(
        "not there",
        """
        policy: image: {required-packages: [ca-certificates]}
        ▶ image: app:1.0
        """),
    ],
    silent: [
      .image(
        "there, and new enough",
        """
        policy: image: {required-packages: ["deb:openssl >= 3.0.9", "python:django < 6"]}
        layer: RUN apt-get install -y openssl
          package dpkg openssl 3.0.15-1~deb12u1
          package python Django 5.2.1
        """)
    ],
    needs: [.tree, .packages],
    check: .image { image, policy in PackageDemands(image, policy).missingPackages })
}
