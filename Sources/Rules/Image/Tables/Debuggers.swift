import Findings

/// Debuggers that listen, by what turns them on.
enum Debuggers {
  /// The debugger that a command line or a variable switches on.
  static func find(in text: String) -> String? {
    if text.hasText("jdwp"), text.hasText("-agentlib:jdwp") || text.hasText("-Xrunjdwp") {
      return "the Java debugger"
    }
    guard text.hasText("--inspect") || text.hasText("--listen") else { return nil }
    let words = text.split { $0 == " " || $0 == "=" || $0 == "\"" }
    let has = { (word: Substring) in words.contains(word) }
    let isNode =
      has("node") || has("NODE_OPTIONS") || words.contains { $0.hasSuffix("/node") || $0.hasSuffix(".js") }
    if isNode, has("--inspect") || has("--inspect-brk") { return "the debugger of Node.js" }
    if has("debugpy"), has("--listen") { return "the Python debugger" }
    let isDelve = words.contains { $0 == "dlv" || $0.hasSuffix("/dlv") }
    return isDelve && has("--listen") ? "the Go debugger" : nil
  }
}
