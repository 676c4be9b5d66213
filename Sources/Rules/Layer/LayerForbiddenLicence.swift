import Findings
import Images
import Policies

extension Rule {
  static let layerForbiddenLicence = Rule(
    id: "layer-forbidden-licence",
    summary: "A package has a licence that the policy forbids or does not allow.",
    why:
      "Whoever distributes an image distributes all its packages, and must meet the terms of each licence.",
    fix: "Replace the package, or let whoever is responsible for licences add an exception to the policy.",
    severity: .medium, confidence: .firm,
    references: [],
    triggering: [
      .image(
        "a licence that is not allowed",
        """
        policy: image: {allowed-licences: [MIT, Apache-2.0, "BSD-*"]}
        layer: RUN apt-get install -y shop
          package dpkg shop 1.0
          -rw-r--r-- 0:0 /usr/share/doc/shop/copyright
            | Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
            | License: AGPL-3
          ▶ -rw-r--r-- 0:0 /var/lib/dpkg/status
            | Package: shop
            | Status: install ok installed
            | Version: 1.0
            |
        """)
    ],
    silent: [
      .image(
        "a choice of licences, of which one is allowed",
        """
        policy: image: {allowed-licences: [MIT], forbidden-licences: ["AGPL*"]}
        layer: COPY copyright /usr/share/doc/shop/
          -rw-r--r-- 0:0 /usr/share/doc/shop/copyright
            | License: GPL-2+ or MIT
          -rw-r--r-- 0:0 /var/lib/dpkg/status
            | Package: shop
            | Status: install ok installed
            | Version: 1.0
            |
        """)
    ],
    check: .image { image, policy in LicenceRequirements(image, policy).forbidden })
}
