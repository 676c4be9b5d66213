import Findings
import ImageSources
import Testing

@Suite struct SourceNameTests {
  private func read(_ text: String, existing: Set<String> = []) throws -> SourceName {
    try SourceName(text) { existing.contains($0) }
  }

  @Test func `a path that exists is a file, whatever it looks like`() throws {
    for text in ["nginx", "nginx:1.27", "docker:nginx", "registry.example.org/app", "oci:layout"] {
      #expect(try read(text, existing: [text]) == .path(text, image: nil))
    }
    #expect(try read("-") == .path("-", image: nil))
  }

  @Test(arguments: [
    "nginx", "nginx:1.27", "library/nginx", "registry.example.org/team/app:1.0", "localhost:5000/app",
    "app@sha256:\(String(repeating: "a", count: 64))",
  ]) func `a name is looked for everywhere`(text: String) throws {
    #expect(try read(text) == .anywhere(ImageReference(text)))
  }

  @Test(arguments: [
    "image.tar", "./nginx", "../app", "/tmp/app", "~/app", "app.tar.gz", "out.oci", "Dockerfile", "UPPER",
    "a b",
    "app:", "app:1 0", "nginx@sha256:12", "report.json", "app..b", "$APP",
  ]) func `a misspelt file is never asked for as a name`(text: String) throws {
    #expect(try read(text) == .path(text, image: nil))
  }

  @Test func `schemes choose where to look`() throws {
    #expect(try read("docker:nginx:1.27") == .engine(.docker, "nginx:1.27"))
    #expect(try read("docker-daemon:nginx:1.27") == .engine(.docker, "nginx:1.27"))
    #expect(try read("podman:app") == .engine(.podman, "app"))
    #expect(try read("containerd:app") == .engine(.containerd, "app"))
    #expect(try read("registry:example.org/app") == .registry(ImageReference("example.org/app")))
    #expect(try read("docker://example.org/app") == .registry(ImageReference("example.org/app")))
    #expect(try read("dir:out") == .blobDirectory("out"))
    #expect(try read("archive:a.tar") == .path("a.tar", image: nil))
    #expect(try read("oci:layout:1.0", existing: ["layout"]) == .path("layout", image: "1.0"))
    #expect(try read("oci:lay:out", existing: ["lay:out"]) == .path("lay:out", image: nil))
  }

  @Test(arguments: [
    "docker:", "registry:UPPER", "podman:a b", "docker://", "registry:$(id)", "containerd:--help",
  ])
  func `a scheme needs a name`(text: String) {
    #expect(throws: SourceNameError.self) { try read(text) }
  }
}
