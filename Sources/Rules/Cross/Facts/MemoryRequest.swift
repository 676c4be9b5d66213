import Compose
import Findings
import Images

/// Memory that a program is set to take, by an option or a variable, and where it is set so.
struct MemoryRequest {
  let bytes: Int
  /// The option as it is written.
  let text: String
  let place: SymbolicLocation

  /// Variables whose value is options of a runtime, by the names of the programs that are that runtime.
  private static let runtimes: [(programs: Set<String>, variables: Set<String>)] = [
    (
      ["java"],
      [
        "JAVA_OPTS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS", "CATALINA_OPTS",
        "ES_JAVA_OPTS",
        "OPENSEARCH_JAVA_OPTS", "LS_JAVA_OPTS", "KAFKA_HEAP_OPTS", "JVM_OPTS",
      ]
    ),
    (["node", "nodejs"], ["NODE_OPTIONS"]),
  ]

  /// Variables whose value is an amount, which Go's runtime reads in every program.
  private static let amounts: Set<String> = ["GOMEMLIMIT"]

  /// All requests of a container: in its environment and its command, the largest first.
  static func all(_ facts: CrossFacts) -> [MemoryRequest] {
    var requests: [MemoryRequest] = []
    let own = Dictionary(facts.service.environment.map { ($0.name, $0) }) { $1 }
    for (name, variable) in own.sorted(by: { $0.key < $1.key }) {
      requests += read(name, variable.value ?? "", .compose(key: variable.key), facts)
    }
    for (index, variable) in facts.image.config.execution.environment.enumerated() {
      let parts = variable.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, own[parts[0]] == nil else { continue }
      requests += read(parts[0], parts[1], .config("Env[\(index)]"), facts)
    }
    guard facts.start.isKnown else { return requests.sorted { $0.bytes > $1.bytes } }
    let words = facts.start.words
    for (index, word) in words.enumerated() {
      let texts = word.text.split(whereSeparator: \.isWhitespace).map(String.init)
      requests += options(texts, word.place)
      guard index + 1 < words.count else { continue }
      requests += pair(word.text, words[index + 1].text, words[index + 1].place)
    }
    return requests.sorted { $0.bytes > $1.bytes }
  }

  private static func read(
    _ name: String, _ value: String, _ place: SymbolicLocation, _ facts: CrossFacts
  ) -> [MemoryRequest] {
    if let runtime = runtimes.first(where: { $0.variables.contains(name) }) {
      guard facts.mayStart(runtime.programs) else { return [] }
      return options(value.split(whereSeparator: \.isWhitespace).map(String.init), place)
    }
    guard amounts.contains(name), let size = amount(value) else { return [] }
    return [MemoryRequest(bytes: size, text: "\(name)=\(value)", place: place)]
  }

  /// Options that say their amount in the same word: `-Xmx2g`, `--max-old-space-size=2048`, `shared_buffers=1GB`.
  private static func options(_ words: [String], _ place: SymbolicLocation) -> [MemoryRequest] {
    words.compactMap { word in
      for (prefix, unit) in prefixes where word.hasPrefix(prefix) {
        return amount(String(word.dropFirst(prefix.count)), unit: unit).map {
          MemoryRequest(bytes: $0, text: word, place: place)
        }
      }
      return nil
    }
  }

  /// Options that say it in the next word: `--maxmemory 512mb`, `-c shared_buffers=1GB` is one word already.
  private static func pair(_ option: String, _ value: String, _ place: SymbolicLocation) -> [MemoryRequest] {
    guard ["--maxmemory", "--max-old-space-size"].contains(option) else { return [] }
    return amount(value, unit: option == "--maxmemory" ? 1 : 1 << 20).map {
      [MemoryRequest(bytes: $0, text: "\(option) \(value)", place: place)]
    } ?? []
  }

  /// Each with the bytes of a number without a unit.
  private static let prefixes: [(String, Int)] = [
    ("-Xmx", 1), ("-Xms", 1), ("-XX:MaxHeapSize=", 1), ("-XX:MaxRAM=", 1), ("-XX:InitialHeapSize=", 1),
    ("--max-old-space-size=", 1 << 20), ("--max_old_space_size=", 1 << 20), ("--maxmemory=", 1),
    ("shared_buffers=", 8 << 10), ("-cshared_buffers=", 8 << 10), ("--shared_buffers=", 8 << 10),
    ("--shared-buffers=", 8 << 10), ("--innodb-buffer-pool-size=", 1), ("--innodb_buffer_pool_size=", 1),
  ]

  private static func amount(_ text: String, unit: Int = 1) -> Int? {
    if let number = Int(text) {
      let (bytes, isTooLarge) = number.multipliedReportingOverflow(by: unit)
      return isTooLarge || bytes <= 0 ? nil : bytes
    }
    return ByteSize(text).flatMap { $0.bytes > 0 ? $0.bytes : nil }
  }
}

extension CrossFacts {
  /// Whether the container may run one of some programs: it starts one, or a script or something else that could.
  fileprivate func mayStart(_ names: Set<String>) -> Bool {
    guard let word = start.programs.last, let file = program(word.text) else { return true }
    let isOtherBinary = image.facts.programs.contains { $0.path == file.path.bytes }
    let isShell = start.words.contains {
      ["sh", "bash", "ash", "dash"].contains($0.text.split(separator: "/").last)
    }
    return !isOtherBinary || isShell || names.contains(file.path.name)
      || !programNames.isDisjoint(with: names)
  }
}
