/// Writes compose projects in the many ways that YAML and Compose have for one thing.
struct ComposeTextGenerator {
  /// SplitMix64: the same seed gives the same texts everywhere.
  private struct Random {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  private var random: Random
  private var comments = 0
  private let step: Int
  private var lines: [String] = []

  init(seed: UInt64) {
    random = Random(state: seed)
    step = Int(seed % 8) + 1
  }

  private mutating func number(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
  private mutating func chance(_ percent: Int) -> Bool { number(100) < percent }
  private mutating func one<Value>(_ values: [Value]) -> Value { values[number(values.count)] }

  /// The files of a project by name; the first is `compose.yaml`.
  mutating func files() -> [String: [UInt8]] {
    var files: [String: String] = [:]
    if chance(40) { line(0, "# \(comment())") }
    if chance(20) { line(0, "include: [other.yaml]") }
    let hasAnchor = chance(50)
    if hasAnchor {
      line(0, one(["x-base: &base", "x-base: &base   # \(comment())"]))
      line(1, "restart: unless-stopped")
      if chance(50) { line(1, one(["security_opt: [\"label=disable\"]", "cap_drop: [NET_RAW]"])) }
      line(0, "x-options: &options [\"label=disable\"]")
    }
    line(0, "services:")
    let count = 1 + number(4)
    var names: [String] = []
    for index in 0..<count {
      let name = one(["web", "api", "db", "worker-1", "s_3"]) + "\(index)"
      service(name, hasAnchor: hasAnchor, earlier: names)
      names.append(name)
      if index + 1 < count, chance(10) {
        line(0, "---")
        line(0, "services:")
      }
    }
    if chance(30) {
      line(0, "networks:")
      line(1, "default:")
    }
    if chance(30) { line(0, "# \(comment())") }
    files["compose.yaml"] = text()
    files["base.yaml"] = "services:\n  base:\n    image: base:1\n    security_opt: [\"label=disable\"]\n"
    files["other.yaml"] = "services:\n  other:\n    image: other:1 # \(comment())\n    ports: [\"81:81\"]"
    let mark: [UInt8] = chance(15) ? [0xEF, 0xBB, 0xBF] : []
    return files.mapValues { mark + Array($0.utf8) }
  }

  private mutating func text() -> String {
    let newline = chance(25) ? "\r\n" : "\n"
    let ends = chance(70)
    defer { lines = [] }
    return lines.joined(separator: newline) + (ends ? newline : "")
  }

  private mutating func comment() -> String {
    comments += 1
    return "note \(comments)" + one(["", " with: colon", " [and, brackets]", " \"quoted\"", "\twith a tab"])
  }

  /// A line some levels in, at times with a comment behind it.
  private mutating func line(_ level: Int, _ text: String) {
    let isOpen = text.hasSuffix("|") || text.hasSuffix(">-")
    let tail =
      chance(12) && !isOpen && !text.contains("#") && text != "---"
      ? one([" # ", "\t# ", "   #"]) + comment() : ""
    lines.append(String(repeating: " ", count: level * step) + text + tail)
  }

  private mutating func quoted(_ text: String) -> String { one(["\"\(text)\"", "'\(text)'"]) }

  private mutating func service(_ name: String, hasAnchor: Bool, earlier: [String]) {
    if chance(15) { line(1, "# \(comment())") }
    if chance(12) {
      line(1, "\(name): {image: \(quoted("shop/\(name):1.0")), ports: [\(quoted("9\(number(9)):90"))]}")
      return
    }
    line(1, one(["\(name):", "\"\(name)\":"]))
    let image = one(["shop/app:1.2", "postgres:16", "nginx:1.25", "registry.example/a/b:3", "redis:7"])
    if hasAnchor, chance(40) { line(2, "<<: *base") }
    if chance(8) {
      line(2, "extends: {file: base.yaml, service: base}")
    } else if let base = earlier.first, chance(10) {
      line(2, "extends:")
      line(3, "service: \(base)")
    }
    line(2, "image: \(chance(50) ? image : quoted(image))")
    for _ in 0..<(2 + number(6)) { lines.append("\u{0}") }
    let holes = lines.indices.filter { lines[$0] == "\u{0}" }
    lines.removeSubrange(holes[0]...)
    var parts = Array(0..<13)
    for _ in holes { part(parts.remove(at: number(parts.count)), hasAnchor: hasAnchor, earlier: earlier) }
    if chance(25) { line(one([1, 2, 3]), "# \(comment())") }
    if chance(15) { lines.append("") }
  }

  private mutating func list(_ key: String, _ items: [String]) {
    switch number(4) {
    case 0: line(2, "\(key): [\(items.joined(separator: ", "))]")
    case 1 where items.count > 1:
      line(2, "\(key): [")
      for item in items { line(4, item + ",") }
      line(3, "]")
    case 2:
      // A list may stand as far out as its key.
      line(2, "\(key):")
      for item in items { line(2, "- \(item)") }
    default:
      line(2, "\(key):")
      for item in items { line(3, "- \(item)") }
    }
  }

  private mutating func part(_ kind: Int, hasAnchor: Bool, earlier: [String]) {
    switch kind {
    case 0:
      switch number(3) {
      case 0: list("ports", [quoted("80\(number(9)):80"), quoted("127.0.0.1:82\(number(9)):81")])
      case 1:
        line(2, "ports:")
        line(3, "- target: 80")
        line(3, "  published: \(quoted("90\(number(9))"))")
      default: line(2, "ports: [{target: 80, published: 81\(number(9))}]")
      }
    case 1:
      if hasAnchor, chance(30) { return line(2, "security_opt: *options") }
      list("security_opt", [quoted("label=disable")] + (chance(50) ? ["apparmor=custom"] : []))
    case 2: list("cap_drop", ["NET_RAW"] + (chance(40) ? ["MKNOD"] : []))
    case 3:
      line(2, "environment:")
      line(3, "MODE: \(quoted("a # b"))")
      line(3, "EMPTY:")
    case 4:
      line(2, one(["command: |", "command: >-"]))
      line(3, "run --fast")
      line(3, "# not a comment")
      line(3, "--loud")
    case 5:
      line(2, "deploy:")
      line(3, "resources:")
      line(4, one(["limits: {cpus: '0.5'}", "limits:"]))
      if lines.last?.contains("limits:") == true, lines.last?.contains("{") == false {
        line(5, "cpus: \"0.5\"")
      }
    case 6:
      line(2, "logging:")
      line(3, "driver: json-file")
      if chance(40) { line(3, one(["options: {}", "options: {max-file: \"3\"}"])) }
    case 7: line(2, one(["shm_size: 1gb", "mem_limit: 0", "mem_reservation: 1g", "cpus: 0"]))
    case 8: line(2, one(["tmpfs: /run", "tmpfs: [/run:exec]", "read_only: false", "tty: true"]))
    case 9:
      guard let other = earlier.last else { return line(2, "init: true") }
      switch number(3) {
      case 0: list("depends_on", [other])
      case 1: line(2, "depends_on: {\(other): {condition: service_started}}")
      default:
        line(2, "depends_on:")
        line(3, "\(other):")
        line(4, "condition: service_started")
      }
    case 10:
      line(2, "healthcheck:")
      line(3, "test: [CMD, probe]")
    case 11: line(2, one(["user: \"1000:1000\"", "user: '0'", "working_dir: /srv"]))
    default:
      line(2, "volumes:")
      line(3, "- ./data:/data:ro")
      if chance(50) {
        line(3, "- type: bind")
        line(3, "  source: ./more")
        line(3, "  target: /more")
      }
    }
  }
}
