import Findings
import Images

extension Rule {
  static let layerTestOutput = Rule(
    id: "layer-test-output",
    summary: "What a test run left is in the image.",
    why: """
      Reports of coverage and caches of test tools show that the tests ran in this image or in the \
      directory that was copied.
      """,
    fix: "Run the tests in a stage of their own, and name their output in .dockerignore.",
    severity: .low, confidence: .certain,
    references: [.nist("4.1.2")],
    triggering: [
      .image(
        "several of one COPY are one finding",
        """
        layer: COPY . /app
        ▶ -rw-r--r-- 0:0 /app/.coverage 40
          drwxr-xr-x 0:0 /app/htmlcov
          -rw-r--r-- 0:0 /app/htmlcov/index.html 40
        """)
    ],
    silent: [
      .image(
        "a directory of insurance matters",
        """
        layer: COPY . /app
          -rw-r--r-- 0:0 /app/coverage/policy.py 40
        """)
    ],
    check: .image { image, _ in StrayFiles.testOutput.matches(in: image) })
}
