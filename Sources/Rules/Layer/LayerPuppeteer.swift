import Findings
import Images

extension Rule {
  static let layerPuppeteer = Rule(
    id: "layer-puppeteer",
    summary: "Puppeteer is in the image.",
    why: """
      Puppeteer drives a browser and downloads one. A service that renders pages may need it, and should then \
      have an exception in its policy; elsewhere it is a leftover of tests.
      """,
    fix: "Move Puppeteer to the development dependencies, and install without them: npm ci --omit=dev.",
    severity: .medium, confidence: .certain,
    references: [.cis("4.3"), .nist("4.1.1")],
    triggering: [
      .image(
        "Puppeteer for Node.js",
        """
        layer: RUN npm ci
        ▶ package npm puppeteer 21.6.0
        """)
    ],
    silent: [
      .image(
        "a package with the word in its name",
        """
        layer: RUN npm ci
          package npm is-puppeteer-running 1.0.0
        """)
    ],
    check: .image { image, _ in ToolSearch.puppeteer.matches(in: image) })
}
