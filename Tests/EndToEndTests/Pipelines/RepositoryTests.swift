import Compose
import Foundation
import Gate
import TestSupport
import Testing

/// What the repository's host reads: workflows and issue forms.
@Suite struct RepositoryTests {
  private static let workflows = ["ci", "release"].map { ".github/workflows/\($0).yml" }
  private static let forms = ["bug", "false-alarm", "missed-finding"]

  private func steps(_ name: String) throws -> [Node] {
    try #require(try Pipeline.yaml(name)["jobs"]?.mapping).pairs.flatMap { $0.value["steps"]?.items ?? [] }
  }

  @Test(arguments: workflows + ["action.yml"]) func `actions are pinned by a whole commit`(name: String)
    throws
  {
    let steps =
      try name == "action.yml" ? Pipeline.yaml(name)["runs"]?["steps"]?.items ?? [] : steps(name)
    let used = steps.compactMap { $0["uses"]?.text }
    #expect(!used.isEmpty)
    for action in used {
      #expect(action.wholeMatch(of: /[a-z-]+\/[a-z\/-]+@[0-9a-f]{40}/) != nil, "\(action)")
    }
  }

  /// imgcheck's own action cannot be: no commit knows its own name, so docs/ci.md says how.
  @Test(arguments: [
    "ci/examples/github.yml", "ci/examples/forgejo.yml", "deploy/ci/github.yml", "docs/ci.md",
    "docs/formats.md",
  ])
  func `examples pin the actions of others by a whole commit`(name: String) throws {
    let text = try String(contentsOfFile: "\(Pipeline.root)/\(name)", encoding: .utf8)
    let used = text.matches(of: /(?m)^ *(?:- )?uses: (\S+)/).map { String($0.1) }
    #expect(!used.isEmpty)
    for action in used where !action.hasPrefix("imgcheck/imgcheck@") {
      #expect(action.wholeMatch(of: /[a-z-]+\/[a-z\/-]+@[0-9a-f]{40}/) != nil, "\(action)")
    }
  }

