import Compose
import Foundation
import TestSupport
import Testing

/// `action.yml`, run step by step as GitHub's runner runs it.
@Suite struct ActionTests {
  /// One run of the action's steps that have shell in them.
  private struct Job {
    let folder: ScratchDirectory
    let action: Node
    var inputs: [String: String]
    var status = 0
    var log = ""
    var outputs: [String: String] = [:]

    init(_ inputs: [String: String]) throws {
      folder = try Pipeline.checkout()
      action = try Pipeline.yaml("action.yml")
      self.inputs = inputs
      for pair in action["inputs"]?.mapping?.pairs ?? [] where inputs[pair.key] == nil {
        self.inputs[pair.key] = pair.value["default"]?.text ?? ""
      }
    }

    /// The value of the only kinds of expression that the action uses.
    func value(_ text: String) throws -> String {
      guard let match = text.wholeMatch(of: /\$\{\{ ([a-z-]+(?:\.[a-z_-]+)+) \}\}/) else { return text }
      let name = String(match.1)
      if name == "github.action_path" { return Pipeline.root }
      if name.hasPrefix("inputs.") { return try #require(inputs[String(name.dropFirst(7))], "\(name)") }
      let output = try #require(name.split(separator: ".").last.map(String.init))
      #expect(name == "steps.check.outputs.\(output)")
      return try #require(outputs[output], "\(name)")
    }

    mutating func run() throws {
      for step in action["runs"]?["steps"]?.items ?? [] {
        guard let script = step["run"]?.text else { continue }
        #expect(step["shell"]?.text == "bash")
        var environment = try Pipeline.variables(step["env"]).mapValues(value)
        for name in ["OUTPUT", "STEP_SUMMARY", "PATH"] {
          environment["GITHUB_\(name)"] = folder.path("github-\(name.lowercased())")
        }
        environment["RUNNER_TEMP"] = folder.url.path
        let result = try Pipeline.run(script, in: folder, environment: environment)
        log += result.text + result.errorText
        status = result.status
        try readOutputs()
        if status != 0 { return }
      }
    }

    private mutating func readOutputs() throws {
      let path = folder.path("github-output")
      guard FileManager.default.fileExists(atPath: path) else { return }
      for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
        let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        outputs[String(parts[0])] = String(parts[1])
      }
    }
  }

  @Test func `an image with findings fails the job, and every report is there`() throws {
    var job = try Job(["images": "image.tar\n", "html-file": "out.html", "output": "junit=out.xml\n"])
    try job.run()
    #expect(job.status == 1, "\(job.log)")
    #expect(job.outputs["exit-status"] == "1")
    #expect(job.outputs["sarif-file"] == "imgcheck.sarif")
    #expect(job.outputs["json-file"] == "imgcheck.json")
    #expect(job.outputs["html-file"] == "out.html")
    let files = try Pipeline.files(job.folder)
    #expect(files.isSuperset(of: ["imgcheck.sarif", "imgcheck.json", "out.html", "out.xml"]))
    #expect(job.log.contains("FAIL"), "the log has the report for people")
    #expect(job.log.contains("::error") || job.log.contains("::warning"), "and the annotations")
    let summary = try String(contentsOfFile: job.folder.path("github-step_summary"), encoding: .utf8)
    #expect(summary.contains("layer-env-file"))
    let sarif = try String(contentsOfFile: job.folder.path("imgcheck.sarif"), encoding: .utf8)
    #expect(sarif.contains("\"imgcheck"), "the category is in it")
    #expect(!files.contains { $0.hasPrefix("imgcheck.") && $0.count > 14 }, "nothing is left over: \(files)")
  }

  @Test func `options reach imgcheck, and a clean answer is 0`() throws {
    var job = try Job([
      "images": "image.tar", "fail-on": "critical", "policy": "development\nbaseline", "annotations": "false",
      "summary": "false", "sarif-file": "", "platform": "linux/amd64",
    ])
    try job.run()
    #expect(job.status == 0, "\(job.log)")
    #expect(job.outputs["exit-status"] == "0")
    #expect(job.outputs["sarif-file"]?.isEmpty == true)
    #expect(!job.log.contains("::"))
    #expect(try !Pipeline.files(job.folder).contains("github-step_summary"))
  }

  @Test func `what an input says is never run`() throws {
    let text = "$(touch owned)`touch owned`; touch owned\n'\"$(touch owned)"
    var job = try Job([
      "images": "image.tar", "policy": text, "fail-on": "$(touch owned)", "category": "$(touch owned)",
    ])
    try job.run()
    #expect(job.status == 2, "\(job.log)")
    #expect(job.outputs["exit-status"] == "2")
    #expect(job.outputs["sarif-file"]?.isEmpty == true, "no report of another run is taken for this one's")
    #expect(try !Pipeline.files(job.folder).contains("owned"))
    let steps = try #require(job.action["runs"]?["steps"]?.items)
    try #require(!steps.isEmpty)
    for step in steps {
      #expect(step["run"]?.text?.contains("${{") != true)
    }
  }

  @Test(arguments: ["true", "yes", "1", "", "False", "no", "false "])
  func `findings fail the job, whatever else than false is said`(fail: String) throws {
    var job = try Job(["images": "image.tar", "fail": fail])
    try job.run()
    #expect(job.status == 1, "\(job.log)")
  }

