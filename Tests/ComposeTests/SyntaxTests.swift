import Compose
import Findings
import Testing

struct SyntaxTests {
  private func ports(_ text: String) throws -> [String] {
    try load("services:\n  a:\n    image: a:1\n    ports: [\(text)]\n").services[0].ports.map {
      "\($0.address ?? "*") \($0.published.map { "\($0)" } ?? "any") \($0.target)/\($0.transport)"
    }
  }

  @Test(arguments: [
    ("80", ["* any 80/tcp"]), ("\"80\"", ["* any 80/tcp"]), ("\"8080:80\"", ["* 8080 80/tcp"]),
    ("\"127.0.0.1:8080:80/udp\"", ["127.0.0.1 8080 80/udp"]), ("\"127.0.0.1::80\"", ["127.0.0.1 any 80/tcp"]),
    ("\"[::1]:80:80\"", ["::1 80 80/tcp"]), ("\"::1:80:80\"", ["::1 80 80/tcp"]),
    ("\"9-10:19-20\"", ["* 9-10 19-20/tcp"]), ("\"12400-12500:124\"", ["* 12400-12500 124/tcp"]),
    ("\"5-6\"", ["* any 5-6/tcp"]),
    (
      "{target: 80, published: \"8080-8090\", host_ip: 10.0.0.1, protocol: udp}",
      ["10.0.0.1 8080-8090 80/udp"]
    ),
    ("{target: 80}", ["* any 80/tcp"]),
  ])
  func portsInEveryForm(text: String, expected: [String]) throws {
    #expect(try ports(text) == expected)
  }

  @Test(arguments: [
    "\"1-2:3-5\"", "\"x:80\"", "\"80:\"", "\"80/xyz\"", "\"70000:80\"", "\"9-8\"", "{published: 80}",
  ])
  func portsThatAreNone(text: String) throws {
    let project = try load("services:\n  a:\n    image: a:1\n    ports: [\(text)]\n")
    #expect(project.services[0].ports.isEmpty)
    if !text.hasPrefix("{") { #expect(project.said(.refused).count == 1) }
  }

  private func mount(_ text: String) throws -> Mount {
    let project = try load(
      "services:\n  a:\n    image: a:1\n    volumes: ['\(text)']\nvolumes: {data: }\n")
    #expect(project.said(.refused).isEmpty)
    return try #require(project.services.first?.mounts.first)
  }

  @Test(arguments: [
    ("/data", "volume", "", "/data", false), ("data:/x", "volume", "data", "/x", false),
    ("./a:/x", "bind", "./a", "/x", false), ("/a:/x:ro", "bind", "/a", "/x", true),
    ("~/a:/x:ro,z", "bind", "~/a", "/x", true), ("C:\\\\a:/x", "bind", "C:\\\\a", "/x", false),
    ("../a:/x:rw", "bind", "../a", "/x", false),
  ])
  func mountsInShortForm(
    text: String, kind: String, source: String, target: String, isReadOnly: Bool
  ) throws {
    let mount = try mount(text)
    #expect(mount.kind.rawValue == kind)
    #expect(mount.source ?? "" == source)
    #expect(mount.target == target)
    #expect(mount.isReadOnly == isReadOnly)
  }

  @Test func modesBecomeOptions() throws {
    #expect(try mount("/a:/x:rshared").propagation == "rshared")
    #expect(try mount("/a:/x:Z").section.text("bind", "selinux")?.value == "Z")
    #expect(try mount("data:/x:nocopy").section.boolean("volume", "nocopy")?.value == true)
  }

  @Test(arguments: [
    ("1073741824", 1 << 30), ("1g", 1 << 30), ("1gb", 1 << 30), ("1GiB", 1 << 30), ("1 GB", 1 << 30),
    ("1.5k", 1536), ("512M", 512 << 20), ("10b", 10), ("0", 0), ("-1", -1), ("2t", 2 << 40),
  ])
  func sizesHaveBase1024(text: String, bytes: Int) throws {
    #expect(ByteSize(text)?.bytes == bytes)
  }

  @Test(arguments: ["", "x", "1x", "1 g b", "-5", "1e999", "99999999p", "1..2g"])
  func sizesThatAreNone(text: String) {
    #expect(ByteSize(text) == nil)
  }

  @Test func sizesAreShownShort() {
    #expect(ByteSize(bytes: 512 << 20).description == "512M")
    #expect(ByteSize(bytes: 3 << 29).description == "1.5G")
    #expect(ByteSize(bytes: 2 << 40).description == "2048G")
    #expect(ByteSize(bytes: 1024).description == "1K")
    #expect(ByteSize(bytes: 1023).description == "1023B")
    #expect(ByteSize(bytes: 0).description == "0B")
    #expect(ByteSize(bytes: -1).description == "-1B")
    #expect(ByteSize(bytes: .min).description == "\(Int.min)B")
  }

  @Test(arguments: [
    ("30s", 30), ("1m30s", 90), ("1h", 3600), ("1500ms", 1.5), ("0", 0), ("2d", 172_800), ("1.5m", 90),
  ])
  func durations(text: String, seconds: Double) {
    #expect(Duration(compose: text) == .seconds(seconds))
  }

  @Test(arguments: ["", "30", "s", "1x", "-1s", "1m 30s"])
  func durationsThatAreNone(text: String) {
    #expect(Duration(compose: text) == nil)
  }

  @Test func aListedVariableStandsAtItsValue() throws {
    let project = try load("services:\n  a:\n    image: a:1\n    environment:\n      - \"KEY=value\"\n")
    let span = try #require(project.services[0].environment.first).span
    #expect((span.start.column, span.end.column) == (14, 19))
  }
}
