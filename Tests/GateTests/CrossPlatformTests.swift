import Compose
import Findings
import Foundation
import Images
import Reports
import TestSupport
import Testing

@testable import Gate

/// A service and an image for several platforms: each is judged, and each finding says which it is about.
struct CrossPlatformTests {
  /// An archive with an index of two platforms; each has a shell, and `programs` in `/app` besides.
  private func index(_ platforms: [(architecture: String, programs: [String])]) throws -> [UInt8] {
    var members: [TarWriter.Member] = []
    var descriptors: [LayoutBuilder.Object] = []
    for platform in platforms {
      let files = (["bin/sh"] + platform.programs.map { "app/\($0)" }).map { path in
        var file = TarWriter.Member(path, content: "#!\(platform.architecture)")
        file.mode = 0o755
        return file
      }
      var builder = LayoutBuilder([LayoutBuilder.Layer(files)])
      builder.config["architecture"] = platform.architecture
      builder.config["config"] = ["Cmd": ["/app/serve"]] as LayoutBuilder.Object
      builder.tag = "1.0"
      builder.imageName = "docker.io/library/shop:1.0"
      for member in try builder.members {
        guard member.path == Array("index.json".utf8) else {
          if !members.contains(where: { $0.path == member.path }) { members.append(member) }
          continue
        }
        let index = try #require(
          try JSONSerialization.jsonObject(with: Data(member.content)) as? [String: Any])
        let described = try #require((index["manifests"] as? [[String: Any]])?.first)
        descriptors.append([
          "mediaType": try #require(described["mediaType"] as? String),
          "digest": try #require(described["digest"] as? String),
          "size": try #require(described["size"] as? Int),
          "annotations": try #require(described["annotations"] as? [String: String]),
          "platform": ["os": "linux", "architecture": platform.architecture] as LayoutBuilder.Object,
        ])
      }
    }
    return TarWriter.tar(members + [try LayoutBuilder.index(descriptors)])
  }

  private func report(
    _ platforms: [(architecture: String, programs: [String])], service: String = ""
  ) throws -> Report {
    let scratch = try ScratchDirectory()
    var check = Check()
    check.looksForSecrets = false
    check.images = [try scratch.write(index(platforms), to: "shop.tar")]
    let compose = """
      services:
        web:
          image: shop:1.0
          command: [/app/serve]
      \(service)
      """
    var options = Options()
    options.files = [try scratch.write(Array(compose.utf8), to: "compose.yaml")]
    check.projects = [options]
    let report = check.run()
    try #require(report.images.count == platforms.count)
    return report
  }

  private func broken(_ report: Report) -> [Finding] {
    report.findings.filter { $0.rule == "cross-broken-command" }
  }

  @Test func `a platform that breaks the service is found and named, whichever it is`() throws {
    for broken in ["amd64", "arm64"] {
      let found = self.broken(
        try report(["amd64", "arm64"].map { ($0, $0 == broken ? ["other"] : ["serve"]) }))
      #expect(found.map(\.location.variant) == ["linux/\(broken)"])
      #expect(found.first?.location.file?.hasSuffix("compose.yaml") == true)
    }
  }

  @Test func `what holds for all platforms is told once, with their names`() throws {
    let found = broken(try report([("amd64", ["other"]), ("arm64", ["other"])]))
    #expect(found.map(\.location.variant) == ["linux/amd64, linux/arm64"])
    let related = found.flatMap(\.related).compactMap(\.location.image)
    #expect(Set(related).isSubset(of: ["docker.io/library/shop"]))
  }

  @Test func `a service that states its platform is held against that alone`() throws {
    let both: [(architecture: String, programs: [String])] = [("amd64", ["serve"]), ("arm64", ["other"])]
    #expect(try broken(report(both, service: "    platform: linux/amd64")).isEmpty)
    #expect(
      try broken(report(both, service: "    platform: linux/arm64")).map(\.location.variant) == [
        "linux/arm64"
      ])
  }

  @Test func `an image for one platform needs no name of it`() throws {
    let found = broken(try report([("arm64", ["other"])]))
    #expect(found.count == 1)
    #expect(found.allSatisfy { $0.location.variant == nil })
  }
}

/// What a checkout's own projects may not do: answer the findings of an image.
struct SettlingTests {
  @Test(arguments: [true, false])
  func `a service's health check answers for the image only where somebody vouches for the project`(
    settles: Bool
  ) throws {
    let scratch = try ScratchDirectory()
    let image = try ImageListing(
      """
      image: shop:1.0
      Cmd: ["/app/serve"]
      layer: ADD rootfs.tar /
        -rwxr-xr-x 0:0 /app/serve 10
      """
    ).builder.archive()
    let compose = """
      services:
        web:
          image: shop:1.0
          healthcheck: {test: [CMD, /app/serve]}
      """
    var check = Check()
    check.looksForSecrets = false
    check.images = [try scratch.write(image, to: "shop.tar")]
    var options = Options()
    options.files = [try scratch.write(Array(compose.utf8), to: "compose.yaml")]
    check.projects = [options]
    check.projectsSettle = settles
    let report = check.run()
    try #require(report.compose.count == 1)
    #expect(report.findings.contains { $0.rule == "image-no-health-check" } == !settles)
  }
}
