import Foundation
import TestSupport
import Testing

/// Whatever a tool writes and however it comes, the same image is the same report.
@Suite struct InputTests {
  /// What of a report does not depend on how the image came.
  private func essence(_ object: [String: Any]) throws -> String {
    var images = try object.objects("images")
    for index in images.indices { for key in ["source", "compression", "name"] { images[index][key] = nil } }
    var findings = try object.objects("findings")
    for index in findings.indices {
      findings[index]["fingerprint"] = nil
      var location = findings[index]["location"] as? [String: Any] ?? [:]
      location["image"] = nil
      findings[index]["location"] = location
      findings[index]["related"] = nil
    }
    let value = ["images": images, "findings": findings, "incomplete": try object.objects("incomplete")]
    return String(
      decoding: try JSONSerialization.data(withJSONObject: value, options: [.sortedKeys, .prettyPrinted]),
      as: UTF8.self)
  }

  @Test(arguments: [
    "docker-26.tar", "podman-oci.tar", "repacked-dot-slash.tar", "skopeo-docker.tar.zst",
    "skopeo-docker.tar.lz4",
  ])
  func `standard input gives what the file gives`(name: String) throws {
    let file = try report(archive(name))
    let bytes = try TestData.bytes("images/\(name)")
    for input in [Program.Input.file(archive(name)), .pipe(bytes)] {
      let streamed = try report("-", input: input)
      #expect(streamed.status == file.status)
      #expect(try essence(streamed.object) == essence(file.object))
    }
    // What stands behind another name may never end, or never begin.
    for path in ["/dev/stdin", "/dev/zero"] {
      let refused = try report(path, input: .pipe(bytes))
      #expect(refused.status == 3)
      let why = try refused.object.objects("incomplete").compactMap { $0["why"] as? String }
      #expect(why.contains { $0.contains("not a regular file") && $0.contains("named -") }, "\(why)")
    }
  }

  @Test func `an archive that ends behind its images is named as it was given`() throws {
    var layer = TarWriter.Member("layer.tar")
    layer.content = TarWriter.tar([.init("etc/motd", content: "hello")])
    let members: [TarWriter.Member] = [
      .init("manifest.json", content: #"[{"Config":"c.json","RepoTags":["a:1"],"Layers":["layer.tar"]}]"#),
      .init("c.json", content: "{}"), layer, .init("other", content: String(repeating: "x", count: 4000)),
    ]
    let bytes = Array(TarWriter.tar(members).dropLast(3000))
    let scratch = try ScratchDirectory()
    let file = try report(scratch.write(bytes, to: "image.tar"))
    let streamed = try report("-", input: .pipe(bytes))
    for (result, what) in [(file, "archive \(scratch.path("image.tar"))"), (streamed, "standard input")] {
      #expect(result.status == 3)
      let lines = try result.object.objects("incomplete").map { "\($0["what"] ?? ""): \($0["why"] ?? "")" }
      #expect(lines.contains { $0.hasPrefix("\(what): damaged tar at byte ") }, "\(lines)")
    }
  }

  @Test func `what packs the archive makes no difference`() throws {
    let suffixes = ["gz", "zst", "xz", "bz2", "lz4"]
    let reports = try suffixes.map { try report(archive("skopeo-docker.tar.\($0)")) }
    #expect(try Set(reports.map { try essence($0.object) }).count == 1)
    let forms = try reports.map { try $0.object.objects("images").first?["compression"] as? String }
    #expect(forms == ["gzip", "zstd", "xz", "bzip2", "lz4"])
  }

  @Test func `a directory with an OCI layout is an image`() throws {
    let (status, object) = try report(archive("skopeo-layout"))
    #expect(status == 1)
    #expect(try object.objects("images").first?["format"] as? String == "oci-layout")
    #expect(try report(archive("skopeo-layout") + "/").status == 1)
    #expect(try report(TestData.folder.path).status == 3)
  }

  @Test func `images and platforms can be chosen`() throws {
    func tags(_ arguments: String...) throws -> [[String]] {
      let result = try Program.imgcheck.run(arguments + ["--no-secrets", "--format", "json"])
      let object = try #require(try JSONSerialization.jsonObject(with: Data(result.output)) as? [String: Any])
      return try object.objects("images").compactMap { $0["tags"] as? [String] }
    }
    let all = try tags(archive("docker-20-several.tar"))
    #expect(all.count == 2)
    #expect(try tags(archive("docker-20-several.tar"), "--image", "1") == [all[1]])
    let name = try #require(all[0].first)
    #expect(try tags(archive("docker-20-several.tar"), "--image", name) == [all[0]])
    let platforms = archive("buildah-platforms.tar")
    let (status, object) = try report(platforms, "--platform", "linux/arm64")
    #expect(status < 2)
    #expect(try object.objects("images").map { $0["platform"] as? String } == ["linux/arm64"])
    let none = try imgcheck(platforms, "--platform", "linux/s390x")
    #expect(none.status == 3)
    #expect(none.text.contains("linux/arm64"), "what there is, is said")
    #expect(try imgcheck(archive("docker-20-several.tar"), "--image", "no-such-image").status == 3)
  }
}
