import Findings
import Images

extension Rule {
  static let layerPlaywright = Rule(
    id: "layer-playwright",
    summary: "Playwright is in the image.",
    why: """
      Playwright drives browsers for end-to-end tests. Its library alone does no harm, but it shows that the \
      image was built with the test dependencies, and it runs any browser that it finds.
      """,
    fix: """
      Move Playwright to the development dependencies, and install without them: npm ci --omit=dev, or pip \
      install without the test requirements.
      """,
    severity: .medium, confidence: .certain,
    references: [.cis("4.3"), .nist("4.1.1")],
    triggering: [
      .image(
        "Playwright for Python",
        """
        layer: RUN pip install -r requirements.txt
        ▶ package python playwright 1.40.0
        """),
      .image(
        "Playwright for Node.js, library and core reported once",
        """
        layer: RUN npm ci
        ▶ package npm playwright 1.40.0
          package npm playwright-core 1.40.0
        """),
    ],
    silent: [
      .image(
        "a package with the word in its name",
        """
        layer: RUN npm ci
          package npm stage-playwrights-guild 1.0.0
        """)
    ],
    check: .image { image, _ in ToolSearch.playwright.matches(in: image) })
}
