import Foundation
import TestSupport
import Testing

/// What a run of the program costs the processor, without what the system does for it: instructions where `perf` is
/// installed and may count them, which a busy machine does not change, else seconds.
struct RunCost {
  private enum Unit {
    case instructions(Program)
    case seconds
  }

  private static let unit: Unit = {
    guard let perf = Program(named: "perf"), let nothing = Program(named: "true") else { return .seconds }
    do {
      return try instructions(perf, [nothing.path]) == nil ? .seconds : .instructions(perf)
    } catch {
      return .seconds
    }
  }()

  static var unitName: String {
    switch unit {
    case .instructions: "instructions"
    case .seconds: "seconds"
    }
  }

  /// What is too little to tell anything: 50 ms, or what the processor does in them.
  static var least: Double {
    switch unit {
    case .instructions: 150_000_000
    case .seconds: 0.05
    }
  }

  /// What `imgcheck` costs with the arguments, whatever its verdict.
  static func of(_ arguments: [String]) throws -> Double {
    let command = try [Program.imgcheck.path] + arguments
    switch unit {
    case .instructions(let perf): return try #require(try instructions(perf, command))
    case .seconds: return try seconds(command)
    }
  }

  /// nil where they cannot be counted.
  private static func instructions(_ perf: Program, _ command: [String]) throws -> Double? {
    let scratch = try ScratchDirectory()
    let counts = scratch.path("counts")
    let result = try perf.run(
      ["stat", "-x", ",", "-e", "instructions:u", "-o", counts, "--"] + command, seconds: 300)
    try #require(!result.isTimedOut)
    let text = String(decoding: FileManager.default.contents(atPath: counts) ?? Data(), as: UTF8.self)
    let line = text.split(separator: "\n").first { $0.contains("instructions") }
    return line?.split(separator: ",").first.flatMap { Double($0) }
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
