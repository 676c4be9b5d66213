import Foundation
import TestSupport
import Testing

/// The members of the JSON report, as other programs rely on them.
@Suite struct JSONContractTests {
  private func keys(_ objects: [[String: Any]]) -> Set<String> { Set(objects.flatMap(\.keys)) }

  @Test func `the members of images, layers and trees are all there`() throws {
    let (_, object) = try report(archive("docker-26.tar"), archive("skopeo-docker.tar.gz"))
    let top: Set = ["schemaVersion", "tool", "images", "compose", "findings", "summary", "incomplete"]
    #expect(top.isSubset(of: object.keys))
    let images = try object.objects("images")
    #expect(images.count == 2)
    for image in images {
      let expected: Set = [
        "source", "format", "compression", "name", "tags", "platform", "user", "digest", "complete", "layers",
        "finalTree",
      ]
      #expect(expected.isSubset(of: image.keys), "\(expected.subtracting(image.keys))")
      let tree = try #require(image["finalTree"] as? [String: Any])
      #expect(Set(["files", "directories", "bytes"]).isSubset(of: tree.keys))
      let layers = try image.objects("layers")
      #expect(!layers.isEmpty)
      for layer in layers {
        let expected: Set = [
          "index", "diffID", "digest", "compression", "size", "uncompressedSize", "entries", "whiteouts",
          "opaque",
          "instruction", "origin", "status",
        ]
        #expect(expected.isSubset(of: layer.keys), "\(expected.subtracting(layer.keys))")
      }
    }
    #expect(keys(try images[0].objects("layers")).contains("mediaType"))
  }

  @Test func `the members of findings are all there, and only words of the contract stand in them`() throws {
    let (_, object) = try report(archive("docker-26.tar"), archive("demo.tar.gz"))
    let findings = try object.objects("findings")
    #expect(findings.count > 10)
    let expected: Set = [
      "rule", "severity", "confidence", "message", "fix", "fingerprint", "location", "related",
    ]
    for finding in findings {
      #expect(expected.isSubset(of: finding.keys), "\(expected.subtracting(finding.keys))")
      let location = try #require(finding["location"] as? [String: Any])
      #expect(location["image"] != nil)
      #expect(["note", "low", "medium", "high", "critical"].contains(finding["severity"] as? String))
      if let state = finding["state"] as? String {
        #expect(["visible", "overwritten", "deleted"].contains(state))
      }
      if location["path"] != nil { #expect(location["layer"] != nil && location["diffID"] != nil) }
    }
    let locations = findings.compactMap { $0["location"] as? [String: Any] }
    #expect(keys(locations).isSuperset(of: ["image", "layer", "diffID", "instruction", "path"]))
    let prints = findings.compactMap { $0["fingerprint"] as? String }
    #expect(Set(prints).count == findings.count)
  }

  @Test func `counts agree with what is listed`() throws {
    let (_, object) = try report(archive("demo.tar.gz"))
    let findings = try object.objects("findings")
    let summary = try #require(object["summary"] as? [String: Any])
    #expect(summary["total"] as? Int == findings.count)
    let counts = try #require(summary["bySeverity"] as? [String: Int])
    #expect(
      counts
        == findings.reduce(into: counts.mapValues { _ in 0 }) {
          $0[$1["severity"] as? String ?? "", default: 0] += 1
        })
  }

  @Test func `no path of this machine and no time is in a report`() throws {
    let result = try imgcheck(
      "docker-26.tar", "--format", "json", directory: TestData.path("images"))
    #expect(!result.text.contains(TestData.folder.path))
    #expect(result.text.contains(#""source" : "docker-26.tar""#))
  }
}

/// The structure of SARIF 2.1.0, as code scanning services need it.
@Suite struct SARIFContractTests {
  private func run(_ arguments: String...) throws -> [String: Any] {
    let result = try Program.imgcheck.run(arguments + ["--format", "sarif"])
    let log = try #require(try JSONSerialization.jsonObject(with: Data(result.output)) as? [String: Any])
    #expect(log["version"] as? String == "2.1.0")
    let runs = try log.objects("runs")
    #expect(runs.count == 1)
    return try #require(runs.first)
  }

  private func rules(_ run: [String: Any]) throws -> [[String: Any]] {
    try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any]).objects("rules")
  }

  @Test func `every result names its rule by id and by the right index`() throws {
    for name in ["demo.tar.gz", "docker-20-several.tar", "docker-26.tar"] {
      let run = try run(archive(name))
      let rules = try rules(run)
      let results = try run.objects("results")
      #expect(!results.isEmpty)
      for result in results {
        let index = try #require(result["ruleIndex"] as? Int)
        #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
      }
    }
  }

  @Test func `all rules but those for secrets are listed, whether they fired or not`() throws {
    let listed = try rules(run(archive("docker-26.tar"))).compactMap { $0["id"] as? String }
    #expect(Set(listed).count == listed.count)
    let known = try imgcheck("rules").text.split(separator: "\n").compactMap {
      $0.split(separator: " ").first
    }
    let expected = Set(known.map(String.init).filter { !$0.hasPrefix("secret-") })
    #expect(expected.count > 100)
    #expect(expected.subtracting(listed) == [])
    for rule in try rules(run(archive("docker-26.tar"))) {
      for key in ["name", "shortDescription", "fullDescription", "help", "helpUri", "defaultConfiguration"] {
        #expect(rule[key] != nil, "\(rule["id"] ?? "") \(key)")
      }
    }
  }

  @Test func `fingerprints are unique over all images of a run`() throws {
    // Images of one name and platform, the same file twice among them.
    let run = try run(archive("docker-20-several.tar"), archive("docker-20.tar"), archive("docker-26.tar"))
    let prints = try run.objects("results").compactMap { $0["partialFingerprints"] as? [String: String] }
    for key in ["primaryLocationLineHash", "imgcheckFinding/v1"] {
      let values = prints.compactMap { $0[key] }
      #expect(values.count == prints.count)
      let repeated = Dictionary(grouping: values) { $0 }.filter { $0.value.count > 1 }.keys
      #expect(repeated.isEmpty, "\(key)")
    }
  }

  @Test func `places are relative, encoded, and hold neither tag nor digest`() throws {
    for name in ["demo.tar.gz", "docker-20-several.tar", "buildah-platforms.tar"] {
      for result in try run(archive(name)).objects("results") {
        let location = try #require(try result.objects("locations").first)
        let physical = try #require(location["physicalLocation"] as? [String: Any])
        let artifact = try #require(physical["artifactLocation"] as? [String: Any])
        let uri = try #require(artifact["uri"] as? String)
        #expect(uri.wholeMatch(of: /(?:[A-Za-z0-9._~\/-]|%[0-9A-F]{2})+/) != nil, "\(uri)")
        #expect(!uri.hasPrefix("/") && !uri.contains("//") && !uri.contains("sha256"), "\(uri)")
        #expect(!uri.split(separator: "/").contains { $0 == "." || $0 == ".." }, "\(uri)")
        #expect(!uri.contains("%3A"), "a tag: \(uri)")
        let region = try #require(physical["region"] as? [String: Any])
        #expect((region["startLine"] as? Int ?? 0) >= 1)
      }
    }
  }
}
