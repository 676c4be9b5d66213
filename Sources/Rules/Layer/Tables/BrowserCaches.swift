import Findings

/// Directories into which test tools download browsers.
enum BrowserCaches {
  /// By the end of the path.
  static let endings = [
    "ms-playwright", "ms-playwright-go", ".cache/puppeteer", ".cache/Cypress", ".cache/selenium", ".wdm",
    ".local-chromium", ".local-browsers", ".local-firefox",
  ]

  /// Whether a path lies in one of them: what is there is told with the directory.
  static func hold(_ path: ArchivePath) -> Bool {
    let shown = path.shown
    return endings.contains { shown.contains("/\($0)/") }
  }
}
