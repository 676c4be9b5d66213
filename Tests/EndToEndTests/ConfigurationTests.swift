import Foundation
import TestSupport
import Testing

@testable import imgcheck

/// Options from `.imgcheck.yaml` and from variables, and which of them count.
@Suite struct ConfigurationTests {
  /// A repository with a configuration at its root and directories below it.
  private func repository(_ text: String, in folder: String = "") throws -> ScratchDirectory {
    let scratch = try ScratchDirectory()
    try scratch.write(Array("ref: refs/heads/main\n".utf8), to: ".git/HEAD")
    try scratch.write([], to: "below/deep/keep")
    try scratch.write(Array(text.utf8), to: folder + ".imgcheck.yaml")
    return scratch
  }

  private let image = archive("docker-26.tar")

  @Test func `a file holds for every directory of its repository, and none beyond`() throws {
    let scratch = try repository("format: json\n")
    func isJSON(_ folder: String, _ more: String...) throws -> Bool {
      let arguments = [image, "--no-secrets"] + more
      return try Program.imgcheck.run(arguments, directory: scratch.path(folder)).text.hasPrefix("{")
    }
    for folder in [".", "below", "below/deep"] { #expect(try isJSON(folder), "\(folder)") }
    #expect(try !isJSON(".", "--no-config"))
    try scratch.write(Array("ref: refs/heads/main\n".utf8), to: "below/.git/HEAD")
    #expect(try !isJSON("below/deep"))
  }

  @Test func `outside a repository only the directory itself counts`() throws {
    let scratch = try ScratchDirectory()
    try scratch.write(Array("format: json\n".utf8), to: ".imgcheck.yaml")
    try scratch.write([], to: "below/keep")
    #expect(try imgcheck(image, "--no-secrets", directory: scratch.path(".")).text.hasPrefix("{"))
    #expect(try imgcheck(image, "--no-secrets", directory: scratch.path("below")).text.hasPrefix("FAIL"))
  }

  @Test func `flags go before variables, and these before the file`() throws {
    let scratch = try repository("fail-on: critical\nsecrets: false\n")
    let place = scratch.path(".")
    let named = ["IMGCHECK_CONFIG": scratch.path(".imgcheck.yaml")]
    func status(_ more: [String] = [], _ environment: [String: String] = [:]) throws -> Int {
      let all = named.merging(environment) { $1 }
      return try Program.imgcheck.run([image] + more, environment: all, directory: place).status
    }
    let strict = ["IMGCHECK_FAIL_ON": "low"]
    #expect(try status() == 0)
    #expect(try status([], strict) == 1)
    #expect(try status(["--fail-on", "critical"], strict) == 0)
    #expect(try status(["--fail-on=low"]) == 1)
    #expect(try status([], ["IMGCHECK_FAIL_ON": ""]) == 0)
  }

  @Test func `a nearer list replaces a farther one, and paths are relative to the file`() throws {
    let scratch = try repository("output: [json=far.json, far.sarif]\nsecrets: false\n")
    let place = scratch.path("below/deep")
    _ = try imgcheck(image, directory: place)
    for name in ["far.json", "far.sarif"] {
      #expect(FileManager.default.fileExists(atPath: scratch.path(name)), "\(name)")
    }
    _ = try imgcheck(image, environment: ["IMGCHECK_OUTPUT": "a.json\n b.md \n"], directory: place)
    #expect(Set(try FileManager.default.contentsOfDirectory(atPath: place)) == ["keep", "a.json", "b.md"])
    try FileManager.default.removeItem(atPath: scratch.path("far.json"))
    _ = try imgcheck(image, "-o", "c.json", directory: place)
    #expect(FileManager.default.fileExists(atPath: place + "/c.json"))
    #expect(!FileManager.default.fileExists(atPath: scratch.path("far.json")))
  }

  @Test func `a policy may be a file beside the configuration`() throws {
    let scratch = try repository("policy: [baseline, ./own.yaml]\nsecrets: false\n")
    try scratch.write(Array("version: 1\nfail-on: critical\n".utf8), to: "own.yaml")
    let result = try imgcheck(image, "--config", "../.imgcheck.yaml", directory: scratch.path("below"))
    #expect(result.status == 0, "\(result.errorText)")
  }

  @Test(arguments: [
    ("fail-on: low\npolcy: production\n", ".imgcheck.yaml:2:1", "did you mean \"policy\""),
    ("fail-on: hig\n", ".imgcheck.yaml:1:10", "Did you mean 'high'?"),
    ("fail-on: [low, high]\n", ".imgcheck.yaml:1:10", "one value"),
    ("fail-on:\n", ".imgcheck.yaml:1:", "one value"),
    ("only-new: sometimes\n", ".imgcheck.yaml:1:11", "true or false"),
    ("policy: [[production]]\n", ".imgcheck.yaml:1:9", "a value or a list"),
    ("only-new: true\n", ".imgcheck.yaml:1:11", "--baseline"),
    ("config: other.yaml\n", ".imgcheck.yaml:1:1", "\"config\" is not an option"),
    ("- fail-on\n", ".imgcheck.yaml:1:1", "mapping"),
    ("fail-on: [\n", ".imgcheck.yaml:2:1", "expected"),
    ("fail-on: low\nfail-on: high\n", ".imgcheck.yaml:2:1", "is repeated"),
    ("fail-on: low\n---\nfail-on: high\n", ".imgcheck.yaml:3:1", "one YAML document"),
    ("fail-on: \u{1}\n", ".imgcheck.yaml:1:10", "control"),
  ])
  func `what cannot be meant is an error at its place`(text: String, place: String, hint: String) throws {
    let scratch = try repository(text)
    let result = try imgcheck(image, directory: scratch.path("."))
    #expect(result.status == 2)
    #expect(result.errorText.contains(place), "\(result.errorText)")
    #expect(result.errorText.contains(hint), "\(result.errorText)")
    #expect(result.output.isEmpty)
  }

  @Test func `an empty file, notes of one's own and null documents say nothing`() throws {
    for text in ["", "# nothing\n", "x-note: {a: [1]}\n", "---\n"] {
      let scratch = try repository(text)
      #expect(try imgcheck(image, "--no-secrets", directory: scratch.path(".")).status == 1, "\(text)")
    }
  }

  @Test func `variables are held to the same strictness, others of the name are left alone`() throws {
    for (name, value, hint) in [
      ("IMGCHECK_FAILON", "low", "IMGCHECK_FAIL_ON"), ("IMGCHECK_FAIL_ON", "awful", "IMGCHECK_FAIL_ON:"),
      ("IMGCHECK_ONLY_NEW", "yes", "true or false"), ("IMGCHECK_CONFIG", "no/such.yaml", "no/such.yaml"),
    ] {
      let result = try imgcheck(image, environment: [name: value])
      #expect(result.status == 2, "\(name)")
      #expect(result.errorText.contains(hint), "\(result.errorText)")
    }
    let other = [
      "IMGCHECK_MIRROR": "x", "IMGCHECK_URL": "x", "IMGCHECK_SECRETS": "false", "IMGCHECK_ONLY_NEW": "false",
    ]
    #expect(try imgcheck(image, "--fail-on", "critical", environment: other).status == 0)
  }

  @Test func `a file can be named, and only one way`() throws {
    let scratch = try repository("fail-on: critical\n", in: "below/")
    let file = scratch.path("below/.imgcheck.yaml")
    #expect(try imgcheck(image, "--no-secrets", "--config", file).status == 0)
    #expect(try imgcheck(image, "--no-secrets", "--config=\(file)").status == 0)
    #expect(try imgcheck(image, "--no-secrets", environment: ["IMGCHECK_CONFIG": file]).status == 0)
    #expect(try imgcheck(image, "--config", file, "--no-config").status == 2)
    #expect(try imgcheck(image, "--config", scratch.path("none.yaml")).status == 2)
  }

  @Test func `other commands, help and version heed no configuration`() throws {
    let scratch = try repository("nonsense: true\n")
    let place = scratch.path(".")
    for arguments in [["rules"], ["--help"], ["--version"], ["policy", "list"], ["diff", "--help"]] {
      let result = try Program.imgcheck.run(arguments, directory: place)
      #expect(result.status == 0, "\(arguments): \(result.errorText)")
    }
  }

  @Test func `commands that share options take those that they know`() throws {
    let scratch = try repository(
      """
      policy: ./own.yaml
      environment: live
      fail-on: critical
      format: sarif
      output: out.sarif
      compose: [.]
      profile: [none]
      env: [TAG=7]
      secrets: false
      image: 0

      """)
    let place = scratch.path(".")
    let own = "version: 1\nenvironments:\n  live:\n    rules:\n      compose-unlimited-memory: off\n"
    try scratch.write(Array(own.utf8), to: "own.yaml")
    let compose =
      "services:\n  a:\n    image: a:${TAG:-1}\n    privileged: true\n  b:\n    image: b:1\n    profiles: [all]\n"
    try scratch.write(Array(compose.utf8), to: "compose.yaml")
    func run(_ arguments: String...) throws -> Program.Result {
      let result = try Program.imgcheck.run(arguments, directory: place)
      #expect(result.status < 2, "\(arguments): \(result.errorText)")
      return result
    }
    #expect(try run("config", "compose.yaml").text.contains("\"a:7\""))
    #expect(try run("config", "compose.yaml", "--env", "TAG=8").text.contains("\"a:8\""))
    #expect(try run("config", "compose.yaml", "--no-config").text.contains("\"a:1\""))
    // A profile that is none of the project's leaves b out; without any, all services are looked at.
    #expect(try !run("graph", "compose.yaml").text.contains("network default: a, b"))
    #expect(try run("graph", "compose.yaml", "--no-config").text.contains("network default: a, b"))
    let diff = ["diff", archive("docker-20.tar"), image, "--config", ".imgcheck.yaml"]
    #expect(try Program.imgcheck.run(diff, directory: place).text.contains("at or above critical"))
    #expect(!FileManager.default.fileExists(atPath: place + "/out.sarif"))
    #expect(try run("layers", image).status == 0)
    #expect(try !run("fix", "compose.yaml", "--unsafe-fixes").text.contains("+    mem_limit"))
    #expect(try run("fix", "compose.yaml", "--unsafe-fixes", "--no-config").text.contains("+    mem_limit"))
    #expect(try run("report", "--benchmark", "cis-docker").text.contains("5.4"))
    #expect(try run("baseline", "write", image, "--to", "known.json").status == 0)
    #expect(
      try Program.imgcheck.run(["graph", "compose.yaml", "--environment", "x"], directory: place).status == 2)
  }

