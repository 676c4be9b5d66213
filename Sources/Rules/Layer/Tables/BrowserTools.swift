import Findings

extension ToolSearch {
  static let browsers = ToolSearch([
    Tool(
      name: "Chromium",
      system: [
        "chromium", "chromium-browser", "chromium-shell", "chromium-headless-shell", "ungoogled-chromium",
      ],
      binaries: ["chromium", "chromium-browser", "headless_shell", "chrome-headless-shell"]),
    Tool(
      name: "Chrome",
      system: ["google-chrome-stable", "google-chrome-beta", "google-chrome-unstable", "google-chrome"],
      binaries: ["chrome", "google-chrome", "google-chrome-stable"]),
    Tool(
      name: "Firefox", system: ["firefox", "firefox-esr", "iceweasel"],
      binaries: ["firefox", "firefox-bin", "firefox-esr"]),
    Tool(
      name: "Edge", system: ["microsoft-edge-stable", "microsoft-edge-beta"],
      binaries: ["msedge", "microsoft-edge"]),
    Tool(name: "Brave", system: ["brave-browser"], binaries: ["brave", "brave-browser"]),
    Tool(name: "Opera", system: ["opera-stable"], binaries: ["opera"]),
    Tool(
      name: "PhantomJS", system: ["phantomjs"], npm: ["phantomjs", "phantomjs-prebuilt"],
      binaries: ["phantomjs"]),
  ])

  static let browserDrivers = ToolSearch([
    Tool(
      name: "ChromeDriver", system: ["chromium-driver", "chromium-chromedriver", "chromedriver"],
      python: ["chromedriver-autoinstaller", "chromedriver-binary", "chromedriver-py"], npm: ["chromedriver"],
      gem: ["chromedriver-helper"], binaries: ["chromedriver"]),
    Tool(
      name: "geckodriver", system: ["geckodriver", "firefox-geckodriver"],
      python: ["geckodriver-autoinstaller"],
      npm: ["geckodriver"], binaries: ["geckodriver"]),
    Tool(name: "The Edge driver", npm: ["edgedriver"], binaries: ["msedgedriver"]),
    Tool(
      name: "webdriver-manager", python: ["webdriver-manager"], npm: ["webdriver-manager"],
      gem: ["webdrivers"]),
  ])

  static let playwright = ToolSearch([
    Tool(
      name: "Playwright", python: ["playwright"],
      npm: [
        "playwright", "playwright-core", "playwright-chromium", "playwright-firefox", "playwright-webkit",
        "@playwright/*",
      ],
      gem: ["playwright-ruby-client"], files: ["Microsoft.Playwright.dll"],
      archives: ["playwright", "driver-bundle"])
  ])

  static let puppeteer = ToolSearch([
    Tool(
      name: "Puppeteer", python: ["pyppeteer"],
      npm: ["puppeteer", "puppeteer-core", "puppeteer-extra", "@puppeteer/*"], gem: ["puppeteer-ruby"],
      files: ["PuppeteerSharp.dll"])
  ])

  static let selenium = ToolSearch([
    Tool(
      name: "Selenium", python: ["selenium", "selenium-wire", "seleniumbase", "splinter"],
      npm: ["selenium-webdriver", "selenium-standalone", "webdriverio", "nightwatch"],
      gem: ["selenium-webdriver"],
      files: ["WebDriver.dll"],
      archives: ["selenium-api", "selenium-java", "selenium-remote-driver", "selenium-server"])
  ])

  static let cypress = ToolSearch([
    Tool(name: "Cypress", npm: ["cypress", "@cypress/*"], binaries: ["Cypress"])
  ])

  static let browserCaches = ToolSearch([
    Tool(name: "A browser that a test tool downloaded", directories: BrowserCaches.endings)
  ])
}

/// Directories into which test tools download browsers.
enum BrowserCaches {
  /// By the end of the path.
  static let endings = [
    "ms-playwright", "ms-playwright-go", ".cache/puppeteer", ".cache/Cypress", ".cache/selenium", ".wdm",
    ".local-chromium", ".local-browsers", ".local-firefox",
  ]

  /// Whether a path lies in one of them: what is there is reported with the directory.
  static func hold(_ path: ArchivePath) -> Bool {
    let shown = path.shown
    return endings.contains { shown.contains("/\($0)/") }
  }
}
