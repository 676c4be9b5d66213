import Findings
import Images

extension Rule {
  static let layerTestDataGenerator = Rule(
    id: "layer-test-data-generator",
    summary: "A generator of test data is in the image.",
    why: """
      Libraries that invent names, addresses and numbers have no place where real ones are kept: \
      invented records in a production database are hard to tell from true ones.
      """,
    fix: "Move it to the test dependencies and install without them.",
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
        "a generator of Brazilian tax numbers",
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
