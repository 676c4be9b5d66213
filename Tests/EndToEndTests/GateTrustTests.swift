import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import imgcheck

/// A configuration that comes with the checkout cannot lower the gate, and what it tries is said.
@Suite struct GateTrustTests {
  private let image = archive("docker-26.tar")

  private func repository(_ text: String) throws -> ScratchDirectory {
    let scratch = try ScratchDirectory()
    try scratch.write(Array("ref: refs/heads/main\n".utf8), to: "repo/.git/HEAD")
    try scratch.write(Array(text.utf8), to: "repo/.imgcheck.yaml")
    return scratch
  }

  private func settings(_ scratch: ScratchDirectory, _ arguments: String...) throws -> (
    status: Int, named: Bool?, settings: [[String: Any]]
  ) {
    let result = try Program.imgcheck.run(
      arguments + ["--format", "json"], directory: scratch.path("repo"), seconds: 120)
    let object = try JSONSerialization.jsonObject(with: Data(result.output)) as? [String: Any]
    let configuration = (object?["configurations"] as? [[String: Any]])?.first
    return (
      result.status, configuration?["named"] as? Bool, configuration?["settings"] as? [[String: Any]] ?? []
    )
  }

  @Test func `every option says what it can do, and only options do`() throws {
    let keys = Set(try ConfigKey.all().map(\.name))
    #expect(keys == Set(ConfigPower.decided.keys), "decide for each new option what it can do")
    #expect(ConfigPower.of("an-option-of-tomorrow") == .lowers(unless: nil))
    let writing = try ConfigKey.all().filter { $0.power == .writes }.map(\.name)
    #expect(writing == ["output"])
  }

  /// A value for each key that may lower the gate, with which the parser agrees.
  private static let mild: [String: String] = [
    "exit-zero": "true", "only-new": "true", "secrets": "false", "baseline": "known.json", "image": "7",
    "platform": "plan9/mips", "profile": "[none]", "env": "[A=1]", "env-file": "[none.env]",
    "map": "[web=none.tar]", "target": "swarm", "base-image": "none.tar", "secret-rules": "[none.toml]",
    "fail-on": "critical", "sandbox": "off", "images": "true", "pull": "always", "offline": "false",
    "insecure-registry": "[registry.example]", "registry-ca": "none.pem",
    "limit": "[packages=1]", "timeout": "1", "severity": "critical", "quiet": "true",
    "template": "none.mustache",
    "cache": "layers", "cache-size": "1",
  ]

  @Test func `no option of a file that was found lowers the gate`() throws {
    let lowering = try ConfigKey.all().filter {
      if case .lowers = $0.power { return true }
      return $0.name == "fail-on"
    }.map(\.name)
    #expect(Set(lowering) == Set(Self.mild.keys))
    for key in lowering {
      var text = "\(key): \(Self.mild[key] ?? "")\n"
      if key == "only-new" { text += "baseline: known.json\n" }
      let scratch = try repository(text)
      let compose = "services: {web: {image: 'web:1', privileged: true}}\n"
      try scratch.write(Array(compose.utf8), to: "repo/compose.yaml")
      let result = try settings(scratch, image, "compose.yaml")
      #expect(result.status == 1 && result.named == false, "\(key)")
      let said = try #require(result.settings.first { $0["key"] as? String == key }, "\(key)")
      #expect(said["applied"] as? Bool == false)
      #expect((said["place"] as? String)?.hasPrefix(".imgcheck.yaml:1:") == true)
    }
  }

  @Test func `a stricter threshold is taken, and whoever is named is trusted`() throws {
    let scratch = try repository("fail-on: low\nexit-zero: false\nsecrets: true\n")
    let compose = "services: {web: {image: 'registry.example.org/web:1', user: '1', read_only: true}}\n"
    try scratch.write(Array(compose.utf8), to: "repo/compose.yaml")
    #expect(try settings(scratch, "compose.yaml", "--no-config").status == 0)
    let strict = try settings(scratch, "compose.yaml")
    #expect(strict.status == 1 && strict.settings.isEmpty)
    let trusted = try repository("exit-zero: true\nfail-on: critical\n")
    let result = try settings(trusted, image, "--config", ".imgcheck.yaml", "--no-secrets")
    #expect(result.status == 0 && result.named == true)
    #expect(result.settings.compactMap { $0["key"] as? String } == ["exit-zero", "fail-on"])
    #expect(result.settings.allSatisfy { $0["applied"] as? Bool == true })
  }

