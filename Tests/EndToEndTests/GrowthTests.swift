import ArchiveIO
import Foundation
import Synchronization
import TestSupport
import Testing

/// Each kind of input that a file can make large costs time that grows as it does, and not as its square.
@Suite(.serialized) struct GrowthTests {
  /// An input of a size.
  struct Kind: Sendable, CustomTestStringConvertible {
    let name: String
    /// A size that costs a moment.
    let size: Int
    let file: String
    /// What is done with it.
    var command = "--no-secrets --no-config --no-cache --format json"
    let make: @Sendable (Int) throws -> [UInt8]

    var testDescription: String { name }
  }

  private static func compose(_ name: String, _ size: Int, _ text: @escaping @Sendable (Int) -> String)
    -> Kind
  {
    Kind(name: name, size: size, file: "compose.yaml") { Array(text($0).utf8) }
  }

  private static func image(
    _ name: String, _ size: Int, _ layers: @escaping @Sendable (Int) -> [[TarWriter.Member]]
  ) -> Kind {
    Kind(name: name, size: size, file: "image.tar") { size in
      try LayoutBuilder(layers(size).map { LayoutBuilder.Layer($0) }).archive()
    }
  }

  /// What makes findings and repairs of many kinds in each service.
  private static func services(_ count: Int) -> String {
    "services:\n"
      + lines(count) { "  s\($0):\n    image: a\n    privileged: true\n    ports: ['\(20_000 + $0):80']\n" }
  }

  /// All formats in one run, whose time is mostly theirs.
  private static let formats = Kind(
    name: "services in all formats", size: 20, file: "compose.yaml",
    command: "--no-secrets --no-config --format json"
      + ["sarif", "html", "markdown", "junit", "csv", "text", "gitlab-codequality"].map {
        " -o \($0)=@/\($0)"
      }
      .joined()
  ) { Array(services($0).utf8) }

  private static func lines(_ count: Int, _ line: (Int) -> String) -> String {
    (0..<count).map(line).joined()
  }

  /// `IMGCHECK_GROWTH_FILE=image.tar` tries only the kinds of that file.
  static let kinds: [Kind] =
    ([formats] + inputs + [
      Kind(name: "repairs", size: 50, file: "compose.yaml", command: "fix --no-config") {
        Array(services($0).utf8)
      }
    ]).filter { [nil, $0.file].contains(ProcessInfo.processInfo.environment["IMGCHECK_GROWTH_FILE"]) }

  private static let inputs: [Kind] = [
    compose("services", 50) { "services:\n" + lines($0) { "  s\($0): {image: 'a:1'}\n" } },
    compose("services that wait for each other", 50) {
      "services:\n  s0: {image: 'a:1'}\n"
        + lines($0) { "  s\($0 + 1): {image: 'a:1', depends_on: [s\($0)]}\n" }
    },
    compose("services with a secret each", 100) {
      "services:\n" + lines($0) { "  s\($0): {image: 'a:1', secrets: [k\($0)]}\n" } + "secrets:\n"
        + lines($0) { "  k\($0): {file: ./k\($0)}\n" }
    },
    compose("services with an exception each", 200) {
      "services:\n"
        + lines($0) {
          "  s\($0):\n    image: a:1\n    privileged: true # imgcheck: allow[compose-privileged] a\n"
        }
    },
    compose("services in one namespace", 200) {
      "services:\n  s0: {image: 'a:1'}\n"
        + lines($0) { "  s\($0 + 1): {image: 'a:1', network_mode: 'service:s\($0)'}\n" }
    },
    compose("services with a profile each", 200) {
      "services:\n" + lines($0) { "  s\($0): {image: 'a:1', profiles: [p\($0)]}\n" }
    },
    compose("services with a network each", 50) {
      "services:\n" + lines($0) { "  s\($0): {image: 'a:1', networks: [n\($0)]}\n" } + "networks:\n"
        + lines($0) { "  n\($0): {}\n" }
    },
    compose("services on one line", 50) {
      "{services: {" + (0..<$0).map { "s\($0): {image: 'a:1'}" }.joined(separator: ", ") + "}}"
    },
    compose("services with all ports", 50) {
      "services:\n" + lines($0) { "  s\($0): {image: 'a:1', ports: ['1-65535:1-65535']}\n" }
    },
    compose("published ports", 50) {
      "services:\n"
        + lines($0) { "  s\($0): {image: 'a:1', ports: ['127.0.\($0 / 250).\($0 % 250 + 1):80:80']}\n" }
    },
    compose("ports of a range", 8_000) {
      "services:\n  a: {image: 'a:1', ports: ['1-\($0):1-\($0)']}\n  b: {image: 'b:1', ports: ['1-\($0):1-\($0)']}\n"
    },
    compose("variables", 1_000) {
      "services:\n  a:\n    image: 'a:1'\n    environment:\n" + lines($0) { "      V\($0): x\($0)\n" }
    },
    image("packages of dpkg", 700) { size in
      let status = lines(size) {
        "Package: p\($0)\nStatus: install ok installed\nVersion: 1.\($0)\nArchitecture: amd64\nDepends: p\($0 + 1)\n\n"
      }
      return [[TarWriter.Member("var/lib/dpkg/status", content: status)]]
    },
    image("packages of npm", 400) { size in
      [
        (0..<size).map {
          TarWriter.Member(
            "app/node_modules/p\($0)/package.json",
            content: "{\"name\": \"p\($0)\", \"version\": \"1.0.\($0)\"}")
        }
      ]
    },
    image("entries of one path", 3_000) { [(0..<$0).map { TarWriter.Member("app/x", content: "\($0)") }] },
    image("files", 2_000) { [(0..<$0).map { TarWriter.Member("app/f\($0)", content: "x") }] },
    image("files that a layer deletes", 1_000) { size in
      [
        (0..<size).map { TarWriter.Member("app/f\($0)", content: "x") },
        (0..<size).map { TarWriter.Member("app/.wh.f\($0)") },
      ]
    },
    image("layers", 60) { size in (0..<size).map { [TarWriter.Member("app/f", content: "\($0)")] } },
    image("accounts", 2_000) { size in
      [[TarWriter.Member("etc/passwd", content: lines(size) { "u\($0):x:\($0 + 1):\($0 + 1)::/:/bin/sh\n" })]]
    },
    image("files of a jar", 2_000) { size in
      var jar = ZipWriter()
      for number in 0..<size {
        jar.store("META-INF/maven/g/a\(number)/pom.properties", Array("version=1\n".utf8))
      }
      var member = TarWriter.Member("app/a.jar")
      member.content = jar.bytes
      return [[member]]
    },
    Kind(name: "files of a zip that lie over each other", size: 1_000, file: "image.tar", command: searched) {
      var zip = ZipWriter()
      zip.isOverlaid = true
      for number in 0..<$0 { zip.store("f\(number)", Array("x\n".utf8)) }
      var member = TarWriter.Member("app/a.zip")
      member.content = zip.bytes
      return try LayoutBuilder([LayoutBuilder.Layer([member])]).archive()
    },
    Kind(name: "sparse files of 60 GiB", size: 300, file: "image.tar", command: searched) { size in
      var tar = TarWriter()
      for number in 0..<size { tar.addSparse("app/f\(number)", size: 60 << 30, content: "abcde") }
      var layer = LayoutBuilder.Layer([])
      layer.tar = tar.finish()
      layer.blob = layer.tar
      return try LayoutBuilder([layer]).archive()
    },
    Kind(name: "KiB of a packed layer", size: 1_000, file: "image.tar", command: searched) {
      try LayoutBuilder([.zeros($0 << 10)]).archive()
    },
    Kind(name: "lines of a file with secrets", size: 200, file: "image.tar", command: searched) { size in
      // In pieces, so that no scanner finds them here.
      let lines = lines(size) { "token\($0) = \"glpat-" + "Zx81vBq3Lm7TyW\(100_000 + $0)\"\n" }
      return try LayoutBuilder([LayoutBuilder.Layer([TarWriter.Member("app/config.ini", content: lines)])])
        .archive()
    },
  ]

