import Findings
import Images

extension Rule {
  static let layerCypress = Rule(
    id: "layer-cypress",
    summary: "Cypress is in the image.",
    why: "Cypress runs end-to-end tests in a browser of its own. Production does not need it.",
    fix: "Move Cypress to the development dependencies, and install without them: npm ci --omit=dev.",
    severity: .medium, confidence: .certain,
    references: [.cis("4.3"), .nist("4.1.1")],
    triggering: [
      .image(
        "the package",
        """
        layer: RUN npm ci
        ▶ package npm cypress 13.6.0
        """)
    ],
    silent: [
      .image(
        "a theme with that name",
        """
        layer: RUN npm ci
          package npm theme-cypress 1.0.0
        """)
    ],
    check: .image { image, _ in ToolSearch.cypress.matches(in: image) })
}
