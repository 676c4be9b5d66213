import ArchiveIO
import Compose
import Images
import Rules
import TestSupport
import Testing

/// Which image a service runs: by name, digest, build, platform, or because the user says so.
struct ImageMatchingTests {
  private func image(
    _ tags: [String], architecture: String = "amd64", execution: [String: any Sendable] = [:]
  ) throws -> ImageFacts {
    var builder = ImageBuilder()
    builder.tags = tags
    builder.architecture = architecture
    builder.execution = execution
    builder.steps = [.layer(.init("COPY app /", [TarWriter.Member("app", content: "x")]))]
    let archive = ByteView(copying: try builder.archive())
    return try #require(try ImageLoader().load(archive, source: "image.tar").images.first)
  }

  private func answer(
    _ service: String, _ images: [ImageFacts], mapped: [String: [Int]] = [:]
  ) throws -> ImageMatching.Answer {
    let listing = try ComposeListing("name: shop\nservices:\n  web: {\(service)}")
    let project = listing.project
    let web = try #require(project.service("web"))
    return ImageMatching(images, mapped: mapped).answer(for: web, in: project)
  }

  @Test(arguments: [
    ("app:1.0", "app:1.0"), ("app:1.0", "docker.io/library/app:1.0"), ("app", "app:latest"),
    ("library/app:1.0", "app:1.0"), ("index.docker.io/team/app:1", "team/app:1"),
    ("app:1.0", "localhost/app:1.0"),
    ("registry.example:5000/app", "registry.example:5000/app:latest"),
  ]) func oneNameInAllItsSpellings(reference: String, tag: String) throws {
    #expect(try answer("image: \"\(reference)\"", [image([tag])]) == .image(0, .reference))
  }

  @Test func otherRepositoriesAreOtherImages() throws {
    let images = [try image(["registry.example/app:1.0"]), try image(["team/app:1.0"]), try image([])]
    #expect(try answer("image: \"app:1.0\"", images) == .none)
  }

  @Test func anotherTagIsAnotherVersionUnlessOnlyTheRunTimeKnowsIt() throws {
    let images = [try image(["app:1.3"])]
    #expect(try answer("image: \"app:1.2\"", images) == .image(0, .otherVersion))
    #expect(try answer("image: \"app:${TAG}\"", images) == .image(0, .repository))
    #expect(try answer("image: \"app:${TAG:-1.2}\"", images) == .image(0, .repository))
    #expect(try answer("image: \"${REGISTRY}/app:${TAG}\"", images) == .image(0, .repository))
    #expect(try answer("image: \"${IMAGE}\"", images) == .none)
  }

  @Test func aDigestNamesTheConfigOrCannotBeCompared() throws {
    let app = try image(["app:1.3"])
    let id = try #require(app.configDigest).description
    #expect(try answer("image: \"\(id)\"", [app]) == .image(0, .digest))
    #expect(try answer("image: \"app@\(id)\"", [app]) == .image(0, .digest))
    // A docker archive does not hold the manifest whose digest a registry knows.
    let other = "sha256:" + String(repeating: "0", count: 64)
    #expect(try answer("image: \"app:1.3@\(other)\"", [app]) == .image(0, .repository))
  }

  @Test func whatIsBuiltHasTheNameOrTheLabelsThatComposeGives() throws {
    #expect(try answer("build: .", [image(["shop-web:latest"])]) == .image(0, .build))
    #expect(try answer("build: .", [image(["localhost/shop_web:4f2a"])]) == .image(0, .build))
    #expect(try answer("build: {context: ., tags: [\"web:9\"]}", [image(["web:9"])]) == .image(0, .build))
    let labels = ["com.docker.compose.project": "shop", "com.docker.compose.service": "web"]
    #expect(try answer("build: .", [image(["x:1"], execution: ["Labels": labels])]) == .image(0, .build))
    #expect(try answer("build: .", [image(["web:latest"])]) == .none)
    #expect(try answer("build: ., image: \"web:1\"", [image(["shop-web:latest"])]) == .none)
  }

  @Test func whatTheUserSaysComesFirstAndTheProjectsNameBeforeTheServicesAlone() throws {
    let images = [try image(["app:1.0"]), try image(["other:1.0"])]
    #expect(try answer("image: \"app:1.0\"", images, mapped: ["web": [1]]) == .image(1, .mapped))
    #expect(
      try answer("image: \"app:1.0\"", images, mapped: ["web": [1], "shop/web": [0]]) == .image(0, .mapped))
    #expect(try answer("image: \"app:1.0\"", images, mapped: ["web": []]) == .none)
  }

  @Test func severalPlatformsAreOneImageAndSeveralImagesAreAQuestion() throws {
    let images = [try image(["app:1"], architecture: "arm64"), try image(["app:1"])]
    #expect(try answer("image: \"app:1\"", images) == .image(1, .reference))
    #expect(try answer("image: \"app:1\", platform: linux/arm64", images) == .image(0, .reference))
    let different = [try image(["app:1"]), try image(["app:1"], execution: ["User": "1"])]
    #expect(try answer("image: \"app:1\"", different) == .several([0, 1]))
    #expect(try answer("image: \"app:1\"", [different[0], different[0]]) == .image(0, .reference))
  }
}
