import Findings
import Images

extension Rule {
  static let layerTestFramework = Rule(
    id: "layer-test-framework",
    summary: "A test framework is in the image.",
    why: """
      A test framework in production means that the test dependencies were installed with the others. It \
      brings code that nobody updates for production, and helpers that run, replace or record what the \
      application does.
      """,
    fix: """
      Install the test dependencies in a stage of their own: npm ci --omit=dev, pip install without the test \
      requirements, or bundle config set without test.
      """,
    severity: .medium, confidence: .certain,
    references: [.cis("4.3"), .nist("4.1.1")],
    triggering: [
      .image(
        "pytest with its plugins, reported once",
        """
        layer: RUN pip install -r requirements-dev.txt
        ▶ package python pytest 8.0.0
          package python pytest-cov 4.1.0
        """),
      .image(
        "the distribution's package of pytest, reported once",
        """
        layer: RUN apt-get install python3-pytest
        ▶ package dpkg python3-pytest 7.2.1-2
          package python pytest 7.2.1
          -rw-r--r-- 0:0 /var/lib/dpkg/info/python3-pytest.list
            | /usr/lib/python3/dist-packages/pytest-7.2.1.dist-info/METADATA
        """),
      .image(
        "two frameworks, reported separately",
        """
        layer: RUN npm ci
        ▶ package npm jest 29.7.0
        ▶ package npm mocha 10.2.0
        """),
      .image(
        "a framework's dependency, reported with it",
        """
        layer: RUN apt-get install jest
        ▶ package dpkg jest 29.3.1
          package dpkg node-sinon 14.0.2
          -rw-r--r-- 0:0 /var/lib/apt/extended_states
            | Package: node-sinon
            | Auto-Installed: 1
        """),
      .image(
        "RSpec for Ruby",
        """
        layer: RUN bundle install
        ▶ package gem rspec-core 3.12.2
        """),
      .image(
        "JUnit for Java",
        """
        layer: COPY lib /app/lib
        ▶ -rw-r--r-- 0:0 /app/lib/junit-4.13.2.jar 400
        """),
      .image(
        "PHPUnit for PHP",
        """
        layer: RUN composer install
        ▶ drwxr-xr-x 0:0 /var/www/vendor/phpunit/phpunit
          -rw-r--r-- 0:0 /var/www/vendor/phpunit/phpunit/composer.json 400
        """),
    ],
    silent: [
      .image(
        "packages that bundlers use at run time, and what comes with Ruby",
        """
        layer: RUN npm ci
          package npm jest-worker 29.7.0
          package npm chalk 5.3.0
          package gem minitest 5.20.0
          package python pytz 2023.3
        """)
    ],
    check: .image { image, _ in ToolSearch.testFrameworks.matches(in: image) })
}
