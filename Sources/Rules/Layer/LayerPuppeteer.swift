import Findings
import Images

extension Rule {
  static let layerPuppeteer = Rule(
    id: "layer-puppeteer",
    summary: "Puppeteer is in the image.",
    why: """
      Puppeteer drives a browser and brings one along. A service that renders pages may need it, and \
      should then say so in its policy; in all others it is a leftover of tests.
      """,
    fix: "Move it to the development dependencies and install without them: npm ci --omit=dev.",
    severity: .medium, confidence: .certain,
    references: [.cis("4.3"), .nist("4.1.1")],
    triggering: [
      .image(
        "for Node",
        """
        layer: RUN npm ci
        ▶ package npm puppeteer 21.6.0
        """)
    ],
    silent: [
      .image(
        "a package that only has the name within",
        """
        layer: RUN npm ci
          package npm is-puppeteer-running 1.0.0
        """)
    ],
    check: .image { image, _ in ToolSearch.puppeteer.matches(in: image) })
}
