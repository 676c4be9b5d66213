import Digests
import Foundation

/// A style sheet or script of the page: a part of this program, never made from data.
struct PageSource {
  let text: String

  static let style = PageSource(
    text: Palette.css + String(decoding: PackageResources.report_css, as: UTF8.self))
  static let script = PageSource(text: String(decoding: PackageResources.report_js, as: UTF8.self))

  /// Its name in a Content Security Policy (CSP level 3, hash-source), by which a browser runs it and nothing else.
  var hash: String { "'sha256-\(Data(MessageDigest.sha256(text.utf8)).base64EncodedString())'" }

  /// What the page may do: show its own style, run its own script, and reach nothing.
  static var policy: String {
    "default-src 'none'; style-src \(style.hash); script-src \(script.hash); base-uri 'none'; form-action 'none'"
  }
}
