import Findings
import Foundation
import Gate
import Reports
import TestSupport
import Testing

import struct Compose.Options

/// Five systems that were audited by hand: the compose files of each give what people found there, say nothing of
/// what is good, and nothing at all once they are repaired.
struct SystemsTests {
  /// A system's folder in `testdata/systems`, and the files that make its project.
  struct System: Sendable, CustomTestStringConvertible {
    let name: String
    let files: [String]
    var testDescription: String { name }

    static let all = [
      System(name: "ai-ia", files: ["compose.yaml", "compose.production.yaml", "compose.staging.yaml"]),
      System(name: "autocusto", files: ["compose.yaml"]),
      System(name: "cartie", files: ["deploy/compose.yaml"]),
      System(name: "pazpaz", files: ["compose.yaml"]),
      System(name: "v-edfinance", files: ["compose.yaml", "compose.monitoring.yaml"]),
    ]

    func path(_ file: String) -> String { TestData.path("systems/\(name)/\(file)") }

    func run(_ variant: String = "") -> ComposeCheck.Result {
      ComposeCheck().run(Options(files: files.map { path(variant + $0) }))
    }
  }

  /// One line of `expected.txt`: `FILE RULE KEY`, or `silent RULE KEY` for what must not be told at a key or below.
  struct Line: CustomStringConvertible {
    let file: String
    let rule: String
    let key: String
    var isSilent: Bool { file == "silent" }
    var description: String { "\(file) \(rule) \(key)" }

    init?(_ text: Substring) {
      let parts = text.split(separator: " ").map(String.init)
      guard parts.count == 3 else { return nil }
      (file, rule, key) = (parts[0], parts[1], parts[2])
    }

    func covers(_ finding: Finding) -> Bool {
      let place = finding.location.key ?? ""
      return finding.rule == rule && (place == key || place.hasPrefix(key + "."))
    }
  }

  @Test(arguments: System.all) func whatPeopleFoundIsFound(_ system: System) throws {
    let result = system.run()
    #expect(result.incomplete.map(\.what) == [])
    let table = String(decoding: try TestData.bytes("systems/\(system.name)/expected.txt"), as: UTF8.self)
    let texts = table.split(separator: "\n").filter { !$0.hasPrefix("#") }
    let lines = try texts.map { try #require(Line($0), "\($0) is no FILE RULE KEY") }
    #expect(lines.contains { !$0.isSilent })
    for line in lines where !line.isSilent {
      let file = URL(filePath: system.path(line.file)).standardizedFileURL.path
      let found = result.findings.filter { finding in
        finding.rule == line.rule && finding.location.key == line.key
          && finding.location.file.map { URL(filePath: $0).standardizedFileURL.path } == file
      }
      #expect(found.count == 1, "\(line)")
    }
    for line in lines where line.isSilent {
      #expect(result.findings.filter(line.covers).map(\.message) == [], "\(line)")
    }
    // What a reviewer would ask to change is in the table: anything else of medium or more is a false alarm.
    for finding in result.findings where finding.severity >= .medium {
      let isExpected = lines.contains {
        !$0.isSilent && $0.rule == finding.rule && $0.key == finding.location.key
      }
      #expect(isExpected, "\(finding.rule) at \(finding.location.key ?? ""): \(finding.message)")
    }
  }

  @Test(arguments: System.all) func nothingIsFoundOnceItIsRepaired(_ system: System) {
    let result = system.run("fixed/")
    #expect(result.summary?.services.isEmpty == false)
    #expect(result.findings.map { "\($0.rule) at \($0.location.key ?? ""): \($0.message)" } == [])
    #expect(result.incomplete.map(\.what) == [])
    #expect(result.notes == [])
  }
}
