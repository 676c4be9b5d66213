import Compose
import Findings
import Images

extension Rule {
  static let crossPlatformMismatch = Rule(
    id: "cross-platform-mismatch",
    summary: "A service asks for a platform that its image does not have.",
    why: "The engine refuses the image or pulls another one. Under emulation it runs many times slower.",
    fix: "Build the image for that platform, or correct `platform`.",
    severity: .medium, confidence: .certain,
    references: [],
    triggering: [
      .cross(
        "another architecture",
        """
        # compose: compose.yaml
        services:
          a: {image: "a:1", platform: ▶linux/arm64}
        # image: a:1
        platform: linux/amd64
        """)
    ],
    silent: [
      .cross(
        "the same platform in another spelling, and no platform",
        """
        # compose: compose.yaml
        services:
          a: {image: "a:1", platform: linux/x86_64}
          b: {image: "a:1", platform: linux/amd64/v2}
          c: {image: "a:1"}
        # image: a:1
        platform: linux/amd64
        """)
    ],
    check: .cross { facts, _ in
      guard facts.basis.isSameImage, let field = facts.service.section.text("platform"), !field.isUnknown,
        var wanted = Platform(field.value), !facts.image.platform.description.isEmpty
      else { return [] }
      let aliases = ["x86_64": "amd64", "x86-64": "amd64", "aarch64": "arm64", "armhf": "arm", "i386": "386"]
      wanted.architecture = aliases[wanted.architecture] ?? wanted.architecture
      // A variant narrows down what a processor can do; an image that names none runs on each.
      if facts.image.platform.variant.isEmpty { wanted.variant = "" }
      guard !facts.image.platform.satisfies(wanted) else { return [] }
      return [
        Match(
          field.place,
          "Service \(facts.service.name) asks for \(field.value), but its image is built for \(facts.image.platform).",
          related: [.init(.image, "the service's image")])
      ]
    })
}
