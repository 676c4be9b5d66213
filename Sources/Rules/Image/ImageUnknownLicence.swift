import Findings
import Images
import Policies

extension Rule {
  static let imageUnknownLicence = Rule(
    id: "image-unknown-licence",
    summary: "Packages do not state their licence, but the policy restricts licences.",
    why: "A licence that nobody knows cannot be held to the policy.",
    fix: "Look up the licences, and record what you find in an exception for this rule.",
    severity: .low, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "a package that does not state its licence",
        """
        policy: image: {forbidden-licences: ["AGPL*"]}
        ▶ image: app:1.0
        layer: RUN apt-get install -y shop
          package dpkg shop 1.0
        """)
    ],
    silent: [
      .image(
        "a package that states its licence",
        """
        policy: image: {forbidden-licences: ["AGPL*"]}
        layer: RUN apt-get install -y shop
          package dpkg shop 1.0
          -rw-r--r-- 0:0 /usr/share/doc/shop/copyright
            | License: MIT
        """),
      .image(
        "a policy that does not restrict licences",
        """
        layer: RUN apt-get install -y shop
          package dpkg shop 1.0
        """),
    ],
    needs: [.tree, .packages],
    check: .image { image, policy in LicenceRequirements(image, policy).silent })
}
