import Foundation
import LoopbackServer
import TestSupport
import Testing

/// `imgcheck NAME` with the cache of layers: what is known is not fetched, and the report is the same.
@Suite struct FetchedLayerTests {
  /// A registry with the image of an OCI layout.
  private func registry() throws -> LoopbackServer {
    let blobs = TestData.folder.appending(path: "images/skopeo-layout/blobs/sha256")
    let index = try JSONSerialization.jsonObject(
      with: Data(TestData.bytes("images/skopeo-layout/index.json")))
    let manifests = (index as? [String: Any])?["manifests"] as? [[String: Any]]
    let digest = try #require(manifests?.first?["digest"] as? String)
    return try LoopbackServer { request in
      let last = request.path.split(separator: "/").last.map(String.init) ?? ""
      let name = last == "7" ? digest : last
      guard name.hasPrefix("sha256:"), !request.path.contains("/referrers/"),
        let bytes = FileManager.default.contents(
          atPath: blobs.appending(path: String(name.dropFirst(7))).path)
      else { return .whole(status: 404) }
      return .whole([UInt8](bytes))
    }
  }

  @Test func `what an earlier run read is not fetched again, and the report is the same`() throws {
    let server = try registry()
    let scratch = try ScratchDirectory()
    let name = "registry:127.0.0.1:\(server.port)/job:7"
    func run(_ options: [String]) throws -> (report: Program.Result, blobs: Int) {
      let before = server.requests.count
      let result = try Program.imgcheck.run(
        [name, "--no-config", "--format", "json", "--platform", "linux/amd64"] + options,
        environment: ["HOME": "/nonexistent", "XDG_RUNTIME_DIR": "/nonexistent"], seconds: 120)
      return (result, server.requests[before...].count { $0.path.contains("/blobs/") })
    }
    let without = try run(["--no-cache"])
    #expect(without.report.status == 1, "\(without.report.errorText)")
    #expect(without.blobs > 1)
    let cache = ["--cache", scratch.path("layers")]
    let first = try run(cache)
    #expect(first.report.output == without.report.output && first.blobs == without.blobs)
    let second = try run(cache)
    #expect(second.report.output == without.report.output && second.report.status == without.report.status)
    #expect(second.blobs == 1, "the config alone")
  }
}