  @Test(arguments: workflows) func `jobs end in time and write only where they say what for`(name: String)
    throws
  {
    let workflow = try Pipeline.yaml(name)
    #expect(Pipeline.variables(workflow["permissions"]) == ["contents": "read"])
    for job in try #require(workflow["jobs"]?.mapping).pairs {
      #expect(job.value["timeout-minutes"] != nil, "\(job.key)")
      #expect((job.value["permissions"] != nil) == (job.key == "publish"), "\(job.key)")
    }
  }

  @Test(arguments: workflows) func `the shell of workflows is sound, and calls scripts that are there`(
    name: String
  ) throws {
    let bash = try #require(Program(named: "bash"))
    var scripts = 0
    for step in try steps(name) {
      guard let script = step["run"]?.text else { continue }
      scripts += 1
      #expect(!script.contains("${{"), "text of an event must not become a command: \(script)")
      #expect(try bash.run(["-n"], input: .pipe(Array(script.utf8))).status == 0, "\(script)")
      #expect(try Pipeline.complaints(script).isEmpty, "\(script)")
      for match in script.matches(of: /(?:^|[\s(])(\.\/dev|\.ci\/run|packaging\/[a-z-]+)/) {
        let path = "\(Pipeline.root)/\(match.1)"
        #expect(FileManager.default.isExecutableFile(atPath: path), "\(match.1)")
      }
    }
    #expect(scripts > 0)
  }

  @Test func `actionlint has nothing to say`() throws {
    guard let actionlint = Program(named: "actionlint") else { return }
    let result = try actionlint.run(
      ["-no-color"] + Self.workflows.map { "\(Pipeline.root)/\($0)" }, directory: Pipeline.root)
    #expect(result.status == 0, "\(result.text)\(result.errorText)")
  }

  @Test(arguments: forms) func `an issue form asks what a maintainer needs`(name: String) throws {
    let form = try Pipeline.yaml(".github/ISSUE_TEMPLATE/\(name).yml")
    #expect(form["name"]?.text?.isEmpty == false && form["description"]?.text?.isEmpty == false)
    var ids: [String] = []
    for field in try #require(form["body"]?.items) {
      let kind = try #require(field["type"]?.text)
      #expect(["markdown", "input", "textarea"].contains(kind))
      guard kind != "markdown" else { continue }
      ids.append(try #require(field["id"]?.text))
      #expect(field["attributes"]?["label"]?.text?.isEmpty == false)
    }
    #expect(Set(ids).count == ids.count)
    #expect(Set(ids).isSuperset(of: ["input", "version"]))
  }

  @Test func `no issue is without a form, and vulnerabilities go another way`() throws {
    let config = try Pipeline.yaml(".github/ISSUE_TEMPLATE/config.yml")
    #expect(config["blank_issues_enabled"]?.text == "false")
    let address = try #require(config["contact_links"]?.items?.first?["url"]?.text)
    let policy = try String(contentsOfFile: "\(Pipeline.root)/SECURITY.md", encoding: .utf8)
    #expect(policy.contains(address))
  }

  @Test func `a release is of the tag that the sources state, and its files are whole`() throws {
    guard let dpkg = Program(named: "dpkg") else { return }
    let architecture = try dpkg.run(["--print-architecture"]).text.trimmingCharacters(
      in: .whitespacesAndNewlines)
    let scratch = try ScratchDirectory()
    for name in ["packaging/collect-release", "packaging/lib.bash", "Sources/Gate/Run/Check.swift"] {
      try scratch.write([UInt8](Data(contentsOf: URL(filePath: "\(Pipeline.root)/\(name)"))), to: name)
    }
    let collect = "bash packaging/collect-release"
    let other = try Pipeline.run("\(collect) v99.0.0 release", in: scratch)
    #expect(other.status == 2 && other.errorText.contains("the tag is v99.0.0"), "\(other.errorText)")
    let none = try Pipeline.run("\(collect) v\(Check.version) release", in: scratch)
    #expect(none.status == 2 && none.errorText.contains("./dev package"), "\(none.errorText)")

    let made = """
      mkdir -p .build/package && cd .build/package
      for file in imgcheck-\(Check.version)-linux-$(uname -m){,-portable}.tar.gz imgcheck_\(Check.version)_\(architecture).deb \
      imgcheck-image-\(architecture).tar; do echo "$file" >"$file"; sha256sum "$file" >"$file.sha256"; done
      echo '{}' | tee imgcheck-image-\(architecture).cdx.json >imgcheck-image-\(architecture).spdx.json
      echo '{}' >imgcheck-linux-$(uname -m).cdx.json
      """
    #expect(try Pipeline.run(made, in: scratch).status == 0)
    let good = try Pipeline.run("\(collect) v\(Check.version) release", in: scratch)
    #expect(good.status == 0, "\(good.errorText)")
    let files = try FileManager.default.contentsOfDirectory(atPath: scratch.path("release"))
    #expect(files.count == 11)
    #expect(files.contains("imgcheck_\(Check.version)_\(architecture).deb"), "what ci/github/install fetches")
    try scratch.write(Array("else".utf8), to: ".build/package/imgcheck-image-\(architecture).tar")
    let changed = try Pipeline.run("\(collect) v\(Check.version) again", in: scratch)
    #expect(changed.status == 2, "\(changed.errorText)")
  }

  @Test func `notes of a release are its section of the changelog`() throws {
    let scratch = try ScratchDirectory()
    try scratch.write(
      [UInt8](Data(contentsOf: URL(filePath: "\(Pipeline.root)/packaging/release-notes"))),
      to: "packaging/release-notes")
    let changes =
      "# Changelog\n\n## [Unreleased]\n\n## [1.2.0] - 2027-01-02\n\n### Added\n- New.\n\n## [1.1.0]\n- Old.\n"
    try scratch.write(Array(changes.utf8), to: "CHANGELOG.md")
    let notes = try Pipeline.run("bash packaging/release-notes v1.2.0", in: scratch)
    #expect(
      notes.status == 0 && notes.text.contains("- New.") && !notes.text.contains("Old"), "\(notes.text)")
    let missing = try Pipeline.run("bash packaging/release-notes v1.3.0", in: scratch)
    #expect(missing.status == 2 && missing.errorText.contains("[1.3.0]"))
  }
}
