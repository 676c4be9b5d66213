import Findings
import Images

extension Rule {
  static let layerTestDirectory = Rule(
    id: "layer-test-directory",
    summary: "The application's tests are in the image.",
    why: """
      Tests do not run in production. They often hold credentials of test systems and code that deletes data, \
      and they show that the whole working directory was copied.
      """,
    fix: "List the directory in .dockerignore, or copy only the directories that the application needs.",
    severity: .low, confidence: .firm,
    references: [.nist("4.1.2")],
    triggering: [
      .image(
        "tests beside the application",
        """
        WorkingDir: /opt/shop
        layer: COPY . /opt/shop
        ▶ drwxr-xr-x 0:0 /opt/shop/tests
          -rw-r--r-- 0:0 /opt/shop/tests/test_api.py 40
          -rw-r--r-- 0:0 /opt/shop/tests/unit/tests/test_x.py 40
        """),
      .image(
        "tests beside each module",
        """
        layer: COPY . /app
        ▶ drwxr-xr-x 0:0 /app/src/cart/__tests__
          -rw-r--r-- 0:0 /app/src/cart/__tests__/cart.js 40
        ▶ drwxr-xr-x 0:0 /app/test
          -rw-r--r-- 0:0 /app/test/cart.test.js 40
        """),
    ],
    silent: [
      .image(
        "tests of packages and of the language, and an unrelated directory",
        """
        layer: COPY . /app
          -rw-r--r-- 0:0 /app/node_modules/x/test/x.test.js 40
          -rw-r--r-- 0:0 /usr/local/lib/python3.11/test/test_os.py 40
          -rw-r--r-- 0:0 /app/spec/openapi.yaml 40
          drwxr-xr-x 0:0 /app/tests
          -rw-r--r-- 0:0 /opt/java/tests/x 40
        """)
    ],
    check: .image { image, _ in TestFolders.matches(in: image) })
}
