import Findings
import Images

extension Rule {
  static let layerPlaywright = Rule(
    id: "layer-playwright",
    summary: "Playwright is in the image.",
    why: """
      Playwright drives browsers for end-to-end tests. Its library alone does no harm, but its presence \
      shows that the image was built from the test dependencies, and it runs any browser it finds.
      """,
    fix: """
      Move it to the development dependencies and install without them: npm ci --omit=dev, pip install \
      without the test requirements.
      """,
    severity: .medium, confidence: .certain,
    references: [.cis("4.3"), .nist("4.1.1")],
    triggering: [
      .image(
        "for Python",
        """
        layer: RUN pip install -r requirements.txt
        ▶ package python playwright 1.40.0
        """),
      .image(
        "for Node, library and core told once",
        """
        layer: RUN npm ci
        ▶ package npm playwright 1.40.0
          package npm playwright-core 1.40.0
        """),
    ],
    silent: [
      .image(
        "something else with the word in its name",
        """
        layer: RUN npm ci
          package npm stage-playwrights-guild 1.0.0
        """)
    ],
    check: .image { image, _ in ToolSearch.playwright.matches(in: image) })
}
