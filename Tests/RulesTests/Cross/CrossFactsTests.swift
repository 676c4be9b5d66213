import ArchiveIO
import Compose
import Findings
import Images
import Policies
import TestSupport
import Testing

@testable import Rules

/// What a container runs with: the image's config, and what the service states over it.
struct CrossFactsTests {
  private func facts(_ service: String, image: String) throws -> CrossFacts {
    let text = "# compose: compose.yaml\nservices:\n  a:\n    image: a:1\n\(service)\n# image: a:1\n\(image)"
    return try #require(try CrossListing(text).pairs.first)
  }

  private static let image = """
    User: app
    WorkingDir: /srv
    Env: PATH=/bin
    Env: MODE=image
    Entrypoint: ["tini", "--"]
    Cmd: ["server", "--port", "1"]
    layer: COPY . /
      -rwxr-xr-x 0:0 /bin/server 10
      lrwxrwxrwx 0:0 /var/run -> /run
      drwxr-xr-x 0:0 /run
    """

  /// As Docker joins them: an entry point of the service drops the image's command, a command keeps the entry point.
  @Test(arguments: [
    ("", ["tini", "--", "server", "--port", "1"]),
    ("    command: other 'two words' \"a b\"", ["tini", "--", "other", "two words", "a b"]),
    ("    command: []", ["tini", "--", "server", "--port", "1"]),
    ("    entrypoint: /start", ["/start"]),
    ("    entrypoint: [/start]\n    command: [now]", ["/start", "now"]),
    ("    entrypoint: []", ["server", "--port", "1"]),
    ("    entrypoint: ''\n    command: [now]", ["now"]),
    ("    entrypoint: null", ["tini", "--", "server", "--port", "1"]),
  ]) func entryPointAndCommandAreJoined(service: String, words: [String]) throws {
    let facts = try facts(service, image: Self.image)
    #expect(facts.start.words.map(\.text) == words)
    #expect(facts.running.mainCommand?.words == words)
  }

  @Test func everyWordKnowsWhoSaysIt() throws {
    let facts = try facts("    command: [x, y]", image: Self.image)
    #expect(facts.start.words.map(\.isOfService) == [false, false, true, true])
    #expect(facts.start.words.last?.place == .compose(key: "services.a.command[1]"))
    #expect(facts.start.programs.map(\.text) == ["tini", "x"])
  }

  @Test func theServiceStatesUserDirectoryAndVariablesOverTheImage() throws {
    let service = """
          user: "7:8"
          working_dir: /tmp
          environment: {MODE: service, EXTRA: "1"}
      """
    let execution = try facts(service, image: Self.image).running.config.execution
    #expect(execution.user == "7:8")
    #expect(execution.workingDirectory == "/tmp")
    #expect(execution.environment == ["PATH=/bin", "EXTRA=1", "MODE=service"])
    let silent = try facts("", image: Self.image)
    #expect(silent.running.config == silent.image.config)
    #expect(try facts("    user: ${WHO}", image: Self.image).running.config.execution.user == "app")
  }

  @Test func aVariableWithoutAValueIsNotTheImages() throws {
    for service in ["    environment: [MODE]", "    environment: {MODE: }"] {
      let facts = try facts(service, image: Self.image)
      #expect(facts.running.config.execution.environment == ["PATH=/bin"])
      #expect(facts.isSearchPathKnown)
    }
    // Empty is a value.
    let empty = try facts("    environment: [MODE=]", image: Self.image)
    #expect(empty.running.config.execution.environment == ["PATH=/bin", "MODE="])
    let open = try facts("    environment: [PATH]", image: Self.image)
    #expect(open.program("server") == nil && open.program("/bin/server") != nil)
  }

  @Test func aProgramIsNotMissingWhereTheHostSaysWhereToLook() throws {
    let rule = try #require(Rule.named("cross-broken-command"))
    guard case .cross(let check) = rule.check else { return }
    let missing = "    command: [absent]\n    entrypoint: []"
    #expect(try check(facts(missing, image: Self.image), .standard).count == 1)
    #expect(try check(facts(missing + "\n    environment: [PATH]", image: Self.image), .standard).isEmpty)
  }

  @Test func mountsStandWhereTheImagesLinksLead() throws {
    let service = """
          tmpfs: ["/var/run:size=1m", "/ro:ro"]
          volumes: ["data:/data", "./conf:/etc/app:ro"]
          secrets: [key]
      secrets: {key: {file: ./key}}
      volumes: {data: {}}
      """
    let mounts = try facts(service, image: Self.image).mounts
    #expect(mounts.isComplete)
    #expect(mounts.over(ArchivePath("/run/app.pid"))?.kind == .memory)
    #expect(mounts.over(ArchivePath("/ro/x"))?.isReadOnly == true)
    #expect(mounts.over(ArchivePath("/data/a/b"))?.source == "data")
    #expect(mounts.over(ArchivePath("/etc/app"))?.kind == .bind)
    #expect(mounts.over(ArchivePath("/run/secrets/key"))?.kind == .file)
    #expect(mounts.over(ArchivePath("/etc/apple")) == nil)
    let others = try facts("    volumes_from: [b]\n  b: {image: b}", image: Self.image).mounts
    #expect(!others.isComplete)
    #expect(others.mayHide(ArchivePath("/anything")))
  }

  /// Nested launchers, one long word and paths of many parts cost no more than their length.
  @Test func hostileCommandsAndPathsEnd() throws {
    let taken = try threadSeconds { try followHostileCommandsAndPaths() }
    #expect(taken < 30)
  }

  private func followHostileCommandsAndPaths() throws {
    let many = 100_000
    let launchers = try facts(
      "    command: " + String(repeating: "env ", count: many) + "app", image: Self.image)
    #expect(launchers.start.words.count == many + 3)
    #expect(launchers.start.programs.count < 20)
    let word = try facts("    command: " + String(repeating: "a", count: many), image: Self.image)
    #expect(word.start.words.last?.text.utf8.count == many)
    let path = try facts(
      "    tmpfs: [\(String(repeating: "/a", count: many))]", image: Self.image)
    #expect(path.mounts.all.count == 1)
    #expect(path.mounts.over(ArchivePath("/a")) == nil)
  }

  @Test func aLayerThatImagesShareCountsOnceOnTheDisk() throws {
    let text = """
      # compose: compose.yaml
      services:
        a: {image: "a:1"}
        b: {image: "b:1"}
      # image: a:1
      layer: ADD base /
        -rw-r--r-- 0:0 /base 100000
      # image: b:1
      layer: ADD base /
        -rw-r--r-- 0:0 /base 100000
      layer: COPY own /
        -rw-r--r-- 0:0 /own 50000
      """
    let images = try CrossListing(text).pairs.map(\.image)
    let sizes = images.map { $0.layers.map(\.scan.unpackedSize) }
    #expect(sizes[0][0] >= 100_000)
    #expect(ImageSpace.bytes(of: images) == sizes[1].reduce(0, +))
    #expect(ImageSpace.bytes(of: []) == 0)
  }
}