  private static let searched = "--no-config --no-cache --format json"

  /// What the least input of its kind costs, by what is done with it: a program's start is no growth.
  private static let starts = Mutex<[String: Double]>([:])

  /// - Parameter again: whether to measure it again, since the machine may have been busy.
  private func start(_ kind: Kind, again: Bool) throws -> Double {
    let name = "\(kind.command) \(kind.file)"
    let known = Self.starts.withLock { $0[name] }
    if let known, !again { return known }
    let measured = try cost(kind, 1)
    try #require(measured > 0, "a run took no time")
    let cost = min(measured, known ?? measured)
    Self.starts.withLock { $0[name] = cost }
    return cost
  }

  private func cost(_ kind: Kind, _ size: Int) throws -> Double {
    let scratch = try ScratchDirectory()
    let path = try scratch.write(try kind.make(size), to: kind.file)
    // Other files are written beside it.
    let command = kind.command.replacing("@", with: scratch.path("."))
    return try RunCost.of(command.split(separator: " ").map(String.init) + [path])
  }

  /// `IMGCHECK_GROWTH=all` tries the steps between too, with four times as much of everything, for the nightly run;
  /// `IMGCHECK_GROWTH=instructions` counts them, for `benchmarks/growth`.
  private static let isThorough = ProcessInfo.processInfo.environment["IMGCHECK_GROWTH"] == "all"
  private static let steps = isThorough || RunCost.isCounted ? [2, 4, 8] : [8]

  @Test(arguments: kinds) func `eight times as much costs about eight times as much work`(kind: Kind) throws {
    try #require(
      !RunCost.isCounted || RunCost.unitName == "instructions", "neither perf nor valgrind can count")
    let size = Self.isThorough ? kind.size * 4 : kind.size
    var costs: [Int: Double] = [:]
    var (single, ratios) = (0.0, [Double]())
    for attempt in 1...RunCost.attempts {
      let start = try start(kind, again: attempt > 1)
      for step in [1] + Self.steps {
        costs[step] = min(try cost(kind, step * size), costs[step] ?? .infinity)
      }
      func growth(_ step: Int) -> Double { (costs[step] ?? 0) - start }
      single = max(growth(1), RunCost.least)
      ratios = Self.steps.map { growth($0) / single }
      if zip(Self.steps, ratios).allSatisfy({ $1 < RunCost.slack * Double($0) }) { break }
    }
    for (step, ratio) in zip(Self.steps, ratios) {
      #expect(
        ratio < RunCost.slack * Double(step),
        "\(kind.name): \(step * size) cost \(ratio) times what \(size) do, \(single) \(RunCost.unitName)")
    }
    guard Self.steps.count > 1, let last = ratios.last else { return }
    // A line in the table of benchmarks/growth; the slope of a line is 1 and of a square 2.
    let fields = [single] + ratios + [log(last) / log(8)]
    print("growth\t\(kind.name)\t" + fields.map { "\($0)" }.joined(separator: "\t"))
  }
}
