import ArchiveIO
import Findings
import Images
import TestSupport
import Testing

/// What an image is called, by the annotations of its descriptor (OCI Image Specification, annotations.md).
struct ImageNameTests {
  private func load(
    _ annotations: [String: String], selection: ImageSelection = ImageSelection()
  ) throws -> ImageFacts {
    var layout = LayoutBuilder([.init([.init("srv/app", content: "x")])])
    layout.tag = annotations["org.opencontainers.image.ref.name"] ?? "1"
    layout.imageName = annotations["io.containerd.image.name"]
    let archive = ByteView(copying: try layout.archive())
    return try #require(
      try ImageLoader().load(archive, source: "test", selection: selection).images.first)
  }

  @Test(arguments: ["1.4.2", "v2"]) func aWordAloneIsATagAndNoName(tag: String) throws {
    let image = try load(["org.opencontainers.image.ref.name": tag])
    #expect(image.name == "test")
    #expect(image.tags == [tag])
    #expect(image.references.map(\.tag) == [tag])
  }

  @Test func oneTagByTwoAnnotationsIsListedOnce() throws {
    let same = try load([
      "org.opencontainers.image.ref.name": "demo:1.0", "io.containerd.image.name": "demo:1.0",
    ])
    #expect(same.tags == ["demo:1.0"])
    let short = try load([
      "org.opencontainers.image.ref.name": "1.0", "io.containerd.image.name": "docker.io/library/demo:1.0",
    ])
    #expect(short.tags == ["docker.io/library/demo:1.0"])
    #expect(short.name == "docker.io/library/demo")
  }

  @Test(arguments: ["job", "job:1", "localhost/job", "localhost/job:1", "1", "0"])
  func anImageIsChosenByWhatPeopleCallIt(wanted: String) throws {
    let image = try load(
      ["org.opencontainers.image.ref.name": "localhost/job:1"], selection: ImageSelection(image: wanted))
    #expect(image.name == "localhost/job")
  }

  @Test(arguments: ["jo", "job:2", "registry.example/job"]) func anotherNameChoosesNothing(wanted: String) {
    #expect(throws: ImageError.self) {
      try load(
        ["org.opencontainers.image.ref.name": "localhost/job:1"], selection: ImageSelection(image: wanted))
    }
  }
}
