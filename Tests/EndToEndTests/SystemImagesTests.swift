import Foundation
import TestSupport
import Testing

/// What only the images of three audited systems tell comes out at the line of their compose files that is the cause.
@Suite struct SystemImagesTests {
  private static let frontend = """
    image: registry.example/pazpaz-frontend:1.8.0
    User: 1000
    Cmd: ["node", "server.js"]
    WorkingDir: /srv
    layer: ADD rootfs.tar /
      -rwxr-xr-x 0:0 /bin/busybox 10
      lrwxrwxrwx 0:0 /bin/sh -> busybox
      lrwxrwxrwx 0:0 /usr/bin/wget -> /bin/busybox
      -rwxr-xr-x 0:0 /usr/local/bin/node 10
      -rw-r--r-- 0:0 /srv/server.js 10
    """

  private static let worker = """
    image: registry.example/pazpaz-worker:1.8.0
    User: 1000
    Cmd: ["arq", "worker.Settings"]
    layer: ADD rootfs.tar /
      -rwxr-xr-x 0:0 /bin/sh 10
      -rwxr-xr-x 0:0 /usr/local/bin/arq 10
      -rwxr-xr-x 0:0 /usr/local/bin/python3 10
    """

  private static let cartie = """
    image: registry.example/cartie-api:3.1.0
    Cmd: ["node", "server.js"]
    WorkingDir: /app
    layer: ADD rootfs.tar /
      -rwxr-xr-x 0:0 /usr/local/bin/node 10
      -rw-r--r-- 0:0 /app/server.js 10
      -rw-r--r-- 0:0 /app/healthy.js 10
    """

  private static let edfinance = """
    image: registry.example/edfinance-api:5.0.0
    User: 1000
    Env: NODE_OPTIONS=--max-old-space-size=640
    Cmd: ["node", "server.js"]
    WorkingDir: /app
    layer: ADD rootfs.tar /
      -rwxr-xr-x 0:0 /usr/local/bin/node 10
      -rwxr-xr-x 0:0 /app/healthy 10
      -rw-r--r-- 0:0 /app/server.js 10
    """

  /// The cross findings of a system with images, as `RULE KEY` and the text of the line where each stands.
  private func findings(_ system: String, _ images: [String]) throws -> [String: String] {
    let scratch = try ScratchDirectory()
    let archives = try images.enumerated().map { number, listing in
      try scratch.write(ImageListing(listing).builder.archive(), to: "\(number).tar")
    }
    let compose = TestData.path("systems/\(system)")
    let result = try Program.imgcheck.run(
      archives + ["--compose", compose, "--no-secrets", "--format", "json"], seconds: 120)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(result.output)) as? [String: Any])
    var lines: [String: String] = [:]
    for finding in try object.objects("findings") {
      guard let rule = finding["rule"] as? String, rule.hasPrefix("cross-"),
        let place = finding["location"] as? [String: Any], let key = place["key"] as? String,
        let file = place["file"] as? String, let line = place["line"] as? Int
      else { continue }
      let text = try String(contentsOf: URL(filePath: file), encoding: .utf8)
      let all = text.split(separator: "\n", omittingEmptySubsequences: false)
      lines["\(rule) \(key)"] = all[line - 1].trimmingCharacters(in: .whitespaces)
    }
    return lines
  }

  @Test func `two health checks of pazpaz start programs that their images do not have`() throws {
    #expect(
      try findings("pazpaz", [Self.frontend, Self.worker]) == [
        "cross-broken-health-check services.frontend.healthcheck.test[1]":
          "test: [CMD, curl, -f, \"http://localhost:3000/\"]",
        "cross-broken-health-check services.arq-worker.healthcheck.test[1]": "test: [CMD, pgrep, arq]",
      ])
  }

  @Test func `the API of cartie runs as root`() throws {
    #expect(try findings("cartie/deploy", [Self.cartie]) == ["cross-root-user services.api": "api:"])
  }

  @Test func `the API of v-edfinance is told to take more memory than it may`() throws {
    #expect(
      try findings("v-edfinance", [Self.edfinance]) == [
        "cross-small-memory-limit services.api-dev.deploy.resources.limits.memory":
          "limits: {cpus: \"0.5\", memory: 512m}"
      ])
  }
}
