import Foundation
import TestSupport
import Testing

/// What the machine does to a run: it never passes for a verdict, and no file stays that is none.
@Suite(.serialized) struct FaultTests {
  private static let image = archive("docker-26-several.tar")

  /// What a script of the shell prints; `$0` is the program, `$1` the image.
  ///
  /// dash would wait for a child by SIGCHLD, which may be blocked in what the tests start; bash asks the kernel.
  private func shell(_ script: String, in directory: String = "/") throws -> String {
    let result = try Program(path: "/bin/bash").run(
      ["-c", "cd '\(directory)'; \(script)", try Program.imgcheck.path, Self.image], seconds: 120)
    try #require(!result.isTimedOut)
    return String(decoding: result.output, as: UTF8.self)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func `a report that finds no room is status 2`() throws {
    #expect(try shell(#""$0" "$1" --no-secrets --format json 2>/dev/null >/dev/full; echo $?"#) == "2\n")
    #expect(try shell(#"{ "$0" "$1" --no-secrets 2>/dev/null >&-; } ; echo $?"#) == "2\n")
  }

  /// A full disk, for who may not mount a small one.
  @Test func `a report that may not grow to its size is status 2, and nothing stays of it`() throws {
    let scratch = try ScratchDirectory()
    let options = "--no-secrets --no-config --no-cache --format json"
    let script = """
      (ulimit -f 1; "$0" "$1" \(options) -o json=out.json 2>&1 >/dev/null); echo $?; ls -A
      (ulimit -f 1; "$0" "$1" \(options) 2>/dev/null >short); echo $?
      """
    let lines = try shell(script, in: scratch.url.path).split(separator: "\n")
    #expect(lines.count == 3 && lines[0].contains("'out.json': File too large"), "\(lines)")
    #expect(lines.dropFirst() == ["2", "2"], "\(lines)")
  }

  @Test func `a reader that went away ends the run by the signal, and no pass`() throws {
    let script =
      #"{ "$0" "$1" --no-secrets --format json 2>/dev/null; echo $? >&3; } 3>status | true; cat status"#
    let scratch = try ScratchDirectory()
    let status = try #require(Int(try shell(script, in: scratch.url.path).dropLast()))
    #expect([1, 2, 128 + 13].contains(status), "\(status)")
  }

  @Test func `a signal leaves no file but a whole report, and tells its number`() throws {
    let scratch = try ScratchDirectory()
    var random = FixedRandom(seed: 18)
    for number in 0..<8 {
      let (name, value) = number % 2 == 0 ? ("TERM", 15) : ("INT", 2)
      let delay = Double.random(in: 0.005...0.5, using: &random)
      // A shell starts what it leaves in the background with SIGINT ignored, which `env` undoes where it can.
      let script = """
        env --default-signal=INT "$0" "$1" --no-secrets -o json=out.json -o sarif=out.sarif >/dev/null 2>&1 &
        sleep \(delay); kill -\(name) $! 2>/dev/null; wait $!; echo $?; ls -A
        """
      let lines = try shell(script, in: scratch.url.path).split(separator: "\n").map(String.init)
      let status = try #require(lines.first.flatMap { Int($0) })
      // A run that was quicker has its verdict.
      #expect([128 + value, 1].contains(status), "\(name) after \(delay) s: \(status)")
      #expect(Set(lines.dropFirst()).isSubset(of: ["out.json", "out.sarif"]), "\(lines)")
      for file in lines.dropFirst() {
        let data = try Data(contentsOf: scratch.url.appending(path: file))
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: data) }
        try FileManager.default.removeItem(at: scratch.url.appending(path: file))
      }
    }
  }

  /// Four layers, each large enough to be kept in the cache of layers.
  private static func layered() throws -> [UInt8] {
    let layers = (0..<4).map { layer in
      LayoutBuilder.Layer(
        (0..<40).map { .init("app/\(layer)/f\($0)", content: String(repeating: "\($0) x\n", count: 2_000)) })
    }
    return try LayoutBuilder(layers).archive()
  }

  @Test func `a run that is killed while it keeps layers leaves none that changes a later report`() throws {
    let scratch = try ScratchDirectory()
    let image = try scratch.write(try Self.layered(), to: "image.tar")
    let run = "\"$0\" '\(image)' --no-secrets --no-config --format json --cache cache"
    let plain = try shell("\"$0\" '\(image)' --no-secrets --no-config --format json --no-cache")
    var random = FixedRandom(seed: 3)
    for _ in 0..<4 {
      let delay = Double.random(in: 0.1...0.8, using: &random)
      let script = "\(run) >/dev/null 2>&1 & sleep \(delay); kill -KILL $! 2>/dev/null; wait $!; ls -A cache"
      let names = try shell(script, in: scratch.url.path).split(separator: "\n")
      #expect(names.allSatisfy { $0 == "key" || $0.hasSuffix(".layer") }, "\(names)")
      // A half of the layers may be there: the next run takes these and no other.
      if names.count > 1 { #expect(try shell("\(run) 2>/dev/null", in: scratch.url.path) == plain) }
    }
    #expect(try shell("\(run) 2>/dev/null", in: scratch.url.path) == plain)
    #expect(try shell("ls cache | grep -c layer$", in: scratch.url.path) == "4\n")
  }

  @Test func `runs side by side that write one file leave a whole report`() throws {
    let scratch = try ScratchDirectory()
    let script = """
      for n in 1 2 3 4; do "$0" "$1" --no-secrets -o json=out.json >/dev/null 2>&1 & done; wait
      "$0" "$1" --no-secrets -o json=alone.json >/dev/null 2>&1
      cmp out.json alone.json && ls -A
      """
    #expect(try shell(script, in: scratch.url.path) == "alone.json\nout.json\n")
  }

  /// Swift ends a process that gets no memory; what must not be is that it passes.
  @Test(arguments: [200_000, 300_000, 600_000, 1_200_000])
  func `little memory is a verdict or no pass`(space: Int) throws {
    let script = #"ulimit -v \#(space) || exit; "$0" "$1" --no-secrets >/dev/null 2>&1; echo $?"#
    let text = try shell(script)
    // A system that limits no address space answers nothing.
    guard let status = Int(text.dropLast()) else { return }
    #expect(status == 1 || status == 3 || status > 128, "\(status)")
  }

  @Test(arguments: [256, 512, 2048]) func `a small stack is enough`(size: Int) throws {
    let deep = String(repeating: "[", count: 99) + String(repeating: "]", count: 99)
    let scratch = try ScratchDirectory()
    try scratch.write(Array("x-a: \(deep)\nservices: {a: {image: 'a:1'}}\n".utf8), to: "compose.yaml")
    let script =
      #"ulimit -s \#(size); "$0" "$1" --no-secrets >/dev/null 2>&1; echo $?; "$0" compose.yaml >/dev/null 2>&1; echo $?"#
    let statuses = try shell(script, in: scratch.url.path).split(separator: "\n").compactMap { Int($0) }
    #expect(statuses.count == 2 && statuses.allSatisfy { (0...3).contains($0) }, "\(statuses)")
  }

  @Test(arguments: [4, 5, 6, 7, 8, 10, 13, 16]) func `few open files are a verdict or no pass`(files: Int)
    throws
  {
    let script = #"(ulimit -n \#(files); exec "$0" "$1" --no-secrets >&2 2>&2); echo $?"#
    let status = try #require(Int(try shell(script).split(separator: "\n").last ?? ""))
    #expect((1...3).contains(status), "\(files): \(status)")
  }
}
