import Foundation
import TestSupport
import Testing

/// What a policy and structure tests say of images, from the files to the exit status.
@Suite struct ImagePolicyTests {
  /// A folder of files for one run, which is gone afterwards.
  private final class Folder {
    let path: String

    init(_ files: [String: String], image: String) throws {
      path = NSTemporaryDirectory() + "imgcheck-" + UUID().uuidString
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      for (name, text) in files { try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)")) }
      let archive = try ImageListing(image).builder.archive()
      try Data(archive).write(to: URL(fileURLWithPath: "\(path)/image.tar"))
    }

    deinit {
      do { try FileManager.default.removeItem(atPath: path) } catch { Issue.record("\(path): \(error)") }
    }

    /// The findings of a run in the folder, as `RULE PATH-OR-KEY`, and its status.
    func run(_ arguments: String...) throws -> (status: Int, findings: [String], report: [String: Any]) {
      let all = ["image.tar", "--no-secrets", "--format", "json"] + arguments
      let result = try Program.imgcheck.run(all, directory: path, seconds: 120)
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(result.output)) as? [String: Any], "\(result.errorText)")
      let findings = try object.objects("findings").map { finding in
        let place = finding["location"] as? [String: Any] ?? [:]
        return "\(finding["rule"] ?? "") \(place["path"] ?? place["key"] ?? "")"
      }
      return (result.status, findings, object)
    }
  }

  private static let testImage = """
    image: shop:0f3c2a1
    User: 10001:10001
    WorkingDir: /home/appuser/app
    Entrypoint: ["/usr/bin/app"]
    Healthcheck: ["CMD", "/usr/bin/app"]
    layer: ADD rootfs /
      -rw-r--r-- 0:0 /etc/passwd
        | appuser:x:10001:10001::/home/appuser:/bin/sh
      -rwxr-xr-x 0:0 /usr/bin/app
      elf
    layer: RUN playwright install
      -rwxr-xr-x 0:0 /root/.cache/ms-playwright/chromium-1091/chrome-linux/chrome 70000
      package python playwright 1.40.0
      package python cpf-generator 1.0
    """

  private static let policy = """
    version: 1
    image: {users: [appuser], workdir: /home/appuser/app, required-tags: ["/^[0-9a-f]{7,40}$/"]}
    environments:
      test:
        rules: {layer-playwright: off, layer-browser*: off, layer-test-*: off}
      production:
        image:
          forbidden-packages: [cpf-generator, "python:playwright"]
          files:
            - {path: "**/ms-playwright/**", exists: false, reason: browsers are for tests}
    """

  @Test func `a test image may hold playwright and a production image may not`() throws {
    let folder = try Folder(["policy.yaml": Self.policy], image: Self.testImage)
    let test = try folder.run("--policy", "policy.yaml", "--environment", "test")
    #expect(test.status == 0, "\(test.findings)")
    #expect(!test.findings.contains { $0.contains("playwright") }, "\(test.findings)")
    let production = try folder.run("--policy", "policy.yaml", "--environment", "production")
    #expect(production.status == 1)
    let own = production.findings.filter { $0.hasPrefix("layer-forbidden") }
    #expect(own.count == 3, "\(production.findings)")
    #expect(
      own.contains("layer-forbidden-file /root/.cache/ms-playwright/chromium-1091/chrome-linux/chrome"))
    let finding = try #require(
      try production.report.objects("findings").first { $0["rule"] as? String == "layer-forbidden-file" })
    #expect((finding["message"] as? String)?.contains("browsers are for tests") == true)
    #expect(finding["bytes"] as? Int == 70000)
    let related = try finding.objects("related").compactMap { $0["location"] as? [String: Any] }
    #expect(related.contains { $0["file"] as? String == "policy.yaml" && $0["line"] as? Int == 10 })
  }

  @Test func `a postgres image without its extension is told, and no other image`() throws {
    let policy = """
      version: 1
      image:
        files:
          - {path: "/usr/{share,local/share}/**/extension/vector.control", image: "postgres*"}
      """
    let rootfs =
      "layer: ADD rootfs /\n  -rw-r--r-- 0:0 /usr/local/share/postgresql/extension/plpgsql.control 9"
    let plain = try Folder(["p.yaml": policy], image: "image: postgres:16-alpine\nUser: 70:70\n" + rootfs)
    let found = try plain.run("--policy", "p.yaml")
    #expect(found.findings.contains("image-missing-file "))
    #expect(found.status == 1)
    let web = try Folder(["p.yaml": policy], image: "image: web:1\nUser: 70:70\n" + rootfs)
    #expect(try !web.run("--policy", "p.yaml").findings.contains("image-missing-file "))
    let vector = try Folder(
      ["p.yaml": policy],
      image: "image: postgres:16\nUser: 70:70\n" + rootfs.replacing("plpgsql", with: "vector"))
    #expect(try !vector.run("--policy", "p.yaml").findings.contains("image-missing-file "))
  }

  @Test func `structure tests are read as they are`() throws {
    let tests = """
      schemaVersion: 2.0.0
      fileExistenceTests:
        - {name: app, path: /usr/bin/app, shouldExist: true, permissions: -rwxr-xr-x, uid: 0, isExecutableBy: any}
        - {name: no passwd, path: /etc/passwd, shouldExist: false}
      fileContentTests:
        - {name: account, path: /etc/passwd, expectedContents: ["appuser:x:10001.*"], excludedContents: ["^root"]}
      metadataTest: {workdir: /srv, user: "10001:10001"}
      commandTests:
        - {name: it runs, command: app, args: [--version]}
      """
    let folder = try Folder(["tests.yaml": tests, "bad.yaml": "schemaVersion: 9\n"], image: Self.testImage)
    let run = try folder.run("--structure-test", "tests.yaml")
    #expect(run.status == 1)
    let own = try run.report.objects("findings").filter {
      ["layer-forbidden-file", "layer-wrong-file", "image-missing-file", "image-unexpected-setting"].contains(
        $0["rule"] as? String)
    }
    let messages = own.compactMap { $0["message"] as? String }.sorted()
    #expect(
      messages == [
        "Test 'no passwd': /etc/passwd is in the image, but '/etc/passwd' is forbidden.",
        "metadataTest: The working directory is '/home/appuser/app', but must be '/srv'.",
      ])
    let related = try own.flatMap { try $0.objects("related") }.compactMap {
      $0["location"] as? [String: Any]
    }
    #expect(related.contains { $0["file"] as? String == "tests.yaml" && $0["line"] as? Int == 4 })
    let notes = run.report["notes"] as? [String] ?? []
    #expect(notes.contains { $0.contains("'it runs' was skipped") })
    let bad = try Program.imgcheck.run(
      ["image.tar", "--structure-test", "bad.yaml"], directory: folder.path, seconds: 60)
    #expect(bad.status == 2)
    #expect(bad.errorText.contains("bad.yaml:1:16: schemaVersion must be one of 2.0.0"))
    let absent = try Program.imgcheck.run(
      ["image.tar", "--structure-test", "none.yaml"], directory: folder.path, seconds: 60)
    #expect(absent.status == 2)
    #expect(absent.errorText.contains("structure test none.yaml does not exist"))
  }

  @Test func `what could not be checked is not clean, also from standard input`() throws {
    let policy = "version: 1\nimage: {files: [{path: /big, lacks: secret}, {path: /small, contains: xx}]}\n"
    let folder = try Folder(
      ["p.yaml": policy],
      image: "User: 10001:10001\nlayer: COPY . /\n  -rw-r--r-- 0:0 /big 2000000\n  -rw-r--r-- 0:0 /small 10")
    let run = try folder.run("--policy", "p.yaml", "--fail-on", "critical")
    #expect(run.status == 3)
    let what = try run.report.objects("incomplete").compactMap { $0["what"] as? String }
    #expect(what == ["app:1.0: /big"])
    let shell = try Program(path: "/bin/sh").run(
      ["-c", "gzip -c image.tar | '\(Program.imgcheck.path)' - --no-secrets --policy p.yaml --format json"],
      directory: folder.path, seconds: 120)
    #expect(shell.status == 3)
    #expect(!String(decoding: shell.output, as: UTF8.self).contains("layer-wrong-file"))
  }

  @Test func `an archive of libraries too large to be held is told of, and never called in order`() throws {
    let scratch = try ScratchDirectory()
    var jar = TarWriter.Member("app/large.jar")
    jar.content = [0x50, 0x4b, 3, 4] + [UInt8](repeating: 0, count: 128 << 20)
    var builder = ImageBuilder()
    builder.steps = [.layer(ImageBuilder.Layer("COPY . /", [jar]))]
    let archive = try builder.archive()
    let policy = try scratch.write(
      Array("version: 1\nfail-on: critical\nimage: {forbidden-packages: 'maven:*log4j*'}\n".utf8),
      to: "p.yaml")
    let plain = try imgcheck("-", "--no-secrets", "--fail-on", "critical", input: .pipe(archive))
    #expect(plain.status == 0 && plain.text.contains("the limit of 67108864 bytes (--limit jar-held-bytes)"))
    let asked = try imgcheck("-", "--no-secrets", "--policy", policy, input: .pipe(archive))
    #expect(asked.status == 3 && asked.text.contains("/app/large.jar"))
    // Where it lies in memory nothing has to be held, and what is wrong with it is known.
    let file = try scratch.write(archive, to: "app.tar")
    let mapped = try imgcheck(file, "--no-secrets", "--policy", policy)
    #expect(
      mapped.status == 3 && mapped.text.contains("no directory of its files ends there"), "\(mapped.text)")
  }
}
