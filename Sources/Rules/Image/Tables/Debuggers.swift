import Findings

/// Debuggers that listen, by what turns them on.
enum Debuggers {
  /// The debugger that a command line or a variable switches on.
  static func find(in text: String) -> String? {
    if text.hasText("jdwp"), text.hasText("-agentlib:jdwp") || text.hasText("-Xrunjdwp") {
      return "the Java debugger"
    }
    if text.hasText("jpda run") || text.hasText("jpda start"), text.hasText("catalina") {
      return "the Java debugger"
    }
    if text.hasText("rdbg"), text.hasText("--open") || text.hasText(" -O") { return "the Ruby debugger" }
    guard text.hasText("--inspect") || text.hasText("--listen") else { return nil }
    let words = text.split { $0 == " " || $0 == "=" || $0 == "\"" }
    let has = { (word: Substring) in words.contains(word) }
    if has("--inspect") || has("--inspect-brk") || has("--inspect-wait") {
      for word in words {
        let name = word.utf8.split(separator: UInt8(ascii: "/")).last.map(Substring.init) ?? word
        if let runtime = runtimes[String(name)] { return "the debugger of \(runtime)" }
        if name.hasSuffix(".js") || name.hasSuffix(".mjs") || name.hasSuffix(".ts") {
          return "the debugger of Node.js"
        }
      }
    }
    if has("debugpy"), has("--listen") { return "the Python debugger" }
    let isDelve = words.contains { $0 == "dlv" || $0.hasSuffix("/dlv") }
    return isDelve && has("--listen") ? "the Go debugger" : nil
  }

  /// Programs that take `--inspect`, by their names, and the variable that Node.js takes options from.
  private static let runtimes = [
    "node": "Node.js", "NODE_OPTIONS": "Node.js", "nodemon": "Node.js", "ts-node": "Node.js",
    "tsx": "Node.js",
    "deno": "Deno", "bun": "Bun",
  ]
}
