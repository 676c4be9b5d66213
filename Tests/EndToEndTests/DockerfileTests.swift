import Foundation
import TestSupport
import Testing

/// Findings point at the lines of the Dockerfile that made what they speak of.
@Suite struct DockerfileTests {
  private static let dockerfile = """
    # A careless service.
    FROM example.org/base:1 AS common
    ENV MODE=production \\
        DB_PASSWORD=correct-horse-battery

    FROM common
    COPY . /srv/app
    RUN make
    USER root

    """

  /// The image that BuildKit makes of it, in a directory with the Dockerfile.
  private func project(_ text: String = dockerfile, name: String = "Dockerfile") throws -> ScratchDirectory {
    var builder = ImageBuilder()
    builder.tags = ["shop/app:1.0"]
    builder.execution = [
      "User": "root", "Env": ["PATH=/bin", "MODE=production", "DB_PASSWORD=correct-horse-battery"],
    ]
    var tool = TarWriter.Member("bin/tool", content: "x")
    tool.mode = 0o4755
    builder.steps = [
      .layer(.init("ADD root.tar / # buildkit", [tool])),
      .empty("ENV MODE=production DB_PASSWORD=correct-horse-battery"),
      .layer(
        .init(
          "COPY . /srv/app # buildkit",
          [TarWriter.Member("srv/app/.git/HEAD", content: "ref: refs/heads/main\n")])),
      .layer(.init("RUN /bin/sh -c make # buildkit", [TarWriter.Member("srv/app/app.o", content: "x")])),
      .empty("USER root"),
    ]
    let scratch = try ScratchDirectory()
    try scratch.write(builder.archive(), to: "image.tar")
    try scratch.write(Array(text.utf8), to: name)
    return scratch
  }

  private func findings(_ directory: ScratchDirectory, _ arguments: String...) throws -> [[String: Any]] {
    let result = try Program.imgcheck.run(
      ["image.tar", "--no-secrets", "--format", "json"] + arguments, directory: directory.url.path,
      seconds: 120)
    let object = try JSONSerialization.jsonObject(with: Data(result.output)) as? [String: Any]
    return try #require(object, "\(result.errorText)").objects("findings")
  }

  private func place(_ findings: [[String: Any]], _ rule: String) throws -> [String: Any] {
    let finding = try #require(findings.first { $0["rule"] as? String == rule }, "\(rule)")
    return try #require(finding["location"] as? [String: Any])
  }

  @Test func `each finding has the line of its cause`() throws {
    let found = try findings(try project(), "--dockerfile", "Dockerfile")
    let expected = [
      ("image-root-user", 9, 9), ("image-secret-environment", 4, 4),
      ("layer-version-control-directory", 7, 7), ("layer-set-id-file", 2, 2),
    ]
    for (rule, first, last) in expected {
      let place = try place(found, rule)
      #expect(place["file"] as? String == "Dockerfile", "\(rule)")
      #expect(place["line"] as? Int == first, "\(rule)")
      #expect(place["endLine"] as? Int == last, "\(rule)")
    }
    let set = try #require(found.first { $0["rule"] as? String == "layer-set-id-file" })
    #expect(set["origin"] as? String == "base")
    let related = try #require(set.objects("related").first?["location"] as? [String: Any])
    #expect(related["path"] as? String == "/bin/tool")
    #expect(related["file"] == nil)
  }

  /// One Dockerfile, built by every tool; where layers are differences of files, the second name of a file brings
  /// the first into its own layer too.
  @Test(arguments: [
    ("docker-20.tar", 11), ("docker-26.tar", 12),
    ("buildah-docker.tar", 11),
    ("buildah-oci-gzip.tar", 11), ("buildah-oci-zstd.tar", 11), ("podman-docker.tar", 12),
    ("podman-oci.tar", 12),
  ]) func `real builders' images lead to the same lines`(archive: String, switchLine: Int) throws {
    let path = TestData.path("images/source/service/Dockerfile")
    let (_, object) = try report(
      EndToEndTests.archive(archive), "--dockerfile", path, "--platform", "linux/amd64")
    let lines = try object.objects("findings").reduce(into: [String: Int]()) { lines, finding in
      let place = finding["location"] as? [String: Any]
      let name = (place?["path"] ?? place?["key"]) as? String
      lines[name ?? ""] = place?["line"] as? Int
    }
    let expected = [
      "/srv/app/.env": 7, "/usr/bin/notify": 11, "/usr/bin/switch": switchLine, "/usr/bin/serve": 11,
      "/srv/app/open": 14, "User": 17,
    ]
    for (name, line) in expected { #expect(lines[name] == line, "\(name)") }
    #expect(try #require(object["notes"] as? [String]).allSatisfy { !$0.contains("Dockerfile") })
  }

  @Test func `fingerprints do not change by it`() throws {
    let directory = try project()
    let with = try findings(directory, "--dockerfile", "Dockerfile").compactMap {
      $0["fingerprint"] as? String
    }
    let without = try findings(directory).compactMap { $0["fingerprint"] as? String }
    #expect(Set(with) == Set(without))
    #expect(!with.isEmpty)
  }

  @Test func `another Dockerfile is noted and not blamed`() throws {
    let directory = try project("FROM x\nRUN npm ci\nRUN npm test\n")
    let result = try imgcheck(
      "image.tar", "--no-secrets", "--dockerfile", "Dockerfile", directory: directory.url.path)
    #expect(
      result.text.contains("Dockerfile is probably not the Dockerfile of shop/app:1.0: 0 of 5 steps match"))
    #expect(!result.text.contains("at Dockerfile"))
  }

