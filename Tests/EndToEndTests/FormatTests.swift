import Foundation
import Reports
import TestSupport
import Testing

/// All formats of real runs.
@Suite struct FormatTests {
  static let formats = [
    "text", "table", "json", "sarif", "markdown", "github", "gitlab-codequality", "gitlab-sast", "junit",
    "csv",
    "html",
    "cyclonedx",
    "spdx", "intoto",
  ]

  /// One run of each kind: images, projects, both, several, nothing found, incomplete.
  static let runs: [[String]] = [
    [archive("demo.tar.gz")], [TestData.path("systems/ai-ia/compose.yaml")],
    [archive("docker-26.tar"), "--compose", TestData.path("systems/ai-ia/compose.yaml")],
    [archive("docker-26-several.tar"), archive("buildah-platforms.tar")],
    [archive("damaged/truncated.tar"), archive("docker-26.tar")], ["/no/such.tar"],
  ]

  private func value(_ result: Program.Result) throws -> JSON {
    try JSONDecoder().decode(JSON.self, from: Data(result.output))
  }

  @Test(arguments: runs) func `SARIF has no fault`(arguments: [String]) throws {
    for more in [[], ["--category", "a b"], ["--show-suppressed"]] {
      let result = try Program.imgcheck.run(arguments + ["--no-secrets", "--format", "sarif"] + more)
      #expect(try SARIFCheck(result.text).problems == [])
    }
  }

  @Test(arguments: runs) func `the JSON report is as its schema says`(arguments: [String]) throws {
    let schema = try SchemaCheck(
      file: TestData.folder.appending(path: "../docs/report.schema.json").standardizedFileURL)
    let report = try value(Program.imgcheck.run(arguments + ["--no-secrets", "--format", "json"]))
    #expect(schema.problems(report) == [])
    guard case .object(var members) = report else { return #expect(Bool(false), "an object") }
    members["added"] = 1
    members["summary"] = nil
    #expect(schema.problems(.object(members)).count == 2, "what is missing or added is noticed")
  }

  @Test(arguments: runs)
  func `a run ends alike in every format, and what it writes is what converting its report does`(
    arguments: [String]
  ) throws {
    let scratch = try ScratchDirectory()
    let report = scratch.path("report.json")
    let first = try Program.imgcheck.run(arguments + ["--no-secrets", "-o", report, "--category", "x"])
    for format in Self.formats {
      let direct = try Program.imgcheck.run(
        arguments + ["--no-secrets", "--format", format, "--category", "x"])
      let converted = try imgcheck("convert", report, "--format", format, "--category", "x")
      #expect(direct.status == first.status, "\(format)")
      #expect(converted.status == 0)
      #expect(converted.output == direct.output, "\(format)")
    }
  }

  @Test func `packages of real databases have their URLs`() throws {
    let report = try value(imgcheck(archive("demo.tar.gz"), "--no-secrets", "--format", "json"))
    let packages = report["images"]?.elements.first?["packages"]?.elements ?? []
    #expect(packages.count > 10)
    let urls = packages.compactMap { $0["purl"]?.string }
    #expect(
      urls.contains { $0.wholeMatch(of: /pkg:deb\/debian\/gcc@4:12\.2\.0-3\?.*distro=debian-12/) != nil },
      "\(urls)")
    #expect(urls.contains("pkg:npm/express@4.21.2"))
  }

  @Test func `a file's name says its format`() throws {
    let scratch = try ScratchDirectory()
    let starts = [
      "a.sarif": "{\n  \"$schema\"", "a.json": "{\n  \"compose\"", "a.md": "## imgcheck", "a.csv": "kind,",
      "a.xml": "<?xml", "a.cdx.json": "{\n  \"bomFormat\"", "a.SPDX.json": "{\n  \"SPDXID\"", "a.txt": "FAIL",
    ]
    let outputs = starts.keys.sorted().flatMap { ["-o", scratch.path($0)] }
    #expect(try Program.imgcheck.run([archive("docker-26.tar"), "--no-secrets"] + outputs).status == 1)
    for (name, start) in starts {
      let text = String(decoding: try Data(contentsOf: URL(filePath: scratch.path(name))), as: UTF8.self)
      #expect(text.hasPrefix(start), "\(name): \(text.prefix(40))")
    }
    for name in ["a.pdf", "sarif=", "awful=a"] {
      let result = try imgcheck(archive("docker-26.tar"), "-o", name)
      #expect(result.status == 2)
      #expect(result.errorText.contains(name.hasPrefix("awful") ? "awful" : name))
    }
  }

