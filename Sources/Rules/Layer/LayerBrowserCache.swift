import Findings
import Images

extension Rule {
  static let layerBrowserCache = Rule(
    id: "layer-browser-cache",
    summary: "Browsers that a test tool downloaded are in the image.",
    why: """
      Playwright, Puppeteer, Cypress and Selenium each download whole browsers into caches of their own. \
      Production never runs them, no package manager updates them, and they are the largest part of many \
      images.
      """,
    fix: """
      Install the tool only in the test stage, or turn off its download: PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1, \
      PUPPETEER_SKIP_DOWNLOAD=1 or CYPRESS_INSTALL_BINARY=0.
      """,
    severity: .medium, confidence: .firm,
    references: [.cis("4.3"), .nist("4.1.1")],
    triggering: [
      .image(
        "the Playwright cache",
        """
        layer: RUN playwright install chromium
        ▶ drwxr-xr-x 0:0 /root/.cache/ms-playwright
          -rwxr-xr-x 0:0 /root/.cache/ms-playwright/chromium-1091/chrome-linux/chrome 4000
        """),
      .image(
        "the Puppeteer cache",
        """
        layer: RUN npm ci
        ▶ drwxr-xr-x 0:0 /home/app/.cache/puppeteer
          -rwxr-xr-x 0:0 /home/app/.cache/puppeteer/chrome/linux-120/chrome-linux64/chrome 4000
        """),
    ],
    silent: [
      .image(
        "an empty directory and a file with that name",
        """
        layer: COPY . /srv
          drwxr-xr-x 0:0 /ms-playwright
          -rw-r--r-- 0:0 /srv/ms-playwright 40
        """)
    ],
    check: .image { image, _ in ToolSearch.browserCaches.matches(in: image) })
}
