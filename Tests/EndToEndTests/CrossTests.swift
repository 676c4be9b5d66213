import Foundation
import TestSupport
import Testing

/// Services and the images that they run, through the whole program.
@Suite struct CrossTests {
  private static let web = """
    image: registry.example/shop-web:1.8.0
    Cmd: ["/srv/server"]
    Env: API_TOKEN=invented-value-1
    layer: ADD rootfs.tar /
      -rwxr-xr-x 0:0 /bin/sh 10
      -rwxr-xr-x 0:0 /bin/wget 10
      -rwxr-xr-x 0:0 /srv/server 10
    """

  private static let worker = """
    image: shop-worker:latest
    User: 1000
    Cmd: ["/srv/worker"]
    Healthcheck: ["CMD", "/srv/worker", "--check"]
    layer: ADD rootfs.tar /
      -rwxr-xr-x 0:0 /srv/worker 10
    """

  private static let compose = """
    name: shop
    services:
      web:
        image: registry.example/shop-web:1.8.0
        healthcheck:
          test:
            - CMD
            - curl
            - http://localhost:3000/
      worker:
        build: .
      db:
        image: postgres:16
    """

  /// A directory with both images and the project, and the paths of the three.
  private func write(
    compose: String = CrossTests.compose
  ) throws -> (scratch: ScratchDirectory, web: String, worker: String, compose: String) {
    let scratch = try ScratchDirectory()
    return (
      scratch, try scratch.write(ImageListing(Self.web).builder.archive(), to: "web.tar"),
      try scratch.write(ImageListing(Self.worker).builder.archive(), to: "worker.tar"),
      try scratch.write(Array(compose.utf8), to: "compose.yaml")
    )
  }

  private func findings(_ object: [String: Any], _ rule: String) throws -> [[String: Any]] {
    try object.objects("findings").filter { $0["rule"] as? String == rule }
  }

  private func location(_ finding: [String: Any]) throws -> [String: Any] {
    try #require(finding["location"] as? [String: Any])
  }

  @Test func `a health check stands at its line with the image beside it`() throws {
    let files = try write()
    let (status, object) = try report(files.web, files.worker, "--compose", files.compose)
    #expect(status == 1)
    let finding = try #require(try findings(object, "cross-broken-health-check").first)
    let place = try location(finding)
    #expect((place["file"] as? String)?.hasSuffix("compose.yaml") == true)
    #expect(place["line"] as? Int == 8)
    #expect(place["column"] as? Int == 11)
    #expect(place["key"] as? String == "services.web.healthcheck.test[1]")
    #expect((finding["fix"] as? String)?.contains("wget") == true)
    let related = try finding.objects("related").map(location)
    #expect(related.map { $0["image"] as? String } == ["registry.example/shop-web"])
  }