  @Test func `the time is what SOURCE_DATE_EPOCH says`() throws {
    let arguments = [archive("docker-26.tar"), "--no-secrets", "--format", "spdx"]
    let given = try Program.imgcheck.run(arguments, environment: ["SOURCE_DATE_EPOCH": "1700000000"])
    #expect(given.text.contains("2023-11-14T22:13:20Z"))
    let wrong = try Program.imgcheck.run(arguments, environment: ["SOURCE_DATE_EPOCH": "yesterday"])
    #expect(wrong.status == 2)
    #expect(wrong.errorText.contains("SOURCE_DATE_EPOCH"))
  }
}

@Suite struct ConvertTests {
  @Test func `what is no report ends with 3 and says why`() throws {
    let scratch = try ScratchDirectory()
    for (text, words) in [
      ("", "this is not JSON"), ("{}", "not an imgcheck report"),
      ("{\"schemaVersion\":\"9.0\"}", "schema version 9.0"),
    ] {
      let file = try scratch.write(Array(text.utf8), to: "report.json")
      let result = try imgcheck("convert", file, "--format", "sarif")
      #expect(result.status == 3)
      #expect(result.output.isEmpty)
      #expect(result.errorText.contains(words) && result.errorText.contains("report.json"))
    }
    #expect(try imgcheck("convert", "/no/such.json").status == 3)
    #expect(try imgcheck("merge", "/no/such.json").status == 3)
  }

  @Test func `a report comes from standard input, and standard output stays still beside files`() throws {
    let scratch = try ScratchDirectory()
    let json = try imgcheck(archive("docker-26.tar"), "--no-secrets", "--format", "json")
    let result = try imgcheck("convert", "-", "-o", scratch.path("a.sarif"), input: .pipe(json.output))
    #expect(result.status == 0)
    #expect(result.output.isEmpty)
    #expect(
      try SARIFCheck(String(contentsOf: URL(filePath: scratch.path("a.sarif")), encoding: .utf8)).problems
        == [])
    #expect(try imgcheck("convert", "-", input: .pipe(json.output)).text.hasPrefix("FAIL"))
  }

  @Test func `reports merge into one, and logs into one`() throws {
    let scratch = try ScratchDirectory()
    for (name, image) in [("a", "docker-26.tar"), ("b", "demo.tar.gz")] {
      _ = try imgcheck(
        archive(image), "--no-secrets", "-o", scratch.path("\(name).json"), "-o",
        scratch.path("\(name).sarif"))
    }
    let apart = try ["a", "b"].map { name in
      try JSONDecoder().decode(JSON.self, from: Data(contentsOf: URL(filePath: scratch.path("\(name).json"))))
    }
    let counts = apart.map { $0["findings"]?.elements.count ?? 0 }
    let merged = try imgcheck(
      "merge", scratch.path("a.json"), scratch.path("b.json"), "-o", scratch.path("m.json"), "-o",
      scratch.path("n.sarif"))
    #expect(merged.status == 0)
    let report = try JSONDecoder().decode(
      JSON.self, from: Data(contentsOf: URL(filePath: scratch.path("m.json"))))
    #expect(report["findings"]?.elements.count == counts.reduce(0, +))
    #expect(report["images"]?.elements.count == 2)
    let logs = try imgcheck("merge", scratch.path("a.sarif"), scratch.path("b.sarif"))
    #expect(try SARIFCheck(logs.text).problems == [])
    let run = try JSONDecoder().decode(JSON.self, from: Data(logs.output))["runs"]?.elements
    #expect(run?.map { $0["results"]?.elements.count } == [counts.reduce(0, +)])
    #expect(try imgcheck("merge", scratch.path("a.sarif"), scratch.path("b.json")).status == 2)
    #expect(try imgcheck("merge", scratch.path("a.sarif"), "-o", "csv=\(scratch.path("x"))").status == 2)
  }
}