  @Test(arguments: ["text", "json", "sarif", "markdown", "html", "github"])
  func `every form names the file and what it tried`(format: String) throws {
    let scratch = try repository("exit-zero: true\n")
    let result = try imgcheck(
      image, "--no-secrets", "--format", format, directory: scratch.path("repo"))
    #expect(result.status == 1)
    #expect(result.text.contains(".imgcheck.yaml:1:12"), "\(format)")
    #expect(result.text.contains("exit-zero"))
    if format == "sarif" { #expect(result.text.contains("toolConfigurationNotifications")) }
  }

  @Test func `a file that was found is refused by option and by variable`() throws {
    let scratch = try repository("format: json\n")
    let place = scratch.path("repo")
    func isText(_ arguments: [String], _ environment: [String: String]) throws -> Bool {
      try Program.imgcheck.run(
        [image, "--no-secrets"] + arguments, environment: environment, directory: place
      ).text.hasPrefix("FAIL")
    }
    #expect(try !isText([], [:]))
    #expect(try isText(["--no-config"], [:]))
    #expect(try isText([], ["IMGCHECK_NO_CONFIG": "true"]))
    #expect(try !isText([], ["IMGCHECK_NO_CONFIG": "false"]))
    let named = ["IMGCHECK_NO_CONFIG": "true", "IMGCHECK_CONFIG": ".imgcheck.yaml"]
    #expect(try !isText([], named), "a file that the caller names counts")
    #expect(try isText(["--no-config"], named))
    let wrong = try imgcheck(image, environment: ["IMGCHECK_NO_CONFIG": "yes"], directory: place)
    #expect(wrong.status == 2 && wrong.errorText.contains("IMGCHECK_NO_CONFIG must be true or false"))
  }

  @Test func `a policy of the checkout may ask for more and allows nothing`() throws {
    let scratch = try repository("policy: ./own.yaml\nenvironment: lax\n")
    let own = """
      version: 1
      fail-on: critical
      rules: {"compose-*": off, compose-no-restart: critical}
      exceptions:
        - {rule: "*", reason: all is well}
      environments:
        lax: {rules: {"*": off}}
      """
    try scratch.write(Array(own.utf8), to: "repo/own.yaml")
    let compose = "services: {web: {image: 'registry.example.org/web:1', privileged: true}}\n"
    try scratch.write(Array(compose.utf8), to: "repo/compose.yaml")
    let result = try settings(scratch, "compose.yaml")
    #expect(result.status == 1)
    let effects = result.settings.compactMap { $0["effect"] as? String }
    #expect(effects.contains { $0.contains("fail-on critical is ignored") }, "\(effects)")
    #expect(effects.contains { $0.contains("compose-privileged") && $0.contains("anyway") })
    #expect(try settings(scratch, "compose.yaml", "--config", ".imgcheck.yaml").status == 0)

    let strict =
      "version: 1\nimage: {required-labels: {maintainer: example}}\nrules: {image-missing-label: high}\n"
    let asking = try repository("policy: ./own.yaml\n")
    try asking.write(Array(strict.utf8), to: "repo/own.yaml")
    let without = try imgcheck(
      image, "--no-secrets", "--no-config", "--format", "csv", directory: asking.path("repo"))
    #expect(!without.text.contains("image-missing-label"))
    let more = try imgcheck(image, "--no-secrets", "--format", "csv", directory: asking.path("repo"))
    #expect(more.text.contains("image-missing-label"), "\(more.errorText)")
  }

  @Test func `a comparison holds the new build to a stricter policy of the checkout`() throws {
    let scratch = try repository("policy: ./own.yaml\n")
    let own = "version: 1\nfail-on: low\nimage: {max-size: 1MB}\nrules: {image-too-large: high}\n"
    try scratch.write(Array(own.utf8), to: "repo/own.yaml")
    let listing = "image: shop:1\nUser: app\nlayer: COPY a /\n  -rw-r--r-- 0:0 /srv/a SIZE"
    let old = listing.replacing("SIZE", with: "500000")
    let new = listing.replacing("SIZE", with: "3000000")
    try scratch.write(try ImageListing(old).builder.archive(), to: "repo/old.tar")
    try scratch.write(try ImageListing(new).builder.archive(), to: "repo/new.tar")
    func diff(_ arguments: String...) throws -> Program.Result {
      try Program.imgcheck.run(
        ["diff", "old.tar", "new.tar", "--no-secrets"] + arguments, directory: scratch.path("repo"))
    }
    #expect(try diff("--no-config").status == 0)
    let found = try diff()
    #expect(found.status == 1 && found.text.contains("image-too-large"), "\(found.text)\(found.errorText)")
    #expect(try diff("-o", "json=own.yaml").status == 2, "the policy that was read is no output")

    // What only the caller's policy calls new stays new, however the checkout's policy judges the old build.
    let caller = "version: 1\nimage: {max-size: 2MB}\nrules: {image-too-large: high}\n"
    try scratch.write(Array(caller.utf8), to: "caller.yaml")
    try scratch.write(
      Array("version: 1\nimage: {max-size: 100kB}\nrules: {image-too-large: critical}\n".utf8),
      to: "repo/own.yaml")
    #expect(try diff("--no-config", "--policy", "../caller.yaml").status == 1)
    #expect(try diff("--policy", "../caller.yaml").status == 1)
  }

  @Test func `what a policy of a trusted configuration allows is listed`() throws {
    let scratch = try repository("policy: ./own.yaml\n")
    let own = """
      version: 1
      fail-on: critical
      rules: {compose-privileged: off, compose-unpinned-image: note}
      secrets: {off: [github-personal-token]}
      """
    try scratch.write(Array(own.utf8), to: "repo/own.yaml")
    let compose = "services: {web: {image: 'registry.example.org/web:1', privileged: true}}\n"
    try scratch.write(Array(compose.utf8), to: "repo/compose.yaml")
    let result = try settings(scratch, "compose.yaml", "--config", ".imgcheck.yaml")
    #expect(result.status == 0 && result.named == true)
    let effects = result.settings.compactMap { $0["effect"] as? String }
    #expect(result.settings.allSatisfy { $0["applied"] as? Bool == true && $0["key"] as? String == "policy" })
    #expect(effects.contains { $0.contains("fail-on critical is above high") }, "\(effects)")
    #expect(
      effects.contains { $0.contains("suppresses or lowers") && $0.contains("compose-privileged") })
    #expect(effects.contains { $0.contains("secret-github-personal-token") })
    for format in ["text", "sarif"] {
      let shown = try imgcheck(
        "compose.yaml", "--config", ".imgcheck.yaml", "--format", format, directory: scratch.path("repo"))
      #expect(shown.status == 0 && shown.text.contains("compose-privileged"), "\(format)")
    }
    let diff = try Program.imgcheck.run(
      ["diff", archive("docker-20.tar"), image, "--config", ".imgcheck.yaml"], directory: scratch.path("repo")
    )
    #expect(diff.text.contains("its fail-on critical is above high"), "\(diff.text.prefix(300))")

    try scratch.write(Array("version: 1\nrules: {compose-no-restart: critical}\n".utf8), to: "repo/own.yaml")
    let strict = try settings(scratch, "compose.yaml", "--config", ".imgcheck.yaml")
    #expect(strict.settings.isEmpty, "what is stricter lowers nothing")
  }