  @Test func `one cause is one result, whichever side tells it`() throws {
    let files = try write()
    let (_, object) = try report(files.web, files.worker, "--compose", files.compose)
    #expect(
      try findings(object, "cross-root-user").map { try location($0)["key"] as? String } == ["services.web"])
    // The image's root user is told at the service; its missing health check is answered by the service's own.
    #expect(try findings(object, "image-root-user").isEmpty)
    #expect(try findings(object, "image-no-health-check").isEmpty)
    // The worker's image has a health check; of the database nothing is known.
    #expect(
      try findings(object, "compose-no-health-check").map { try location($0)["key"] as? String } == [
        "services.db"
      ])
    let (_, alone) = try report(files.web)
    #expect(try findings(alone, "image-root-user").count == 1)
    #expect(try findings(alone, "image-no-health-check").count == 1)
  }

  @Test func `what every service sets otherwise is no finding about its image`() throws {
    let scratch = try ScratchDirectory()
    let image = try scratch.write(
      ImageListing(
        """
        image: shop-web:1.8.0
        User: 1000
        Cmd: ["/srv/server"]
        Env: NODE_ENV=development
        layer: ADD rootfs.tar /
          -rwxr-xr-x 0:0 /srv/server 10
        """
      ).builder.archive(), to: "web.tar")
    func said(_ services: String) throws -> Int {
      let compose = try scratch.write(Array("services:\n\(services)".utf8), to: "compose.yaml")
      let (_, object) = try report(image, "--compose", compose)
      return try findings(object, "image-development-mode").count
    }
    let set = "  web: {image: 'shop-web:1.8.0', environment: {NODE_ENV: production}}\n"
    #expect(try said(set) == 0)
    #expect(
      try said("  web: {image: 'shop-web:1.8.0', environment: [NODE_ENV]}\n") == 0, "the host's, or none")
    #expect(try said(set + "  other: {image: 'shop-web:1.8.0'}\n") == 1, "one service keeps it")
    #expect(try findings(try report(image).1, "image-development-mode").count == 1)
  }

  @Test func `a service without its image is named, and not passed`() throws {
    let files = try write()
    let note = { (object: [String: Any]) in
      (object["notes"] as? [String] ?? []).filter { $0.contains("cross-checks skipped") }
    }
    let (_, both) = try report(files.web, files.worker, "--compose", files.compose)
    #expect(note(both) == ["service db of shop: cross-checks skipped, because no image was passed"])
    let (_, one) = try report(files.web, "--compose", files.compose)
    #expect(note(one) == ["services worker, db of shop: cross-checks skipped, because no image was passed"])
    let (_, none) = try report("--compose", files.compose)
    #expect(note(none).isEmpty, "without images nobody expects it")
  }

  @Test func `a map says which image a service runs, and reads it`() throws {
    let files = try write()
    let (_, object) = try report(
      "--compose", files.compose, "--map", "shop/db=\(files.web)", "--map", "web=\(files.web)")
    #expect(
      Set(try findings(object, "cross-root-user").map { try location($0)["key"] as? String }) == [
        "services.web", "services.db",
      ])
    #expect(try object.objects("images").count == 1)
    let (_, named) = try report(
      files.web, "--compose", files.compose, "--map", "db=registry.example/shop-web:1.8.0")
    #expect(try findings(named, "cross-root-user").count == 2)
  }

  @Test func `a map that leads nowhere is said and makes the answer incomplete`() throws {
    let files = try write()
    let (status, object) = try report(
      files.web, "--compose", files.compose, "--map", "wep=\(files.web)", "--map", "db=absent.tar")
    #expect(status == 3)
    let problems = try object.objects("incomplete").map { "\($0["what"] ?? ""): \($0["why"] ?? "")" }
    #expect(problems.count == 2)
    #expect(problems.contains { $0.hasPrefix("map wep=") && $0.contains("choose db, web, worker") })
    #expect(problems.contains { $0.hasPrefix("map db=absent.tar: it is neither a file") })
    #expect(try imgcheck("--compose", files.compose, "--map", "web").status == 2)
    #expect(try imgcheck(files.web, "--map", "web=\(files.web)").status == 2)
  }

  @Test func `another tag is said at the image's line, and the image is not judged by it`() throws {
    let files = try write(compose: Self.compose.replacingOccurrences(of: "web:1.8.0", with: "web:1.7.0"))
    let (_, object) = try report(files.web, "--compose", files.compose)
    let finding = try #require(try findings(object, "cross-other-image").first)
    #expect(try location(finding)["line"] as? Int == 4)
    #expect(try findings(object, "cross-broken-health-check").isEmpty)
    #expect(try findings(object, "image-root-user").count == 1, "the image is still judged by itself")
  }

  @Test func `an exception in the compose file holds for cross rules too`() throws {
    let allowed = Self.compose.replacingOccurrences(
      of: "        - curl\n",
      with: "        - curl # imgcheck: allow[cross-broken-health-check] it is mounted by hand\n")
    let files = try write(compose: allowed)
    let (_, object) = try report(files.web, "--compose", files.compose)
    #expect(try findings(object, "cross-broken-health-check").isEmpty)
    #expect((object["notes"] as? [String] ?? []).contains { $0.contains("suppressed by comments") })
  }

  @Test func `text and SARIF show both places`() throws {
    let files = try write()
    let text = try imgcheck(files.web, "--compose", files.compose, "--no-secrets").text
    #expect(text.contains("compose.yaml:8:11"))
    #expect(text.contains("the image's user (registry.example/shop-web config User)"))
    let sarif = try imgcheck(files.web, "--compose", files.compose, "--no-secrets", "--format", "sarif")
    let log = try #require(try JSONSerialization.jsonObject(with: Data(sarif.output)) as? [String: Any])
    let results = try #require(try log.objects("runs").first).objects("results")
    let result = try #require(results.first { $0["ruleId"] as? String == "cross-root-user" })
    let uris = try (result.objects("locations") + result.objects("relatedLocations")).map { place in
      let physical = try #require(place["physicalLocation"] as? [String: Any])
      return try #require((physical["artifactLocation"] as? [String: Any])?["uri"] as? String)
    }
    #expect(uris.count == 2)
    #expect(uris[0].hasSuffix("compose.yaml"))
    #expect(uris[1] == "registry.example/shop-web/.image-config")
  }
}
