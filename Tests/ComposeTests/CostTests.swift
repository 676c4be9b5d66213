import Compose
import Findings
import Foundation
import Synchronization
import TestSupport
import Testing

/// What a hostile file may make the loader cost.
struct CostTests {
  /// How many times longer four times as much takes; the best of some runs, since others use the processor's caches too.
  private func growth(of size: Int, _ text: (Int) -> String) throws -> Double {
    func seconds(_ size: Int) throws -> Double {
      let text = text(size)
      var best = Double.infinity
      for _ in 0..<3 {
        best = min(best, try threadSeconds { _ = try load(text) })
      }
      return best
    }
    return try seconds(4 * size) / seconds(size)
  }

  @Test func `a file on one line costs no more than one on many`() throws {
    let ratio = try growth(of: 1_500) { size in
      let services = (0..<size).map { "\"s\($0)\": {\"image\": \"a:1\", \"command\": [\"ä\", \"b\"]}" }
      return "{\"services\": {\(services.joined(separator: ", "))}}"
    }
    #expect(ratio < 9, "four times as much takes \(ratio) times as long")
  }

  @Test func `aliases of an anchor far into a line cost no more than others`() throws {
    let ratio = try growth(of: 1_500) { size in
      let words = repeatElement("word", count: size).joined(separator: ", ")
      let aliases = repeatElement("*a", count: size).joined(separator: ", ")
      return "x-words: [\(words), &a b]\nx-aliases: [\(aliases)]\nservices: {a: {image: 'a:1'}}\n"
    }
    #expect(ratio < 9, "four times as much takes \(ratio) times as long")
  }

  @Test func `services and networks that name each other are found without looking through all`() throws {
    let ratio = try growth(of: 500) { size in
      let services = (0..<size).map {
        "  s\($0): {image: 'a:1', depends_on: [s\(($0 + 1) / 2)], networks: [n\($0)]}"
      }
      let networks = (0..<size).map { "  n\($0): {internal: true}" }
      return
        "services:\n\(services.joined(separator: "\n"))\nnetworks:\n\(networks.joined(separator: "\n"))\n"
        .replacing("depends_on: [s0]", with: "depends_on: []").replacing(
          "s1: {image: 'a:1', depends_on: [s1]", with: "s1: {image: 'a:1'")
    }
    #expect(ratio < 9, "four times as much takes \(ratio) times as long")
  }

  @Test func `places on one line are those of the text`() throws {
    let project = try load(
      "{services: {ä: {image: 'a:1', command: [x, &b ö]}, c: {image: 'c:1', command: [*b, *b]}}}")
    let service = try #require(project.services.last)
    let site = try #require(project.site(of: service.key))
    #expect(site.span.start.column == 52)
    #expect(site.span.start.offset == 53)
    let first = try #require(project.node(at: "services[\"ä\"].command")?.items)
    #expect(first.map(\.span.start.column) == [41, 47])
    let command = try #require(project.node(at: "services.c.command")?.items)
    #expect(command.map(\.span.start.column) == [47, 47])
    #expect(command.flatMap(\.usedAt).map(\.start.column) == [80, 84])
  }

  @Test func `a range of ports stays one entry`() throws {
    let project = try load("services: {a: {image: 'a:1', ports: ['1-65535:1-65535', '80-90:80']}}")
    let ports = project.services[0].ports
    #expect(ports.map(\.target.description) == ["1-65535", "80"])
    #expect(ports.map { $0.published?.description } == ["1-65535", "80-90"])
  }

  @Test func `a range is printed as its ports, and a long one as it is written`() throws {
    let project = try load(
      "services: {a: {image: 'a:1', ports: ['10.0.0.1:8000-8001:80-81/udp', '[::1]:1-65535:1-65535/udp']}}")
    let lines = EffectiveText(project).text.split(separator: "\n").map { $0.prefix { $0 != "#" } }
    #expect(lines.filter { $0.contains("target: ") }.map { $0.filter(\.isNumber) } == ["80", "81"])
    #expect(lines.filter { $0.contains("published: ") }.map { $0.filter(\.isNumber) } == ["8000", "8001"])
    #expect(lines.contains { $0.contains("- \"[::1]:1-65535:1-65535/udp\"") })
  }

  @Test(arguments: ["[", "{a: ", "- "]) func `what is too deep is refused before it is followed`(
    opening: String
  ) {
    let closing = ["[": "]", "{a: ": "}"][opening] ?? ""
    let nested = String(repeating: opening, count: 990) + "b" + String(repeating: closing, count: 990)
    let text = opening == "- " ? "x-a:\n  \(nested)\nservices: {}\n" : "x-a: \(nested)\nservices: {}\n"
    let said = errorOnSmallStack(text, bytes: 512 << 10)
    #expect(said?.contains("nested deeper than 100 levels") == true, "\(said ?? "nothing")")
  }

  /// The tree that Yams makes of a text with tags took more than a quarter of a megabyte in a build for development.
  @Test func `what is as deep as allowed needs no large stack, with a tag and without`() {
    let nested = String(repeating: "[", count: 98) + String(repeating: "]", count: 98)
    for tag in ["", "!!str "] {
      let text = "x-a: \(nested)\nx-b: \(tag)b\nservices: {a: {image: 'a:1'}}\n"
      #expect(errorOnSmallStack(text, bytes: 256 << 10) == nil)
    }
  }

  /// The error of a load on a thread with a stack of so many bytes; nil where there is none.
  private func errorOnSmallStack(_ text: String, bytes: Int) -> String? {
    final class Answer: Sendable {
      let text = Mutex<String?>(nil)
    }
    let answer = Answer()
    let ended = DispatchSemaphore(value: 0)
    let thread = Thread {
      do {
        _ = try load(text)
      } catch {
        answer.text.withLock { $0 = "\(error)" }
      }
      ended.signal()
    }
    thread.stackSize = bytes
    thread.start()
    ended.wait()
    return answer.text.withLock { $0 }
  }

  @Test func `a file with too many values is not told to remove aliases that it does not have`() throws {
    let lines = (0..<100_001).map { "V\($0): x\n" }.joined()
    let error = try #require(throws: LoadError.self) {
      try load("x-a:\n  " + lines.replacing("\n", with: "\n  ") + "\n")
    }
    #expect(error.description.contains("more than 100000 values (--limit yaml-nodes); split the file"))
    #expect(!error.description.contains("alias"))
  }

  @Test func `what is there and no file is named as what it is`() throws {
    var reader = FileReader([
      "compose.yaml": """
      include: [/dev/zero]
      services: {a: {image: 'a:1', env_file: [/dev/null]}, b: {extends: {file: pipe, service: c}}}
      """
    ])
    reader.obstacle = { $0 == "pipe" ? "a pipe" : $0.hasPrefix("/dev/") ? "a device" : nil }
    let project = try Project.load(Options(files: ["compose.yaml"]), reader: reader)
    #expect(project.said(.refused).contains { $0.contains("/dev/zero is a device, not a regular file") })
    #expect(project.said(.refused).contains { $0.contains("pipe is a pipe, not a regular file") })
    #expect(project.said(.unknown).contains { $0.contains("/dev/null is a device, not a regular file") })
    #expect(throws: LoadError.notCompose(file: "pipe", reason: "it is a pipe, not a regular file")) {
      try Project.load(Options(files: ["pipe"]), reader: reader)
    }
  }
}
