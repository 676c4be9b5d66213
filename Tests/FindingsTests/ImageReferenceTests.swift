import Findings
import Testing

@Suite struct ImageReferenceTests {
  @Test(
    arguments: [
      ("nginx", nil, "nginx", nil, nil), ("nginx:1.27", nil, "nginx", "1.27", nil),
      ("registry:5000/nginx", "registry:5000", "nginx", nil, nil),
      ("ghcr.io/a/b:1@sha256:00", "ghcr.io", "a/b", "1", "sha256:00"), ("a/b", nil, "a/b", nil, nil),
      ("localhost/x@sha256:00", "localhost", "x", nil, "sha256:00"),
    ] as [(String, String?, String, String?, String?)])
  func aReferenceIsTakenApart(
    text: String, registry: String?, repository: String, tag: String?, digest: String?
  ) {
    let image = ImageReference(text)
    #expect(image.registry == registry)
    #expect(image.repository == repository)
    #expect(image.tag == tag)
    #expect(image.digest == digest)
    #expect(image.description == text)
  }

  @Test(arguments: ["1.4.2", "v2", "latest"]) func aWordThatAnImageBearsIsATag(text: String) {
    let image = ImageReference(borne: text)
    #expect(image.tag == text)
    #expect(image.repository.isEmpty)
    #expect(image.description == text)
  }

  @Test(arguments: ["app:1", "registry.example/app", "team/app", "app@sha256:00"])
  func aNameThatAnImageBearsIsNoTag(text: String) {
    #expect(ImageReference(borne: text) == ImageReference(text))
  }

  @Test(arguments: [
    (["app:1", "app:1"], ["app:1"]),
    (["app:1", "docker.io/library/app:1", "1"], ["app:1"]),
    (["docker.io/library/app:1", "1"], ["docker.io/library/app:1"]),
    (["localhost/job:1", "job:1"], ["localhost/job:1"]),
    (["1.4.2"], ["1.4.2"]),
    (["app:1", "2"], ["app:1", "2"]),
    (["app:1", "other:1", "registry.example/app:1"], ["app:1", "other:1", "registry.example/app:1"]),
    (["app", "app:latest"], ["app", "app:latest"]),
  ]) func oneTagByTwoNamesIsListedOnce(names: [String], listed: [String]) {
    #expect([ImageReference](borne: names).map(\.description) == listed)
  }

  @Test(arguments: [
    ("localhost/job:1", "job", true), ("localhost/job:1", "job:1", true), ("localhost/job:1", "job:2", false),
    ("docker.io/library/nginx:1.27", "nginx:1.27", true), ("nginx:1.27", "docker.io/nginx", true),
    ("registry.example/job:1", "job", false), ("app:1.4.2", "1.4.2", true), ("1.4.2", "1.4.2", true),
    ("1.4.2", "app", false), ("1.4.2", "", false), ("app:1", "registry.example/1", false),
  ]) func whatIsLeftOutFitsAll(borne: String, wanted: String, fits: Bool) {
    #expect(ImageReference(borne: borne).answers(to: ImageReference(wanted)) == fits)
  }
}
