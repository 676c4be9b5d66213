import Compose
import Foundation
import Gate
import TestSupport
import Testing

/// The version that the templates install.
enum CheckVersion {
  static let text = Check.version
}

/// The templates and examples for CI systems: every piece of shell in them is run.
@Suite struct PipelineTests {
  /// Shell that builds an image needs a container engine and its images, so what it leaves is put there instead.
  private func needsEngine(_ script: String) -> Bool { script.contains("docker build") }

  /// Whether shell puts imgcheck on the machine. Where it is there already, as here, it says so and does nothing.
  private func isInstallation(_ script: String) throws -> Bool {
    guard script.contains("command -v imgcheck") else { return false }
    #expect(script.contains("/v\(Check.version)\n") && script.contains("imgcheck_\(Check.version)_"))
    #expect(script.contains("sha256sum --check --strict"))
    let folder = try Pipeline.checkout()
    let result = try Pipeline.run(script, in: folder)
    #expect(result.status == 0 && result.text == "imgcheck \(Check.version)\n", "\(result.errorText)")
    return true
  }

  private func expectSound(_ script: String, _ name: String, shell: String = "bash") throws {
    #expect(try Pipeline.complaints(script, shell: shell).isEmpty, "\(name): \(script)")
  }

  @Test func `GitLab's template checks, keeps the reports and ends with imgcheck's status`() throws {
    let job = try #require(try Pipeline.yaml("ci/gitlab/imgcheck.yml")["imgcheck"])
    let lines = try (["before_script", "script"]).flatMap { key in
      try #require(job[key]?.items).compactMap(\.text)
    }
    for line in lines { try expectSound(line, "gitlab", shell: "sh") }
    var variables = Pipeline.variables(job["variables"])
    #expect(variables["IMGCHECK_RELEASE_VERSION"] == Check.version)
    let folder = try Pipeline.checkout()
    let result = try Pipeline.run(lines.joined(separator: "\n"), in: folder, environment: variables)
    #expect(result.status == 1, "\(result.errorText)")
    let reports = try #require(job["artifacts"]?["reports"]?.mapping).pairs.compactMap(\.value.text)
    let kept = try #require(job["artifacts"]?["paths"]?.items).compactMap(\.text)
    #expect(reports.count == 3)
    #expect(try Pipeline.files(folder).isSuperset(of: reports + kept))
    try folder.write(Array("exit-zero: true\n".utf8), to: ".imgcheck.yaml")
    #expect(
      try Pipeline.run(lines.joined(separator: "\n"), in: folder, environment: variables).status == 1,
      "a merge request's own configuration says nothing")
    variables["IMGCHECK_FAIL_ON"] = "critical"
    variables["CHECK_INPUTS"] = "image.tar other.tar"
    try folder.write(TestData.bytes("images/docker-20.tar"), to: "other.tar")
    #expect(
      try Pipeline.run(lines.joined(separator: "\n"), in: folder, environment: variables).status == 0)
  }

  @Test(arguments: ["github", "forgejo"]) func `the workflow examples run`(name: String) throws {
    let jobs = try #require(try Pipeline.yaml("ci/examples/\(name).yml")["jobs"]?.mapping)
    var runs = 0
    for step in jobs.pairs.flatMap({ $0.value["steps"]?.items ?? [] }) {
      guard let script = step["run"]?.text else { continue }
      try expectSound(script, name)
      guard !needsEngine(script), try !isInstallation(script) else { continue }
      let folder = try Pipeline.checkout()
      try folder.write(Array("exit-zero: true\n".utf8), to: ".imgcheck.yaml")
      let environment = ["GITHUB_STEP_SUMMARY": folder.path("summary")]
      let result = try Pipeline.run(script, in: folder, environment: environment)
      #expect(result.status == 1, "\(result.errorText)")
      #expect(result.text.contains("FAIL"))
      let written = try Pipeline.files(folder)
      #expect(written.contains("imgcheck.sarif") || written.contains("imgcheck.html"))
      runs += 1
    }
    #expect(runs == 1)
  }

  @Test func `the inputs of the GitHub example are inputs of the action`() throws {
    let jobs = try #require(try Pipeline.yaml("ci/examples/github.yml")["jobs"]?.mapping)
    let inputs = try #require(try Pipeline.yaml("action.yml")["inputs"]?.mapping)
    let step = try #require(
      jobs.pairs.flatMap { $0.value["steps"]?.items ?? [] }.first {
        $0["uses"]?.text == "imgcheck/imgcheck@v\(Check.version)"
      })
    let given = try #require(step["with"]?.mapping).keys
    #expect(!given.isEmpty)
    #expect(Set(given).isSubset(of: inputs.keys))
  }

  @Test func `the GitLab example includes the template and sets what it has`() throws {
    let example = try Pipeline.yaml("ci/examples/gitlab-ci.yml")
    let address = try #require(example["include"]?.items?.first?["remote"]?.text)
    #expect(address.hasSuffix("/v\(Check.version)/ci/gitlab/imgcheck.yml"))
    let template = try Pipeline.yaml("ci/gitlab/imgcheck.yml")["imgcheck"]?["variables"]?.mapping
    #expect(template?.keys.contains("CHECK_INPUTS") == true)
    for line in try #require(example["build"]?["script"]?.items).compactMap(\.text) {
      try expectSound(line, "gitlab-ci", shell: "sh")
    }
  }

  @Test func `the GitLab component includes the template and sets its variables`() throws {
    let path = "templates/imgcheck.yml"
    let bytes = try [UInt8](Data(contentsOf: URL(filePath: "\(Pipeline.root)/\(path)")))
    let documents = try YAMLReader.documents(of: try Source(file: path, bytes: bytes), limits: Limits())
    try #require(documents.count == 2)
    let inputs = try #require(documents[0]["spec"]?["inputs"]?.mapping)
    let address = try #require(documents[1]["include"]?.items?.first?["remote"]?.text)
    #expect(address.hasSuffix("/v\(Check.version)/ci/gitlab/imgcheck.yml"))
    #expect(inputs.pairs.first { $0.key == "version" }?.value["default"]?.text == Check.version)
    let job = try #require(documents[1]["imgcheck"])
    let used =
      Pipeline.variables(job["variables"]).values + [job["stage"], job["needs"]].compactMap { $0?.text }
    #expect(Set(used) == Set(inputs.keys.map { "$[[ inputs.\($0) ]]" }))
    let template = try #require(
      try Pipeline.yaml("ci/gitlab/imgcheck.yml")["imgcheck"]?["variables"]?.mapping)
    let own = try #require(job["variables"]?.mapping).keys.filter {
      !["IMGCHECK_POLICY", "IMGCHECK_FAIL_ON"].contains($0)
    }
    #expect(Set(own).isSubset(of: template.keys))
  }

  @Test func `the shell of the Jenkinsfile runs`() throws {
    let text = try String(contentsOfFile: "\(Pipeline.root)/ci/examples/Jenkinsfile", encoding: .utf8)
    let scripts = text.matches(of: /'''\n(?<shell>(?s:.)*?)'''/).map { String($0.output.shell) }
    #expect(scripts.count == 3)
    #expect(text.count { $0 == "{" } == text.count { $0 == "}" })
    for script in scripts {
      try expectSound(script, "Jenkinsfile", shell: "sh")
      guard !needsEngine(script), try !isInstallation(script) else { continue }
      let folder = try Pipeline.checkout()
      try folder.write(Array("exit-zero: true\n".utf8), to: ".imgcheck.yaml")
      #expect(try Pipeline.run(script, in: folder).status == 1)
      #expect(
        try Pipeline.files(folder).isSuperset(of: ["imgcheck.xml", "imgcheck.sarif", "imgcheck.html"]))
    }
  }

  @Test func `pre-commit's hooks name what they match, and their commands run`() throws {
    let hooks = try #require(try Pipeline.yaml(".pre-commit-hooks.yaml").items)
    #expect(hooks.compactMap { $0["id"]?.text }.count == 4)
    for hook in hooks {
      let pattern = try Regex(try #require(hook["files"]?.text))
      let isCompose = try #require(hook["id"]?.text).contains("compose")
      for name in isCompose ? ["compose.yaml", "deploy/docker-compose.prod.yml"] : ["a/image.tar", "b.tgz"] {
        #expect(name.firstMatch(of: pattern) != nil, "\(name)")
      }
      #expect("src/main.yaml".firstMatch(of: pattern) == nil)
      let arguments = hook["args"]?.items?.compactMap(\.text) ?? []
      let files = hook["pass_filenames"]?.text == "false" ? [] : ["image.tar"]
      let command = [try #require(hook["entry"]?.text)] + arguments + files
      let folder = try Pipeline.checkout()
      try folder.write(Array("polcy: x\n".utf8), to: ".imgcheck.yaml")
      let result = try Pipeline.run(command.joined(separator: " "), in: folder)
      #expect(result.status == 1, "\(result.errorText)")
      #expect(result.text.contains(isCompose ? "compose-privileged" : "layer-env-file"))
    }
  }
}
