import Foundation

extension PageSource {
  /// The report's style with that of trees.
  static let browseStyle = PageSource(
    text: style.text + String(decoding: PackageResources.browse_css, as: UTF8.self))
  static let browseScript = PageSource(
    text: String(decoding: PackageResources.browse_js, as: UTF8.self))

  /// What a page to walk through an image may do.
  static var browsePolicy: String {
    "default-src 'none'; style-src \(browseStyle.hash); script-src \(script.hash) \(browseScript.hash); base-uri 'none'; form-action 'none'"
  }
}
