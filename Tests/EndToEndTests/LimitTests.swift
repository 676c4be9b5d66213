import ArchiveIO
import Foundation
import Gate
import Images
import TestSupport
import Testing

/// Every limit has a name, a default, a flag and a line in the documentation, and what it cuts off is said by its name.
struct LimitTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private func shown(_ setting: RunLimits.Setting) -> String {
    let units: [(String, Int64)] =
      setting.isBytes ? [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)] : []
    let value = setting.standard
    return units.first { value >= $0.1 && value % $0.1 == 0 }.map { "\(value / $0.1)\($0.0)" } ?? "\(value)"
  }

  @Test func `the documentation has a line for each limit`() throws {
    let text = try String(contentsOf: Self.root.appending(path: "docs/limits.md"), encoding: .utf8)
    let lines = RunLimits.settings.map { "| `\($0.name)` | \(shown($0)) | \($0.summary) |" }
    #expect(text.split(separator: "\n").filter { $0.hasPrefix("| `") }.map(String.init) == lines)
    #expect(RunLimits.settings.map(\.name) == RunLimits.settings.map(\.name).sorted())
  }

  @Test func `every limit is named by a message, and each that a message names can be set`() throws {
    let sources = Self.root.appending(path: "Sources")
    let names = try #require(FileManager.default.enumerator(atPath: sources.path))
    var named: Set<String> = []
    for case let name as String in names where name.hasSuffix(".swift") {
      let text = try String(contentsOf: sources.appending(path: name), encoding: .utf8)
      named.formUnion(text.matches(of: /\(--limit ([a-z-]+)\)/).map { String($0.1) })
    }
    let settings = Set(RunLimits.settings.map(\.name))
    #expect(named == settings)
  }

  @Test func `a limit is set by its name, in plain numbers or units`() throws {
    var limits = RunLimits()
    for setting in RunLimits.settings {
      try limits.set(setting.name, to: "7")
      #expect(setting.value(in: limits) == 7, "\(setting.name)")
    }
    try limits.set("unpacked-bytes", to: "3GiB")
    #expect(limits.archive.unpackedBytes == 3 << 30)
    try limits.set("inside-levels", to: "9")
    #expect(limits.facts.inside.levels == 9, "jars are read under the same limits")
    for (name, text) in [
      ("packages", "0"), ("packages", "-1"), ("packages", "1KiB"), ("json-bytes", "99999999999GiB"),
      ("packages", ""), ("packags", "1"),
    ] {
      #expect(throws: RunLimits.Failure.self, "\(name)=\(text)") { try limits.set(name, to: text) }
    }
  }

  @Test func `what a limit cuts off is incomplete and names the limit`() throws {
    let image = archive("skopeo-docker.tar.zst")
    let result = try imgcheck(image, "--no-secrets", "--format", "json", "--limit", "archive-entries=2")
    #expect(result.status == 3)
    #expect(String(decoding: result.output, as: UTF8.self).contains("(--limit archive-entries)"))
    let wrong = try imgcheck(image, "--limit", "archive-entrys=2")
    #expect(wrong.status == 2)
    #expect(wrong.errorText.contains("Did you mean 'archive-entries'?"))
    #expect(try imgcheck(image, "--limit", "2").status == 2)
    #expect(try imgcheck(image, "--timeout", "soon").status == 2)
  }

  /// What stops content that unpacks to a great deal without the ratio of a bomb.
  @Test func `a layer that unpacks to more than the limit is incomplete and names it`() throws {
    let scratch = try ScratchDirectory()
    let image = try scratch.write(try LayoutBuilder([.zeros(2 << 20)]).archive(), to: "image.tar")
    let whole = try imgcheck(image, "--no-config")
    #expect(whole.status < 2, "\(whole.text)")
    let cut = try imgcheck(image, "--no-config", "--limit", "unpacked-bytes=1MiB")
    #expect(cut.status == 3)
    #expect(cut.text.contains("1048576 bytes (--limit unpacked-bytes)"), "\(cut.text)")
  }

  /// Layers each below their own limit, which would take hours together.
  @Test func `layers that unpack to more than the limit together are incomplete, and what was found stays`()
    throws
  {
    let scratch = try ScratchDirectory()
    let layers = [LayoutBuilder.Layer([TarWriter.Member("app/.env", content: "A=b\n")])]
    let image = try scratch.write(
      try LayoutBuilder(layers + (0..<3).map { .zeros(2 << 20 + $0) }).archive(), to: "image.tar")
    func answer(_ total: String) throws -> (status: Int, rules: Set<String>, why: String) {
      let report = try report(image, "--no-config", "--limit", "total-unpacked-bytes=\(total)")
      let rules = try report.object.objects("findings").compactMap { $0["rule"] as? String }
      let why = try report.object.objects("incomplete").compactMap { $0["why"] as? String }
      return (report.status, Set(rules), why.joined(separator: "\n"))
    }
    let whole = try answer("1GiB")
    #expect(whole.status < 2 && whole.rules.contains("layer-env-file"), "\(whole)")
    let cut = try answer("5MiB")
    #expect(cut.status == 3 && cut.rules.isSuperset(of: whole.rules))
    #expect(cut.why.contains("5242880 bytes (--limit total-unpacked-bytes)"), "\(cut.why)")
  }

  @Test func `a run ends when its time is over, and says so`() throws {
    let script = "sleep 8 | '\(try Program.imgcheck.path)' - --no-secrets --timeout 1"
    let result = try Program(path: "/bin/sh").run(["-c", script], seconds: 60)
    #expect(result.status == 3)
    let text = String(decoding: result.output, as: UTF8.self)
    #expect(text.contains("did not end within 1 seconds") && text.contains("--timeout"), "\(text)")
  }

  @Test func `too few open files are told before anything is read`() throws {
    let script = "ulimit -n 5; exec '\(try Program.imgcheck.path)' '\(archive("skopeo-layout"))'"
    let result = try Program(path: "/bin/sh").run(["-c", script], seconds: 60)
    #expect(result.status == 3, "\(result.errorText)")
    #expect(result.errorText.contains("ulimit -n"))
  }

  @Test func `rules in TOML with an endless key are refused`() throws {
    let scratch = try ScratchDirectory()
    let key = [String](repeating: "a", count: 200_000).joined(separator: ".")
    for text in ["[\(key)]\n", "\(key) = 1\n", "x = {\(key) = 1}\n"] {
      let rules = try scratch.write(Array(text.utf8), to: "rules.toml")
      let result = try imgcheck(archive("skopeo-docker.tar.zst"), "--secret-rules", rules)
      #expect(result.status == 2)
      #expect(result.errorText.contains("more than 32 parts"), "\(result.errorText)")
    }
  }

  @Test func `text direction marks reach no JSON as they are`() throws {
    let scratch = try ScratchDirectory()
    let file = try scratch.write(
      Array("services: {a: {image: 'a:1\u{2066}', container_name: 'b\u{202e}'}}\n".utf8), to: "compose.yaml")
    for format in ["json", "sarif"] {
      let result = try imgcheck(file, "--format", format)
      let text = String(decoding: result.output, as: UTF8.self)
      #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .format })
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(result.output)) }
    }
  }
}