  @Test func `false lets findings through, and nothing else`() throws {
    var findings = try Job(["images": "image.tar", "fail": "false"])
    try findings.run()
    #expect(findings.status == 0 && findings.outputs["exit-status"] == "1", "\(findings.log)")
    var unread = try Job(["images": "no-such-image.tar", "fail": "false"])
    try unread.run()
    #expect(unread.status == 3 && unread.outputs["exit-status"] == "3", "\(unread.log)")
    var wrong = try Job(["images": "image.tar", "fail": "false", "fail-on": "awful"])
    try wrong.run()
    #expect(wrong.status == 2 && wrong.outputs["exit-status"] == "2", "\(wrong.log)")
    let judge = try #require(wrong.action["runs"]?["steps"]?.items?.last?["run"]?.text)
    for status in ["", "x"] {
      let environment = ["CHECK_FAIL": "false", "CHECK_STATUS": status]
      #expect(try Pipeline.run(judge, in: wrong.folder, environment: environment).status == 2)
    }
  }

  @Test func `compose projects are checked`() throws {
    var job = try Job(["compose": "."])
    try job.run()
    #expect(job.status == 1, "\(job.log)")
    #expect(job.log.contains("compose-privileged"))
  }

  @Test func `the checkout's own configuration is left alone, one that is named counts`() throws {
    let text = Array("fail-on: critical\nexit-zero: true\npolcy: x\n".utf8)
    var job = try Job(["images": "image.tar"])
    try job.folder.write(text, to: ".imgcheck.yaml")
    try job.run()
    #expect(job.status == 1, "\(job.log)")
    #expect(!job.log.contains(".imgcheck.yaml"))
    var named = try Job(["images": "image.tar", "config": "base/.imgcheck.yaml"])
    try named.folder.write(text, to: ".imgcheck.yaml")
    try named.folder.write(Array("fail-on: critical\n".utf8), to: "base/.imgcheck.yaml")
    try named.run()
    #expect(named.status == 0, "\(named.log)")
  }

  @Test func `a report never takes the place of an input, and an old one is not this run's`() throws {
    var job = try Job([
      "images": "image.tar", "json-file": "image.tar", "sarif-file": "old.sarif", "fail-on": "x",
    ])
    try job.folder.write(Array("{}".utf8), to: "old.sarif")
    try job.run()
    #expect(job.status == 2)
    #expect(job.outputs["sarif-file"]?.isEmpty == true)
    var again = try Job(["images": "image.tar", "json-file": "image.tar", "sarif-file": "old.sarif"])
    try again.folder.write(Array("{}".utf8), to: "old.sarif")
    try again.run()
    #expect(again.status == 2, "\(again.log)")
    #expect(again.outputs["sarif-file"] == "old.sarif" && again.outputs["json-file"]?.isEmpty == true)
    #expect(
      try [UInt8](Data(contentsOf: URL(filePath: again.folder.path("image.tar"))))
        == TestData.bytes("images/docker-26.tar"))
  }

  @Test func `reports that lay there before are gone whatever fails`() throws {
    let old = ["old.sarif", "old.json", "old.html", "old.xml", "old.csv"]
    for inputs in [["version": "none"], ["images": "image.tar", "fail-on": "x"]] {
      var job = try Job(
        inputs.merging([
          "sarif-file": "old.sarif", "json-file": "old.json", "html-file": "old.html",
          "output": "junit=old.xml\r\nold.csv\nlink.xml", "baseline": "known.json",
          "compose": "a.yaml:b.yaml",
        ]) { $1 })
      for name in old + ["known.json", "target.xml"] {
        try job.folder.write(Array("{}".utf8), to: name)
      }
      try FileManager.default.createSymbolicLink(
        atPath: job.folder.path("link.xml"), withDestinationPath: "target.xml")
      try job.run()
      #expect(job.status == 2, "\(job.log)")
      let files = try Pipeline.files(job.folder)
      #expect(files.isDisjoint(with: old), "\(files)")
      #expect(files.isSuperset(of: ["known.json", "target.xml"]))
    }
    var job = try Job([
      "images": "image.tar\nlayout", "baseline": "known.json", "json-file": "known.json",
      "sarif-file": "layout/index.json", "html-file": "b.yaml", "compose": "a.yaml:b.yaml",
    ])
    for name in ["known.json", "layout/index.json", "b.yaml"] {
      try job.folder.write(Array("{}".utf8), to: name)
    }
    try job.run()
    for name in ["known.json", "layout/index.json", "b.yaml"] {
      #expect(FileManager.default.fileExists(atPath: job.folder.path(name)), "\(name) is an input")
    }
  }

  @Test func `a version that is none is refused before anything is fetched`() throws {
    var job = try Job(["images": "image.tar", "version": "latest; touch owned"])
    try job.run()
    #expect(job.status == 2)
    #expect(job.log.contains("version must be"))
  }

  @Test func `the scripts are sound, and every input says what it is`() throws {
    let action = try Pipeline.yaml("action.yml")
    let inputs = try #require(action["inputs"]?.mapping?.pairs)
    let outputs = try #require(action["outputs"]?.mapping?.pairs)
    try #require(!inputs.isEmpty && !outputs.isEmpty)
    for pair in inputs + outputs {
      #expect(pair.value["description"]?.text?.isEmpty == false, "\(pair.key)")
    }
    for name in ["clear", "install", "check"] {
      let text = try String(contentsOfFile: "\(Pipeline.root)/ci/github/\(name)", encoding: .utf8)
      #expect(try Pipeline.complaints(text).isEmpty)
    }
    #expect(action["inputs"]?["version"]?["default"]?.text == CheckVersion.text)
  }
}
