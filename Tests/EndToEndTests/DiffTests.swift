import Foundation
import Reports
import TestSupport
import Testing

/// `imgcheck diff` as pipelines call it.
@Suite struct DiffTests {
  private let scratch: ScratchDirectory
  private let old: String
  private let new: String

  init() throws {
    scratch = try ScratchDirectory()
    old = try scratch.write(
      try ImageListing(
        """
        image: shop:1
        User: app
        layer: COPY a /
          -rw-r--r-- 0:0 /srv/app/data 512
        """
      ).builder.archive(), to: "old.tar")
    new = try scratch.write(
      try ImageListing(
        """
        image: shop:2
        User: app
        layer: COPY a /
          -rw-r--r-- 0:0 /srv/app/data 512
        layer: COPY helper /srv/app/
          -rwsr-xr-x 0:0 /srv/app/helper 512
        """
      ).builder.archive(), to: "new.tar")
  }

  @Test func `new findings decide by their severity, and old ones do not`() throws {
    #expect(try imgcheck("diff", old, new, "--no-secrets", "--fail-on", "note").status == 1)
    #expect(try imgcheck("diff", old, new, "--no-secrets", "--fail-on", "critical").status == 0)
    #expect(try imgcheck("diff", new, new, "--no-secrets", "--fail-on", "note").status == 0)
    #expect(
      try imgcheck("diff", new, old, "--no-secrets", "--fail-on", "note").text.contains("RESOLVED FINDINGS"))
  }

  @Test func `growth by exactly the limit passes, and by a byte more it does not`() throws {
    // One layer of 2048 bytes, and two of them.
    for (limit, status) in [("100%", 0), ("99.999%", 1), ("2048", 0), ("2047B", 1), ("2kB", 1), ("2KiB", 0)] {
      let result = try imgcheck(
        "diff", old, new, "--no-secrets", "--fail-on", "critical", "--fail-on-growth", limit)
      #expect(result.status == status, "\(limit)")
      #expect(result.text.contains("grew by more") == (status == 1))
    }
  }

  @Test(arguments: [
    ["diff"], ["diff", "a.tar"], ["diff", "-", "-"], ["diff", "a.tar", "b.tar", "--fail-on-growth", "much"],
    ["diff", "a.tar", "b.tar", "--format", "sarif"], ["diff", "a.tar", "b.tar", "-o", "x.sarif"],
    ["diff", "a.tar", "b.tar", "--fail-on", "awful"],
  ])
  func `wrong usage ends with 2`(arguments: [String]) throws {
    let result = try Program.imgcheck.run(arguments)
    #expect(result.status == 2)
    #expect(!result.errors.isEmpty && result.output.isEmpty)
  }

  @Test func `what cannot be read ends with 3 and is named`() throws {
    for pair in [
      [old, "/no/such/file.tar"], ["/no/such/file.tar", new], [old, archive("damaged/truncated.tar")],
    ] {
      let result = try imgcheck("diff", pair[0], pair[1], "--no-secrets")
      #expect(result.status == 3)
      let name = try #require(
        pair.first { $0 != old && $0 != new }.map { ($0 as NSString).lastPathComponent })
      #expect((result.text + result.errorText).contains(name) || result.text.contains("damaged"), "\(name)")
    }
    let broken = try scratch.write(Array("{\"schemaVersion\": 7".utf8), to: "broken.json")
    let result = try imgcheck("diff", broken, new, "--no-secrets")
    #expect(result.status == 3 && result.errorText.contains("broken.json"))
  }

  @Test func `a report may stand for the old image, and not for the new one`() throws {
    let report = scratch.path("old.json")
    _ = try imgcheck(old, "--no-secrets", "-o", "json=\(report)")
    let result = try imgcheck("diff", report, new, "--no-secrets", "--fail-on", "note")
    #expect(result.status == 1)
    #expect(result.text.contains("layer-set-id-file") && result.text.contains("NOT COMPARED"))
    #expect(try imgcheck("diff", old, report, "--no-secrets").status == 2)
    let itself = try imgcheck("diff", report, old, "--no-secrets", "--fail-on", "note")
    #expect(itself.status == 0 && itself.text.contains("0 new findings, 0 gone"))
  }

  @Test func `base image, Dockerfile and structure tests count as they do in a check`() throws {
    let dockerfile = try scratch.write(
      Array("FROM scratch\nCOPY a /\nCOPY helper /srv/app/\n".utf8), to: "Dockerfile")
    let tests = try scratch.write(
      Array(
        """
        schemaVersion: 2.0.0
        fileExistenceTests:
          - name: no helper
            path: /srv/app/helper
            shouldExist: false

        """.utf8), to: "tests.yaml")
    let plain = try imgcheck("diff", old, new, "--no-secrets")
    #expect(!plain.text.contains("no helper") && !plain.text.contains("Dockerfile:"))
    let result = try imgcheck(
      "diff", old, new, "--no-secrets", "--structure-test", tests, "--dockerfile", dockerfile)
    #expect(result.text.contains("no helper"), "\(result.text)")
    #expect(result.text.contains("Dockerfile:3"), "\(result.text)")
    // What the base has is its own on both sides, and where the old one stood on another, on that.
    let base = try imgcheck("diff", new, new, "--no-secrets", "--base-image", old, "--old-base-image", old)
    #expect(base.status == 0, "\(base.text)")
    let missing = try imgcheck("diff", old, new, "--no-secrets", "--base-image", "/no/such/base.tar")
    #expect(missing.status == 3 && missing.text.contains("base image /no/such/base.tar"))
    #expect(try imgcheck("diff", old, new, "--structure-test", "/no/such.yaml").status == 2)
    #expect(try imgcheck("diff", old, new, "--dockerfile", "/no/such").status == 2)
  }

  @Test func `a report that points at a Dockerfile is compared as one that does not`() throws {
    let dockerfile = try scratch.write(
      Array("FROM scratch\nCOPY a /\nCOPY helper /srv/app/\n".utf8), to: "Dockerfile")
    let report = scratch.path("blamed.json")
    _ = try imgcheck(new, "--no-secrets", "--dockerfile", dockerfile, "-o", "json=\(report)")
    for more in [[], ["--dockerfile", dockerfile]] {
      let result = try Program.imgcheck.run(
        ["diff", report, new, "--no-secrets", "--fail-on", "note"] + more, seconds: 120)
      #expect(result.status == 0 && result.text.contains("0 new findings, 0 gone"), "\(result.text)")
    }
    #expect(try imgcheck("diff", report, new, "--old-base-image", old).status == 2)
  }

  @Test func `standard input is one of the sides`() throws {
    let result = try Program.imgcheck.run(["diff", "-", new, "--no-secrets"], input: .file(old))
    #expect(result.text.contains("shop:1 → shop:2"))
    #expect(result.status == (try imgcheck("diff", old, new, "--no-secrets").status))
  }

  @Test func `images of one archive are paired by name, and one that is new alone is not passed over`() throws
  {
    let several = archive("docker-26-several.tar")
    let both = try imgcheck(
      "diff", archive("docker-20-several.tar"), several, "--no-secrets", "--format", "json")
    let names = try value(both.text)["images"]?.elements.compactMap { $0["new"]?["name"]?.string }
    #expect(names?.count == 2)
    let one = try imgcheck("diff", archive("docker-20.tar"), several, "--no-secrets")
    #expect(one.status == 3 && one.text.contains("has no counterpart on the old side"))
    let chosen = try imgcheck(
      "diff", archive("docker-20.tar"), several, "--no-secrets", "--image", try #require(names?.first))
    #expect(chosen.status < 2)
  }

  @Test func `the JSON is as its schema says, and all forms go to files`() throws {
    let schema = try SchemaCheck(
      file: TestData.folder.appending(path: "../docs/diff.schema.json").standardizedFileURL)
    let report = scratch.path("report.json")
    _ = try imgcheck(old, "--no-secrets", "-o", report)
    for pair in [
      [old, new], [new, old], [report, new], [old, "/no/such/file.tar"],
      [archive("docker-20-several.tar"), archive("docker-26-several.tar")],
      [archive("buildah-docker.tar"), archive("demo.tar.gz")],
    ] {
      let result = try imgcheck(
        "diff", pair[0], pair[1], "--no-secrets", "--format", "json", "--fail-on-growth", "10%")
      #expect(schema.problems(try value(result.text)) == [], "\(pair)")
    }
    let files = ["d.json", "d.md", "d.txt"].map(scratch.path)
    _ = try imgcheck(
      "diff", old, new, "--no-secrets", "-o", files[0], "-o", files[1], "-o", "text=\(files[2])")
    let texts = try files.map { try String(contentsOfFile: $0, encoding: .utf8) }
    #expect(texts[0].hasPrefix("{") && texts[1].hasPrefix("## imgcheck diff") && texts[2].contains("SIZE"))
    guard case .object(var members) = try value(texts[0]) else { return #expect(Bool(false), "an object") }
    members["added"] = 1
    members["summary"] = nil
    #expect(schema.problems(.object(members)).count == 2, "what is missing or added is noticed")
  }

  private func value(_ text: String) throws -> JSON {
    try JSONDecoder().decode(JSON.self, from: Data(text.utf8))
  }
}