  @Test func `a baseline is made of everything, whatever the one of before knows`() throws {
    let scratch = try repository("baseline: known.json\nonly-new: true\nsecrets: false\n")
    let place = scratch.path(".")
    for _ in 0..<2 {
      let written = try imgcheck("baseline", "write", image, "--to", "known.json", directory: place)
      #expect(written.status == 0 && !written.text.contains("wrote 0 "), "\(written.errorText)")
    }
    let named = ["--config", ".imgcheck.yaml"]
    #expect(try imgcheck(image, "--fail-on", "note", named[0], named[1], directory: place).status == 0)
  }

  @Test func `every command holds the whole file to what there is`() throws {
    for text in ["nonsense: true\n", "fail-on: [low, high]\n"] {
      let scratch = try repository(text)
      for arguments in [["diff", image, image], ["layers", image], ["config", "compose.yaml"]] {
        let result = try Program.imgcheck.run(arguments, directory: scratch.path("."))
        #expect(result.status == 2 && result.errorText.contains(".imgcheck.yaml:1:"), "\(arguments)")
        let without = try Program.imgcheck.run(arguments + ["--no-config"], directory: scratch.path("."))
        #expect(!without.errorText.contains(".imgcheck.yaml"))
      }
    }
  }

  @Test func `every option of the command is a key, and a variable`() throws {
    let keys = try ConfigKey.all()
    let names = Set(keys.map(\.name))
    #expect(
      names.isSuperset(of: [
        "policy", "environment", "fail-on", "format", "output", "compose", "base-image", "dockerfile",
        "secret-rules", "baseline", "only-new", "category", "platform", "map", "secrets",
      ]))
    #expect(names.isDisjoint(with: ["config", "no-config", "help", "version", "no-secrets"]))
    #expect(keys.first { $0.name == "fail-on" }?.variable == "IMGCHECK_FAIL_ON")
    #expect(keys.first { $0.name == "output" }?.spellings == ["-o", "--output"])
    #expect(keys.first { $0.name == "output" }?.kind == .list)
    #expect(keys.first { $0.name == "secrets" }?.kind == .flag(isNegatable: true))
    func known(_ words: String...) throws -> Set<String> {
      Set(try #require(ConfigCommandLine(words)).known(of: keys).map(\.name))
    }
    #expect(try known("image.tar") == names && known("check", "image.tar") == names)
    let diff = try known("diff", "a", "b")
    #expect(
      diff.isSuperset(of: ["policy", "structure-test", "base-image", "dockerfile", "fail-on", "secret-rules"])
    )
    #expect(diff.isDisjoint(with: ["format", "output", "compose", "baseline", "old-base-image"]))
    let reach: Set = ["sandbox", "pull", "offline", "insecure-registry", "registry-ca"]
    #expect(try known("layers", "a") == reach.union(["image", "platform", "limit", "timeout"]))
    #expect(
      try known("config") == ["env", "env-file", "profile", "target", "limit", "timeout", "sandbox"])
    #expect(try known("graph").isDisjoint(with: ["format"]) && known("fix").contains("policy"))
    #expect(try known("baseline", "write").isDisjoint(with: ["baseline", "only-new", "output"]))
    #expect(ConfigCommandLine(["rules"]) == nil && ConfigCommandLine(["baseline"]) == nil)
  }

  /// Such a command takes every other key of a file that it found.
  @Test func `a file that was found opens nothing for a command without a verdict`() throws {
    let scratch = try ScratchDirectory()
    let path = try scratch.write(
      Array(
        "sandbox: off\noffline: false\ninsecure-registry: [registry.example]\nimage: a\ntimeout: 0\n".utf8),
      to: ".imgcheck.yaml")
    let entries = try ConfigFile.read(path, keys: ConfigKey.all())
    let found = ConfigOrigin(file: path, isNamed: false, entries: entries, isGate: false)
    #expect(found.taken.map(\.key.name) == ["image"])
    #expect(Set(found.refused.map(\.key.name)) == ["sandbox", "offline", "insecure-registry", "timeout"])
    let named = ConfigOrigin(file: path, isNamed: true, entries: entries, isGate: false)
    #expect(named.taken.count == 5 && named.refused.isEmpty)
  }

  @Test func `paths are found in every kind of value`() {
    func resolved(_ value: String, _ name: String) -> String {
      ConfigPath.resolve(value, name, in: "../..")
    }
    #expect(resolved("b.json", "file") == "../../b.json")
    #expect(resolved("/b.json", "file") == "/b.json")
    #expect(resolved("a.yaml:b/c.yaml", "files") == "../../a.yaml:../../b/c.yaml")
    #expect(resolved("api=docker/Dockerfile", "[image=]file") == "api=../../docker/Dockerfile")
    #expect(resolved("out.md", "[format=]file") == "../../out.md")
    #expect(resolved("production", "policy") == "production")
    #expect(resolved("web=registry.example.org/web:1", "service=file") == "web=registry.example.org/web:1")
    #expect(resolved("linux/arm64", "os/arch[/variant]") == "linux/arm64")
    #expect(ConfigPath.resolve("./own", "policy", in: "") == "./own")
  }

  @Test func `slips are answered with the nearest word`() throws {
    for (arguments, hint) in [
      (["layrs", image], "imgcheck layers"), ([image, "--format", "jsn"], "'json'"),
      ([image, "--fail-on", "hihg"], "'high'"), ([image, "--policy", "prod"], "'production'"),
      (["compose.yaml", "--target", "swa"], "'swarm'"),
      (["fix", "--rule", "compose-privilegde"], "compose-privileged"), ([image, "--polcy", "x"], "--policy"),
      (["--bogus"], "--bogus"),
    ] {
      let result = try Program.imgcheck.run(arguments)
      #expect(result.status == 2)
      #expect(result.errorText.contains(hint), "\(arguments): \(result.errorText)")
    }
  }
}