  @Test func `projects that the checkout names answer no finding of an image`() throws {
    let scratch = try repository("compose: [compose.yaml]\n")
    let listing = ImageBuilder()
    try scratch.write(listing.archive(), to: "image.tar")
    let compose = """
      services:
        app:
          image: \(listing.tags[0]) # imgcheck: allow[cross-root-user] it must
      """
    try scratch.write(Array(compose.utf8), to: "repo/compose.yaml")
    let alone = try imgcheck(
      "../image.tar", "--no-config", "--format", "csv", directory: scratch.path("repo"))
    try #require(alone.text.contains("image-root-user"))
    let found = try imgcheck("../image.tar", "--format", "csv", directory: scratch.path("repo"))
    #expect(found.text.contains("image-root-user"))
  }

  @Test func `outputs of a file that was found stay in its directory`() throws {
    for target in [
      "../victim.txt", "out/../../victim.txt", "link/victim.txt", ".git/victim.txt", "VICTIM", "link2.json",
    ] {
      let scratch = try repository("")
      let outside = scratch.path("")
      let victim = target == "VICTIM" ? scratch.path("victim.txt") : target
      try scratch.write(Array("output: ['json=\(victim)']\n".utf8), to: "repo/.imgcheck.yaml")
      try scratch.write([], to: "repo/out/keep")
      for name in ["victim.txt", "repo/.git/victim.txt"] { try scratch.write(Array("mine".utf8), to: name) }
      let manager = FileManager.default
      try manager.createSymbolicLink(atPath: scratch.path("repo/link"), withDestinationPath: outside)
      try manager.createSymbolicLink(
        atPath: scratch.path("repo/link2.json"), withDestinationPath: scratch.path("victim.txt"))
      let result = try imgcheck(image, "--no-secrets", directory: scratch.path("repo"))
      #expect(result.status == 2, "\(target)")
      #expect(result.text.hasPrefix("FAIL"), "the report is not lost")
      #expect(result.errorText.contains("victim") || result.errorText.contains("link2.json"))
      for name in ["victim.txt", "repo/.git/victim.txt"] {
        #expect(try String(contentsOfFile: scratch.path(name), encoding: .utf8) == "mine", "\(target)")
      }
    }
    let scratch = try repository("output: ['json=out/report.json']\n")
    try scratch.write([], to: "repo/out/keep")
    #expect(try imgcheck(image, "--no-secrets", directory: scratch.path("repo")).status == 1)
    #expect(FileManager.default.fileExists(atPath: scratch.path("repo/out/report.json")))
  }

  @Test func `a comparison and a baseline are not lowered either`() throws {
    let scratch = try repository("fail-on: critical\npolicy: ./own.yaml\nimage: 7\n")
    try scratch.write(Array("version: 1\nrules: {\"*\": off}\n".utf8), to: "repo/own.yaml")
    let place = scratch.path("repo")
    let diff = try Program.imgcheck.run(["diff", archive("docker-20.tar"), image], directory: place)
    #expect(diff.text.contains("at or above high"), "\(diff.text.prefix(300))")
    #expect(diff.text.contains("fail-on: critical: ignored: below high"))
    let written = try imgcheck("baseline", "write", image, "--to", "b.json", directory: place)
    #expect(written.status == 0 && !written.text.contains("wrote 0 "))
    #expect(written.errorText.contains(".imgcheck.yaml:2:9"))
  }
}
