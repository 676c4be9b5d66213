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
    var requests = stated(facts.service, facts.start) { facts.mayStart($0) }
    let own = Set(facts.service.environment.map(\.name))
    for (index, variable) in facts.image.config.execution.environment.enumerated() {
      let parts = variable.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, !own.contains(parts[0]) else { continue }
      requests += read(parts[0], parts[1], .config("Env[\(index)]")) { facts.mayStart($0) }
    }
    return requests.sorted { $0.bytes > $1.bytes }
  }

  /// What a service's own file requests, whatever its image, the largest first.
  static func all(_ service: Service) -> [MemoryRequest] {
    let start = StartCommand(service, ImageConfig.Execution())
    return stated(service, start) { _ in true }.sorted { $0.bytes > $1.bytes }
  }

  /// - Parameter mayStart: whether the container may run one of some programs.
  private static func stated(
    _ service: Service, _ start: StartCommand, mayStart: (Set<String>) -> Bool
  ) -> [MemoryRequest] {
    var requests: [MemoryRequest] = []
    let own = Dictionary(service.environment.map { ($0.name, $0) }) { $1 }
    for (name, variable) in own.sorted(by: { $0.key < $1.key }) {
      requests += read(name, variable.value ?? "", .compose(key: variable.key), mayStart)
    }
    // A word that only the run time knows names no amount; the others stand.
    let words = start.words
    let isMemcached =
      service.image?.value.shortName == "memcached" || words.contains { $0.text.hasSuffix("memcached") }
    for (index, word) in words.enumerated() {
      let texts = word.text.split(whereSeparator: \.isWhitespace).map(String.init)
      requests += options(texts, word.place)
      guard index + 1 < words.count else { continue }
      let next = words[index + 1]
      requests += pair(word.text, next.text, next.place)
      if isMemcached, ["-m", "--memory-limit"].contains(word.text),
        let bytes = amount(next.text, unit: 1 << 20)
      {
        requests.append(MemoryRequest(bytes: bytes, text: "\(word.text) \(next.text)", place: next.place))
      }
    }
    return requests
  }

  private static func read(
    _ name: String, _ value: String, _ place: SymbolicLocation, _ mayStart: (Set<String>) -> Bool
  ) -> [MemoryRequest] {
    if let runtime = runtimes.first(where: { $0.variables.contains(name) }) {
      guard mayStart(runtime.programs) else { return [] }
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
    guard let unit = pairs[option], let bytes = amount(value, unit: unit) else { return [] }
    return [MemoryRequest(bytes: bytes, text: "\(option) \(value)", place: place)]
  }

  /// Options before their amount, each with the bytes of a number without a unit.
  private static let pairs = [
    "--maxmemory": 1, "--max-old-space-size": 1 << 20, "--innodb-buffer-pool-size": 1,
    "--innodb_buffer_pool_size": 1, "--wiredTigerCacheSizeGB": 1 << 30,
  ]

  /// Each with the bytes of a number without a unit.
  private static let prefixes: [(String, Int)] = [
    ("-Xmx", 1), ("-Xms", 1), ("-XX:MaxHeapSize=", 1), ("-XX:MaxRAM=", 1), ("-XX:InitialHeapSize=", 1),
    ("--max-old-space-size=", 1 << 20), ("--max_old_space_size=", 1 << 20), ("--maxmemory=", 1),
    ("shared_buffers=", 8 << 10), ("-cshared_buffers=", 8 << 10), ("--shared_buffers=", 8 << 10),
    ("--shared-buffers=", 8 << 10), ("--innodb-buffer-pool-size=", 1), ("--innodb_buffer_pool_size=", 1),
    ("--wiredTigerCacheSizeGB=", 1 << 30),
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
