import Findings
import Images

extension Rule {
  static let layerBrowserDriver = Rule(
    id: "layer-browser-driver",
    summary: "A browser driver is in the image.",
    why: """
      ChromeDriver and geckodriver let anyone who reaches their port open any page and read any file as the \
      container's user. Only tests need them.
      """,
    fix: "Keep the driver in the stage or image that runs the tests.",
    severity: .medium, confidence: .certain,
    references: [.cis("4.3"), .nist("4.1.1")],
    triggering: [
      .image(
        "from the distribution",
        """
        layer: RUN apk add chromium-chromedriver
        ▶ package apk chromium-chromedriver 120.0-r0
        """),
      .image(
        "downloaded",
        """
        layer: RUN curl -L geckodriver.tar.gz | tar xz -C /usr/local/bin
        ▶ -rwxr-xr-x 0:0 /usr/local/bin/geckodriver 4000
        """),
    ],
    silent: [
      .image(
        "a file that is not executable",
        """
        layer: COPY . /srv
          -rw-r--r-- 0:0 /srv/chromedriver 40
        """)
    ],
    check: .image { image, _ in ToolSearch.browserDrivers.matches(in: image) })
}
