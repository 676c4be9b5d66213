import Foundation
import TestSupport
import Testing

/// A headless Chromium, which shows a page from disk.
struct Browser {
  /// nil where none is installed.
  static let installed = ["chromium", "chromium-browser", "google-chrome"].lazy
    .compactMap(Program.init(named:)).first

  /// What became of a page.
  struct Page {
    /// The document after all scripts ran.
    let html: String
    /// What was written to the console: errors, and what a policy kept from running.
    let console: [String]
  }

  /// Loads a file, gives its scripts five seconds of the page's own time, and takes the document.
  static func load(_ path: String, _ options: [String] = []) throws -> Page {
    let program = try #require(installed)
    let profile = try ScratchDirectory()
    let fixed = [
      "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
      "--enable-logging=stderr", "--v=0", "--virtual-time-budget=5000", "--dump-dom",
      "--user-data-dir=\(profile.path("profile"))",
    ]
    let result = try program.run(
      fixed + options + [URL(filePath: path).absoluteString],
      environment: ["HOME": profile.url.path], seconds: 100)
    try #require(!result.isTimedOut, "the browser does not end")
    try #require(result.status == 0, "\(result.errorText)")
    return Page(
      html: result.text,
      console: result.errorText.split(separator: "\n").map(String.init).filter { $0.contains("CONSOLE") })
  }
}
