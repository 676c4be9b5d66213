import Findings
import Images
import Policies

extension Rule {
  static let imageUnknownLicence = Rule(
    id: "image-unknown-licence",
    summary: "Packages do not say their licence, and the policy has rules for licences.",
    why: "A licence that nobody knows is not one that is allowed.",
    fix: "Look the licences up, and let an exception of this rule say what was found.",
    severity: .low, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "a package without a word about it",
        """
        policy: image: {forbidden-licences: ["AGPL*"]}
        ▶ image: app:1.0
        layer: RUN apt-get install -y shop
          package dpkg shop 1.0
        """)
    ],
    silent: [
      .image(
        "a package that says it",
        """
        policy: image: {forbidden-licences: ["AGPL*"]}
        layer: RUN apt-get install -y shop
          package dpkg shop 1.0
          -rw-r--r-- 0:0 /usr/share/doc/shop/copyright
            | License: MIT
        """),
      .image(
        "a policy that does not ask",
        """
        layer: RUN apt-get install -y shop
          package dpkg shop 1.0
        """),
    ],
    needs: [.tree, .packages],
    check: .image { image, policy in LicenceDemands(image, policy).silent })
}
