import Foundation
import TestSupport
import Testing

/// What a run of the program costs the processor, without what the system does for it: instructions where `perf` is
/// installed and may count them, which a busy machine does not change, else seconds; by valgrind where they must be counted.
struct RunCost {
  private enum Unit {
    case perf(Program)
    case valgrind(Program)
    case seconds
  }

  /// Whether only instructions will do, whatever counting them takes (`IMGCHECK_GROWTH=instructions`).
  static let isCounted = ProcessInfo.processInfo.environment["IMGCHECK_GROWTH"] == "instructions"

  private static let unit: Unit = {
    do {
      if let perf = Program(named: "perf"), let nothing = Program(named: "true"),
        try instructions(perf, [nothing.path]) != nil
      {
        return .perf(perf)
      }
    } catch {
      // What does not start counts nothing.
    }
    return isCounted ? Program(named: "valgrind").map { .valgrind($0) } ?? .seconds : .seconds
  }()

  static var unitName: String {
    switch unit {
    case .perf, .valgrind: "instructions"
    case .seconds: "seconds"
    }
  }

  /// What is too little to tell anything: 50 ms, or what the processor does in them; where a count is all, what differs
  /// between two runs.
  static var least: Double {
    switch unit {
    case .perf, .valgrind: isCounted ? 5_000_000 : 150_000_000
    case .seconds: 0.05
    }
  }

  /// How much faster than its input a cost may grow up to eight times as much; a square would be 8 times faster. Tables grow in
  /// steps, and what is sorted takes a little more for each.
  static var slack: Double { isCounted ? 1.5 : 2 }

  /// How often to measure what seems to grow too fast: a busy machine makes a run slower and none faster.
  static var attempts: Int {
    switch unit {
    case .perf, .valgrind: 1
    case .seconds: 4
    }
  }

  /// What `imgcheck` costs with the arguments, whatever its verdict; `IMGCHECK` names another than the one beside the tests.
  static func of(_ arguments: [String]) throws -> Double {
    let program = try ProcessInfo.processInfo.environment["IMGCHECK"] ?? Program.imgcheck.path
    let command = [program] + arguments
    switch unit {
    case .perf(let perf): return try #require(try instructions(perf, command))
    case .valgrind(let valgrind): return try #require(try emulated(valgrind, command))
    case .seconds: return try seconds(command)
    }
  }

  /// nil where they cannot be counted.
  private static func instructions(_ perf: Program, _ command: [String]) throws -> Double? {
    let text = try counts(perf) { ["stat", "-x", ",", "-e", "instructions:u", "-o", $0, "--"] + command }
    let line = text.split(separator: "\n").first { $0.contains("instructions") }
    return line?.split(separator: ",").first.flatMap { Double($0) }
  }

  /// Those that valgrind carries out in the processor's place.
  private static func emulated(_ valgrind: Program, _ command: [String]) throws -> Double? {
    let text = try counts(valgrind) {
      ["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", "--log-file=\($0)"] + command
    }
    let line = text.split(separator: "\n").first { $0.contains("refs:") }
    return line?.split(separator: " ").last.flatMap { Double($0.filter { $0 != "," }) }
  }

  /// What a tool writes to the file that its arguments name.
  private static func counts(_ tool: Program, _ arguments: (String) -> [String]) throws -> String {
    let scratch = try ScratchDirectory()
    let path = scratch.path("counts")
    let result = try tool.run(arguments(path), seconds: 600)
    try #require(!result.isTimedOut)
    return String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }

  private static func seconds(_ command: [String]) throws -> Double {
    let result = try Program(path: "/bin/sh").run(
      ["-c", #""$@" >/dev/null 2>&1; times"#, "sh"] + command, seconds: 300)
    try #require(!result.isTimedOut)
    // The second line is of what the shell started: `0m1.234s 0m0.100s`.
    let line = result.text.split(separator: "\n").last
    let field = try #require(line?.split(separator: " ").first)
    let parts = field.dropLast().split(separator: "m").compactMap { Double($0) }
    try #require(parts.count == 2)
    return parts[0] * 60 + parts[1]
  }
}
