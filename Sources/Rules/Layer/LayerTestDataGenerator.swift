import Findings
import Images

extension Rule {
  static let layerTestDataGenerator = Rule(
    id: "layer-test-data-generator",
    summary: "A test data generator is in the image.",
    why: """
      Libraries that invent names, addresses and numbers do not belong where real ones are kept: invented \
      records in a production database are hard to distinguish from real ones.
      """,
    fix: """
      Move the library to the test dependencies, and install without them: npm ci --omit=dev, or pip install \
      without the test requirements.
      """,
    severity: .medium, confidence: .certain,
    references: [.cis("4.3"), .nist("4.1.1")],
    triggering: [
      .image(
        "Faker",
        """
        layer: RUN pip install -r requirements.txt
        ▶ package python Faker 20.1.0
        """),
      .image(
        "a Brazilian tax number generator",
        """
        layer: RUN pip install -r requirements.txt
        ▶ package python cpf-generator 1.0.0
        """),
    ],
    silent: [
      .image(
        "a library that checks such numbers",
        """
        layer: RUN pip install -r requirements.txt
          package python validate-docbr 1.10.0
        """)
    ],
    check: .image { image, _ in ToolSearch.testDataGenerators.matches(in: image) })
}
