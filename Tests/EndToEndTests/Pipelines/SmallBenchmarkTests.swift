import Foundation
import TestSupport
import Testing

/// `benchmarks/small` in CI: a number above its bound is a failure.
@Suite struct SmallBenchmarkTests {
  private func compare(_ measured: String, _ bounds: String) throws -> Program.Result {
    let folder = try ScratchDirectory()
    try folder.write(Array(measured.utf8), to: "measured")
    try folder.write(Array(bounds.utf8), to: "bounds")
    return try Pipeline.run(
      "\"$ROOT/benchmarks/small\" --compare measured bounds", in: folder, environment: ["ROOT": Pipeline.root]
    )
  }

  @Test func `numbers within their bounds pass, and those above fail`() throws {
    let bounds = "# at most\nstart 60\nratio 2.5\n"
    let good = try compare("start 60\nratio 1.74\n", bounds)
    #expect(good.status == 0 && good.text.contains("ok"), "\(good.text)\(good.errorText)")
    let slow = try compare("start 61\nratio 1.74\n", bounds)
    #expect(slow.status == 1 && slow.text.contains("ABOVE"), "\(slow.text)")
    #expect(try compare("start 50\n", "start 1\n").status == 1)
  }

  @Test func `what has no bound, or was not measured, is no success`() throws {
    #expect(try compare("new 1\n", "start 60\n").status == 1)
    #expect(try compare("", "start 60\n").status == 1)
  }

  @Test func `the bounds of the repository name what is measured`() throws {
    let script = try String(contentsOfFile: "\(Pipeline.root)/benchmarks/small", encoding: .utf8)
    let bounds = try String(contentsOfFile: "\(Pipeline.root)/benchmarks/small-bounds", encoding: .utf8)
    let names = script.matches(of: /(?m)^ +(?:count|ratio) ([a-z-]+)/).map { String($0.1) }
    let known = bounds.split(separator: "\n").filter { !$0.hasPrefix("#") }
      .compactMap { $0.split(separator: " ").first.map(String.init) }
    #expect(!names.isEmpty)
    #expect(Set(known) == Set(names))
  }
}