  @Test func `text and SARIF name the line first and the image beside it`() throws {
    let directory = try project()
    let text = try imgcheck(
      "image.tar", "--no-secrets", "--dockerfile", "Dockerfile", directory: directory.url.path)
    #expect(text.text.contains("at Dockerfile:2\n"))
    #expect(text.text.contains("(layer 0 /bin/tool)"))
    let sarif = try imgcheck(
      "image.tar", "--no-secrets", "--dockerfile", "Dockerfile", "--format", "sarif",
      directory: directory.url.path)
    let log = try #require(JSONSerialization.jsonObject(with: Data(sarif.output)) as? [String: Any])
    let results = try #require(log.objects("runs").first).objects("results")
    let result = try #require(results.first { $0["ruleId"] as? String == "layer-set-id-file" })
    func physical(_ location: [String: Any]?) -> (String?, Int?) {
      let place = location?["physicalLocation"] as? [String: Any]
      return (
        (place?["artifactLocation"] as? [String: Any])?["uri"] as? String,
        (place?["region"] as? [String: Any])?["startLine"] as? Int
      )
    }
    #expect(physical(try result.objects("locations").first) == ("Dockerfile", 2))
    #expect(physical(try result.objects("relatedLocations").first).0 == "shop/app/bin/tool")
  }

  @Test(arguments: [
    (
      "FROM x\nFETCH y\n", ["--dockerfile", "Dockerfile"],
      "Dockerfile:2: 'FETCH' is not a Dockerfile instruction"
    ),
    ("FROM x\n", ["--dockerfile", "nowhere"], "nowhere: does not exist"),
    (
      "FROM x AS a\n", ["--dockerfile", "Dockerfile", "--target-stage", "b"], "has no stage 'b'; choose a"
    ),
    ("FROM x\n", ["--target-stage", "b"], "--target-stage needs a Dockerfile"),
  ]) func `what is no Dockerfile is wrong usage`(text: String, arguments: [String], reason: String) throws {
    let directory = try project(text)
    let result = try Program.imgcheck.run(
      ["image.tar", "--no-secrets"] + arguments, directory: directory.url.path, seconds: 120)
    #expect(result.status == 2)
    #expect(result.errorText.contains(reason), "\(result.errorText)")
  }

  @Test func `an image that was not checked is named`() throws {
    let directory = try project()
    let result = try imgcheck(
      "image.tar", "--no-secrets", "--dockerfile", "other=Dockerfile", directory: directory.url.path)
    #expect(result.text.contains("image 'other' was not checked"))
    let named = try findings(directory, "--dockerfile", "app=Dockerfile")
    #expect(try place(named, "image-root-user")["line"] as? Int == 9)
  }

  @Test func `a compose file's build names the Dockerfile`() throws {
    let directory = try project(name: "server/Containerfile")
    let compose = """
      services:
        web:
          image: shop/app:1.0
          build:
            context: ./server
            dockerfile: Containerfile
      """
    try directory.write(Array(compose.utf8), to: "compose.yaml")
    let place = try place(try findings(directory, "compose.yaml"), "layer-version-control-directory")
    #expect(place["file"] as? String == "server/Containerfile")
    #expect(place["line"] as? Int == 7)
  }

  @Test func `a Dockerfile inside a compose file has the compose file's lines`() throws {
    let directory = try project()
    let inline = Self.dockerfile.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "        \($0)" }.joined(separator: "\n")
    let compose = """
      name: shop
      services:
        web:
          image: docker.io/shop/app:1.0
          build:
            dockerfile_inline: |
      \(inline)
      """
    try directory.write(Array(compose.utf8), to: "compose.yaml")
    let place = try place(try findings(directory, "compose.yaml"), "layer-version-control-directory")
    #expect(place["file"] as? String == "compose.yaml")
    #expect(place["line"] as? Int == 13)
  }

  @Test func `a compose build that cannot be read is noted`() throws {
    let directory = try project()
    let compose = "services:\n  web:\n    image: shop/app:1.0\n    build: ./gone\n"
    try directory.write(Array(compose.utf8), to: "compose.yaml")
    let result = try imgcheck("image.tar", "compose.yaml", "--no-secrets", directory: directory.url.path)
    #expect(result.text.contains("gone/Dockerfile: does not exist"))
  }
}
