import Findings
import Images

extension Rule {
  static let layerSelenium = Rule(
    id: "layer-selenium",
    summary: "Selenium is in the image.",
    why: """
      Selenium drives browsers for tests. In a production image it shows that the test dependencies were \
      installed with the others.
      """,
    fix: "Install the test dependencies only in the test stage.",
    severity: .medium, confidence: .certain,
    references: [.cis("4.3"), .nist("4.1.1")],
    triggering: [
      .image(
        "Selenium for Python",
        """
        layer: RUN pip install -r requirements.txt
        ▶ package python selenium 4.16.0
        """),
      .image(
        "Selenium for Java",
        """
        layer: COPY target/lib /app/lib
        ▶ -rw-r--r-- 0:0 /app/lib/selenium-java-4.16.1.jar 400
        """),
    ],
    silent: [
      .image(
        "a library named after the element",
        """
        layer: COPY target/lib /app/lib
          -rw-r--r-- 0:0 /app/lib/selenium-dosage-1.0.jar 400
        """)
    ],
    check: .image { image, _ in ToolSearch.selenium.matches(in: image) })
}
