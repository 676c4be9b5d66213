import Findings

/// Text as messages carry it (section 3.11): what is not fit to be shown is made visible, and nothing in it is
/// taken for a link.
enum SARIFText {
  static func plain(_ text: String) -> String {
    let shown = SafeText.show(text).replacing("](", with: "] (")
    return shown.isEmpty ? "-" : shown
  }
}
