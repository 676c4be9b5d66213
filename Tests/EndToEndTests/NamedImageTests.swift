import Foundation
import LoopbackServer
import Reports
import TestSupport
import Testing

/// `imgcheck NAME`: who is asked, when nobody is, and what the report says of it.
@Suite struct NamedImageTests {
  /// An engine that has the images `imgcheck.example/service:1.4.2` and `shop-own`.
  private func engine() throws -> LoopbackServer {
    let bytes = try TestData.bytes("images/docker-26.tar")
    return try LoopbackServer { request in
      guard request.path.contains("imgcheck.example/service:1.4.2") || request.path.contains("shop-own")
      else {
        return .whole(status: 404)
      }
      return .whole(request.path.hasSuffix("/json") ? Array(#"{"Id":"sha256:made-up"}"#.utf8) : bytes)
    }
  }

  private func environment(_ engine: LoopbackServer, _ more: [String: String] = [:]) -> [String: String] {
    [
      "DOCKER_HOST": "tcp://127.0.0.1:\(engine.port)", "HOME": "/nonexistent",
      "XDG_RUNTIME_DIR": "/nonexistent",
    ]
    .merging(more) { $1 }
  }

  @Test func `a named image is judged as its archive is`() throws {
    let engine = try engine()
    let file = try imgcheck(archive("docker-26.tar"), "--no-secrets", "--no-config")
    let named = try imgcheck(
      "imgcheck.example/service:1.4.2", "--no-secrets", "--no-config", "--sandbox", "auto",
      environment: environment(engine))
    #expect(named.status == file.status)
    #expect(named.text.contains("read from docker (http://127.0.0.1:\(engine.port)), digest sha256:made-up"))
    #expect(named.text.contains("image-root-user") == file.text.contains("image-root-user"))
    let layers = try imgcheck(
      "layers", "docker:imgcheck.example/service:1.4.2", environment: environment(engine))
    #expect(layers.status == 0)
    let same = try imgcheck(
      "diff", archive("docker-26.tar"), "docker:imgcheck.example/service:1.4.2", "--no-secrets",
      environment: environment(engine))
    #expect(same.status == 0, "\(same.text)")
  }

  #if os(Linux)
    @Test func `a run that cannot load libcurl says what to install, and all others do without`() throws {
      let folder = try ScratchDirectory()
      // The loader takes the first that it finds.
      try folder.write(Array("no library".utf8), to: "libcurl.so.4")
      let environment = ["LD_LIBRARY_PATH": folder.path("."), "HOME": "/nonexistent"]
      let named = try imgcheck(
        "registry:127.0.0.1:1/app:1", "--no-config", environment: environment)
      #expect(named.status == 3)
      #expect(named.text.contains("127.0.0.1:1/app:1: "), "\(named.text)")
      #expect(named.text.contains("libcurl, by which images are fetched, cannot be loaded ("))
      #expect(named.text.contains("libcurl.so.4: ") && named.text.contains("apt-get install libcurl4"))
      let file = try imgcheck(
        archive("docker-26.tar"), "--no-secrets", "--no-config", "-q", environment: environment)
      #expect([0, 1].contains(file.status), "\(file.errorText)")
    }
  #endif

  @Test func `harden derives from a named image what it derives from its archive`() throws {
    let engine = try engine()
    let folder = try ScratchDirectory()
    let project = "services:\n  app:\n    image: imgcheck.example/service:1.4.2\n"
    try folder.write(Array(project.utf8), to: "compose.yaml")
    let file = try imgcheck(
      "harden", "compose.yaml", archive("docker-26.tar"), "--no-config", directory: folder.url.path)
    let named = try imgcheck(
      "harden", "compose.yaml", "docker:imgcheck.example/service:1.4.2", "--no-config",
      environment: environment(engine), directory: folder.url.path)
    #expect(file.text.contains("services:") && !file.errorText.contains("without an image"))
    #expect(named.status == file.status && named.text == file.text, "\(named.errorText)")
    let offline = try imgcheck(
      "harden", "compose.yaml", "docker:imgcheck.example/service:1.4.2", "--offline", "--no-config",
      environment: environment(engine), directory: folder.url.path)
    #expect(offline.status == 3 && offline.text.isEmpty)
  }

  @Test func `the JSON report says where an image came from`() throws {
    let engine = try engine()
    let result = try imgcheck(
      "imgcheck.example/service:1.4.2", "--no-secrets", "--no-config", "--format", "json",
      environment: environment(engine))
    let report = try JSONDecoder().decode(JSON.self, from: Data(result.output))
    let origin = report["images"]?.elements.first?["origin"]
    #expect(origin?["place"]?.string == "docker (http://127.0.0.1:\(engine.port))")
    #expect(origin?["digest"]?.string == "sha256:made-up")
    let schema = try SchemaCheck(
      file: TestData.folder.appending(path: "../docs/report.schema.json").standardizedFileURL)
    #expect(schema.problems(report) == [])
  }

  @Test func `a proxy of the caller's variables is used, but not for hosts that need none`() throws {
    let proxy = try LoopbackServer { request in
      request.method == "CONNECT" ? .whole(status: 403) : .whole(status: 404)
    }
    let variables = [
      "http_proxy": proxy.address, "https_proxy": proxy.address, "no_proxy": "registry.invalid",
      "HOME": "/nonexistent", "XDG_RUNTIME_DIR": "/nonexistent",
    ]
    let named = try imgcheck(
      "registry:registry.example.org/app:1", "--insecure-registry", "registry.example.org", "--no-config",
      environment: variables)
    #expect(named.status == 3)
    #expect(
      proxy.requests.first?.method == "CONNECT" && proxy.requests.first?.path == "registry.example.org:443")
    #expect(proxy.requests.last?.path.hasPrefix("http://registry.example.org/v2/app/manifests/") == true)
    let before = proxy.requests.count
    let direct = try imgcheck("registry:registry.invalid/app:1", "--no-config", environment: variables)
    #expect(direct.status == 3 && proxy.requests.count == before)
  }

  @Test func `the name of a container is answered with the image that it runs`() throws {
    let engine = try LoopbackServer { request in
      request.path == "/containers/web_1/json"
        ? .whole(Array(#"{"Config":{"Image":"nginx:1.27"}}"#.utf8)) : .whole(status: 404)
    }
    let result = try imgcheck("web_1", "--pull", "never", "--no-config", environment: environment(engine))
    #expect(result.status == 3)
    #expect(
      result.text.contains("'web_1' is a container, not an image")
        && result.text.contains("'imgcheck nginx:1.27'"))
    let image = try imgcheck("web_1:2", "--pull", "never", "--no-config", environment: environment(engine))
    #expect(image.status == 3 && !image.text.contains("container"))
  }

  @Test func `without a name, or offline, nobody is asked`() throws {
    let engine = try engine()
    let name = "imgcheck.example/service:1.4.2"
    for (arguments, more) in [
      ([name, "--offline"], [:]), ([name], ["IMGCHECK_OFFLINE": "true"]),
      ([archive("docker-26.tar")], [:]), (["imagee.tar"], [:]), (["./service"], [:]),
    ] as [([String], [String: String])] {
      let result = try Program.imgcheck.run(
        arguments + ["--no-secrets", "--no-config"], environment: environment(engine, more), seconds: 120)
      #expect(result.status == (arguments[0].hasSuffix("26.tar") ? 1 : 3), "\(arguments)")
    }
    #expect(engine.requests.isEmpty)
  }

  @Test func `a compose file fetches nothing unless the caller says so`() throws {
    let engine = try engine()
    let scratch = try ScratchDirectory()
    try scratch.write(Array("ref: refs/heads/main\n".utf8), to: "repo/.git/HEAD")
    try scratch.write(Array("images: true\npull: always\n".utf8), to: "repo/.imgcheck.yaml")
    try scratch.write(
      Array(
        """
        name: shop
        services:
          web: {image: 'imgcheck.example/service:1.4.2'}
          own: {build: .}
        """.utf8), to: "repo/compose.yaml")
    let place = scratch.path("repo")
    _ = try imgcheck("compose.yaml", "--no-secrets", environment: environment(engine), directory: place)
    #expect(engine.requests.isEmpty)
    let both = try imgcheck(
      "compose.yaml", "--images", "--no-secrets", "--no-config", environment: environment(engine),
      directory: place)
    #expect(both.text.contains("2 images, 1 compose project"), "\(both.text)")
    #expect(both.status == 1)
    try scratch.write(
      Array("services: {web: {image: '\(archive("docker-26.tar"))'}}\n".utf8), to: "repo/file.yaml")
    let file = try imgcheck("file.yaml", "--images", "--no-secrets", "--no-config", directory: place)
    #expect(file.status == 3)
    #expect(file.text.contains("is not the name of an image"))
  }

  @Test(arguments: [
    (["scan", "app:1.0"], "Write 'imgcheck app:1.0'"), (["image", "app.tar"], "Write 'imgcheck app.tar'"),
    (["Dockerfile"], "imgcheck IMAGE --dockerfile Dockerfile"),
    (["build/api.Dockerfile"], "--dockerfile build/api.Dockerfile"), (["fxi"], "add its tag: fxi:latest"),
  ]) func `an input of another kind is answered by what to write`(arguments: [String], answer: String) throws
  {
    let result = try Program.imgcheck.run(arguments + ["--no-config"])
    #expect(result.status == 2)
    #expect(result.errorText.contains(answer), "\(result.errorText)")
  }

  @Test func `the version and the rules are there for programs`() throws {
    #expect(try imgcheck("-V").text == imgcheck("--version").text)
    let list = try imgcheck("rules", "--format", "json")
    let rules = try #require(try JSONSerialization.jsonObject(with: Data(list.output)) as? [[String: String]])
    let lines = try imgcheck("rules").text.split(separator: "\n")
    #expect(rules.count == lines.count)
    #expect(rules.allSatisfy { $0["severity"] != nil && $0["fix"] != nil })
    #expect(Set(rules.compactMap { $0["id"] }).contains("image-root-user"))
  }
}
