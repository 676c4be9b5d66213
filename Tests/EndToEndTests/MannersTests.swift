import Foundation
import TestSupport
import Testing

/// How the program answers people who write something else than it expects, and who want to read less or more.
@Suite struct MannersTests {
  private let image = archive("docker-26.tar")

  @Test func `usage is shown for a wrong command line alone`() throws {
    let scratch = try ScratchDirectory()
    try scratch.write(Array("FROM scratch\n".utf8), to: "Dockerfile")
    for arguments in [["--no-such-option"], [image, "--fail-on", "awful"], ["layers"]] {
      #expect(try Program.imgcheck.run(arguments).errorText.contains("Usage: imgcheck"), "\(arguments)")
    }
    for arguments in [
      ["Dockerfile"], ["explain", "none"], [image, "-o", "json=/none/x"], ["scan", "x"],
      [image, "--policy", "none"], [],
    ] {
      let result = try Program.imgcheck.run(arguments, directory: scratch.path("."), seconds: 120)
      #expect(result.status == 2, "\(arguments)")
      #expect(!result.errorText.contains("Usage:"), "\(result.errorText)")
      #expect(result.errorText.hasPrefix("Error: "), "\(result.errorText)")
    }
  }

  @Test func `a compose file that cannot be read is named once`() throws {
    let scratch = try ScratchDirectory()
    try scratch.write(Array("services: {a: {image: x}, a: {image: y}}\n".utf8), to: "double.yaml")
    try scratch.write([0xff, 0xfe, 0xfd], to: "bytes.yaml")
    try scratch.write(Array("services: {a: {image: 'x:1', env_file: a.env}}\n".utf8), to: "env.yaml")
    try scratch.write(Array("A=1\nB='\n".utf8), to: "a.env")
    for (file, expected) in [
      ("none.yaml", "none.yaml: does not exist;"), ("bytes.yaml", "bytes.yaml: is not UTF-8 text;"),
      ("double.yaml", "double.yaml: line 1, column "), ("env.yaml", "a.env: line 2: "),
    ] {
      let result = try imgcheck(file, directory: scratch.path("."))
      #expect(result.status == 3)
      let line = try #require(
        result.text.split(separator: "\n").drop { !$0.hasPrefix("NOT CHECKED") }.dropFirst().first)
      #expect(line.trimmingCharacters(in: .whitespaces).hasPrefix(expected), "\(line)")
      let name = try #require(expected.split(separator: ":").first)
      #expect(line.ranges(of: name).count == 1, "\(line)")
    }
  }

  @Test func `an input of another kind is answered by what it is`() throws {
    let scratch = try ScratchDirectory()
    let tar = try TestData.bytes("images/docker-26.tar")
    func packed(_ bytes: [UInt8]) throws -> [UInt8] {
      try #require(Program(named: "gzip")).run(["-c"], input: .pipe(bytes)).output
    }
    try scratch.write(packed(packed(tar)), to: "twice.tar.gz")
    try scratch.write(Array("# build\n\nfrom alpine:3.20\nRUN true\n".utf8), to: "build.txt")
    try scratch.write(Array("name: shop\nservices:\n  web: {image: 'web:1'}\n".utf8), to: "shop.conf")
    try scratch.write(Array("services:\n  web: {image: 'web:1'}\n".utf8), to: "project/compose.yaml")
    try scratch.write(Array("FROM scratch\n".utf8), to: "source/Dockerfile")
    try scratch.write(Array("PK\u{3}\u{4}".utf8) + [UInt8](repeating: 0, count: 600), to: "app.zip")
    let json = try imgcheck(image, "--no-secrets", "-o", "report.json", directory: scratch.path("."))
    #expect(json.status == 1)
    for (arguments, status, expected) in [
      (["twice.tar.gz"], 3, "gunzip -c twice.tar.gz | imgcheck -"),
      (["build.txt"], 3, "imgcheck IMAGE --dockerfile build.txt"),
      (["shop.conf"], 3, "imgcheck --compose shop.conf"),
      (["layers", "project/compose.yaml"], 3, "imgcheck project/compose.yaml"),
      (["report.json"], 3, "imgcheck convert report.json"), (["app.zip"], 3, "docker save NAME -o FILE"),
      (["project"], 2, "imgcheck --compose project"), (["source"], 2, "docker build"),
      (["scan", "app.tar"], 2, "imgcheck app.tar"), (["image", "nginx:1"], 2, "imgcheck nginx:1"),
      (["scan"], 2, "scan:latest"), (["version"], 2, "imgcheck --version"),
    ] {
      let result = try Program.imgcheck.run(
        arguments + ["--no-config"].filter { _ in status == 3 && arguments.count == 1 },
        directory: scratch.path("."), seconds: 120)
      #expect(result.status == status, "\(arguments): \(result.text)\(result.errorText)")
      #expect(
        (result.text + result.errorText).contains(expected), "\(arguments): \(result.text)\(result.errorText)"
      )
    }
  }

  @Test func `what is shown leaves the verdict and the files as they are`() throws {
    let scratch = try ScratchDirectory()
    let all = try report(image)
    let findings = try all.object.objects("findings").compactMap { $0["severity"] as? String }
    let high = findings.filter { ["high", "critical"].contains($0) }.count
    try #require(high > 0 && high < findings.count)
    let shown = try imgcheck(
      image, "--no-secrets", "--severity", "high", "--fail-on", "low", "--format", "json", "-o",
      "json=all.json",
      directory: scratch.path("."))
    #expect(shown.status == 1)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(shown.output)) as? [String: Any])
    #expect(try object.objects("findings").count == high)
    #expect((object["summary"] as? [String: Any])?["total"] as? Int == findings.count)
    let notes = try #require(object["notes"] as? [String])
    #expect(notes.contains { $0.hasPrefix("\(findings.count - high) findings below high are not shown") })
    let file = try Data(contentsOf: URL(filePath: scratch.path("all.json")))
    let whole = try #require(try JSONSerialization.jsonObject(with: file) as? [String: Any])
    #expect(try whole.objects("findings").count == findings.count)
  }

  @Test func `quiet prints what fails the run and nothing else`() throws {
    let clean = try imgcheck(image, "--no-secrets", "--fail-on", "critical", "-q")
    #expect(clean.status == 0 && clean.output.isEmpty && clean.errors.isEmpty)
    let failing = try imgcheck(image, "--no-secrets", "-q")
    #expect(failing.status == 1 && failing.text.hasPrefix("FAIL"))
    #expect(try imgcheck("/none.tar", "--quiet").status == 3)
    let asked = try imgcheck(image, "--no-secrets", "--fail-on", "critical", "-q", "--format", "csv")
    #expect(asked.text.hasPrefix("kind,"))
    #expect(try imgcheck(image, "-q", "-v").status == 2)
  }

  @Test func `verbose says what was read, on standard error`() throws {
    let all = try imgcheck(image, "--no-secrets", "--all")
    let told = try imgcheck(image, "--no-secrets", "-v")
    #expect(told.text == all.text)
    #expect(told.errorText.contains("imgcheck: read \(image): "))
    #expect(told.errorText.contains("imgcheck: policy baseline, fail on high"))
    #expect(told.errorText.contains("imgcheck: took "))
  }

  @Test func `a template makes a report of its own`() throws {
    let scratch = try ScratchDirectory()
    try scratch.write(
      Array(
        "{{% CONTENT_TYPE:TEXT}}{{#findings}}{{severity}} {{rule}} {{#location}}{{layer}}{{/location}}\n{{/findings}}"
          .utf8),
      to: "short.mustache")
    try scratch.write(Array("{{#findings}}".utf8), to: "broken.mustache")
    let result = try imgcheck(
      image, "--no-secrets", "--template", "short.mustache", directory: scratch.path("."))
    #expect(result.status == 1)
    let findings = try report(image).object.objects("findings")
    #expect(result.text.split(separator: "\n").count == findings.count)
    #expect(result.text.contains("high layer-"), "\(result.text)")
    for (arguments, words) in [
      (["--template", "broken.mustache"], "'broken.mustache': line 1"),
      (["--template", "none"], "'none' cannot be read"),
      (["--template", "short.mustache", "--format", "json"], "exclude each other"),
    ] {
      let refused = try Program.imgcheck.run([image] + arguments, directory: scratch.path("."))
      #expect(refused.status == 2 && refused.errorText.contains(words), "\(refused.errorText)")
    }
  }

  @Test func `formats have the names that their files have`() throws {
    let scratch = try ScratchDirectory()
    let result = try imgcheck(
      image, "--no-secrets", "-o", "md=a.out", "-o", "htm=b.out", "--format", "txt",
      directory: scratch.path("."))
    #expect(result.status == 1 && result.text.hasPrefix("FAIL"))
    #expect(try String(contentsOfFile: scratch.path("a.out"), encoding: .utf8).hasPrefix("## "))
    #expect(try String(contentsOfFile: scratch.path("b.out"), encoding: .utf8).hasPrefix("<!DOCTYPE html>"))
  }
}
