import Images

/// An entry of the config's `ExposedPorts`: `22`, `22/tcp`, `5000-5010/udp`.
struct ExposedPort {
  let text: String
  let numbers: ClosedRange<Int>
  /// `tcp`, `udp` or `sctp`.
  let transport: String

  /// An image that exposes more ports than these says nothing by it.
  static let mostJudged = 100

  /// nil for what is no port.
  init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1)
    let ends = (parts.first ?? "").split(separator: "-", maxSplits: 1).compactMap { Int($0) }
    guard let low = ends.first, let high = ends.last, (1...65_535).contains(low),
      (low...65_535).contains(high)
    else {
      return nil
    }
    self.text = text
    numbers = low...high
    transport = parts.count < 2 ? "tcp" : String(parts[1])
  }

  var isTCP: Bool { transport == "tcp" }

  /// Ports on which a debugger or an unguarded control interface listens, and on which nothing else is at home.
  static let debuggers: [Int: String] = [
    1044: "the Java debugger (JDWP)", 2345: "the Go debugger Delve", 2375: "the Docker API without TLS",
    4444: "WebDriver", 5005: "the Java debugger (JDWP)", 5858: "the legacy Node.js debugger",
    9222: "the Chrome DevTools protocol", 9229: "the Node.js debugger", 35_729: "LiveReload",
  ]
}

extension ImageFacts {
  /// The ports that the config exposes, in the order of their text.
  var exposedPorts: [ExposedPort] { config.execution.exposedPorts.sorted().compactMap { ExposedPort($0) } }
}
