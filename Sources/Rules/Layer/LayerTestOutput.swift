import Findings
import Images

extension Rule {
  static let layerTestOutput = Rule(
    id: "layer-test-output",
    summary: "Output of a test run is in the image.",
    why: """
      Coverage reports and test tool caches show that the tests ran in this image, or in the directory that \
      was copied.
      """,
    fix: "Run the tests in a stage of their own, and list their output in .dockerignore.",
    severity: .low, confidence: .certain,
    references: [.nist("4.1.2")],
    triggering: [
      .image(
        "several files of one COPY, reported once",
        """
        layer: COPY . /app
        ▶ -rw-r--r-- 0:0 /app/.coverage 40
          drwxr-xr-x 0:0 /app/htmlcov
          -rw-r--r-- 0:0 /app/htmlcov/index.html 40
        """)
    ],
    silent: [
      .image(
        "a directory about insurance",
        """
        layer: COPY . /app
          -rw-r--r-- 0:0 /app/coverage/policy.py 40
        """)
    ],
    check: .image { image, _ in StrayFiles.testOutput.matches(in: image) })
}
