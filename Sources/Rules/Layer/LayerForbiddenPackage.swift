import Findings
import Images
import Policies

extension Rule {
  static let layerForbiddenPackage = Rule(
    id: "layer-forbidden-package",
    summary: "A package that the policy forbids is installed.",
    why: """
      A policy forbids packages that a service must never have: test data, development tools, a library with a \
      known flaw or an unsuitable licence.
      """,
    fix: "Remove the package from the instruction that installs it, or install it only in a build stage.",
    severity: .high, confidence: .certain,
    references: [.nist("4.1.1")],
    triggering: [
      .image(
        "packages named by ecosystem and by pattern",
        """
        policy: image: {forbidden-packages: ["npm:typescript", "npm:@types/*", "g++*"]}
        layer: RUN npm ci
          ▶ package npm typescript 5.4.0
          ▶ package npm @types/node 22.0.0
        layer: RUN apt-get install -y g++
          ▶ package dpkg g++-12 12.2.0-14
        """)
    ],
    silent: [
      .image(
        "the same name in another ecosystem, and a recent enough version",
        """
        policy: image: {forbidden-packages: ["npm:typescript", "npm:lodash < 4.17.21"]}
        layer: RUN pip install typescript
          package python typescript 1.0
          package npm lodash 4.17.21
        """)
    ],
    check: .image { image, policy in PackageRequirements(image, policy).forbiddenPackages })
}
