import ArchiveIO
import Foundation
import TestSupport
import Testing

/// What the program writes, and that it is the same each time.
@Suite struct OutputTests {
  /// An image whose names try to command a terminal or a CI system.
  private func hostileImage() throws -> [UInt8] {
    let names = [
      "\u{1b}]0;owned\u{7}", "::error::x", "##[error]y", "a\nb", "\u{202e}gpj", "tail:", "\u{9b}31m",
      "x\r\u{1b}[2K",
    ]
    var members = names.map { name in
      var member = TarWriter.Member("bin/\(name)", content: "x")
      member.mode = 0o4755
      return member
    }
    for bytes: [UInt8] in [[0xff] + Array("::error::z".utf8), [0xff] + Array("##[error]".utf8), [0x9b]] {
      var member = TarWriter.Member("")
      member.path = Array("bin/".utf8) + bytes
      member.mode = 0o4755
      members.append(member)
    }
    var builder = ImageBuilder()
    builder.tags = ["::warning::tag:\u{1b}[31m", "##[group]tag"]
    builder.os = "linux\u{1b}[0m"
    builder.execution = [
      "User": "::notice::user", "Env": ["DB_PASSWORD\u{1b}[1m=::add-mask::x", "PATH=##[debug]:/bin"],
      "Labels": ["::set-output name=x::": "\u{7}"] as [String: String],
    ]
    builder.steps = [
      .layer(.init("RUN echo ::error:: \u{1b}[31m ##[section]", members)), .empty("USER ::stop::"),
    ]
    return try builder.archive()
  }

  private func expectHarmless(_ bytes: [UInt8], _ what: String) throws {
    let text = try #require(String(validating: bytes, as: UTF8.self), "\(what) is no UTF-8")
    let dangerous = text.unicodeScalars.filter { scalar in
      switch scalar.properties.generalCategory {
      case .control: scalar != "\n"
      case .format, .lineSeparator, .paragraphSeparator: true
      default: false
      }
    }
    #expect(dangerous.isEmpty, "\(what): \(dangerous.map { String($0.value, radix: 16) })")
    #expect(!text.contains("##["), "\(what)")
    for line in text.split(separator: "\n") {
      #expect(!line.drop { $0 == " " }.hasPrefix("::"), "\(what): \(line)")
      #expect(!line.contains("::"), "\(what): \(line)")
    }
  }

  @Test func `names in an image command neither a terminal nor a CI system`() throws {
    let scratch = try ScratchDirectory()
    let path = try scratch.write(hostileImage(), to: "image.tar")
    let text = try imgcheck(path, "--all")
    #expect(text.text.contains("layer-set-id-file"), "there is something to show")
    try expectHarmless(text.output + text.errors, "text")
    let layers = try imgcheck("layers", path)
    #expect(layers.status == 0)
    try expectHarmless(layers.output + layers.errors, "layers")
    let json = try imgcheck(path, "--format", "json")
    try expectHarmless(json.errors, "errors beside JSON")
    #expect(!json.text.contains("\u{1b}"))
    let page = try imgcheck(path, "--format", "html", "--no-secrets")
    #expect(page.text.contains("layer-set-id-file"))
    // The page's own style has `::` in it, and tabs nowhere.
    let outside = try #require(page.text.firstRange(of: "</style>"))
    try expectHarmless(Array(page.text[outside.upperBound...].utf8), "html")
    let nothing = try imgcheck(path, "--image", "x")
    try expectHarmless(nothing.output + nothing.errors, "what is present")
  }

  @Test func `damage with hostile names is reported as harmlessly`() throws {
    let scratch = try ScratchDirectory()
    let manifest = ###"[{"Config":"::error::\u001b[1m","RepoTags":["a:1"],"Layers":["##[x]\u001b[2K::y"]}]"###
    let tar = TarWriter.tar([TarWriter.Member("manifest.json", content: manifest)])
    let result = try imgcheck(try scratch.write(tar, to: "image.tar"))
    #expect(result.status == 3)
    try expectHarmless(result.output + result.errors, "text")
  }

  @Test(arguments: ["text", "json", "sarif", "html"]) func `two runs give the same bytes`(format: String)
    throws
  {
    for name in ["docker-20-several.tar", "demo.tar.gz", "damaged/truncated.tar"] {
      let runs = try (1...3).map { _ in try imgcheck(archive(name), "--format", format) }
      #expect(Set(runs.map(\.output)).count == 1, "\(name)")
      #expect(!runs[0].output.isEmpty)
    }
  }

  @Test func `several outputs are written beside standard output, all of one run`() throws {
    let scratch = try ScratchDirectory()
    let files = ["json", "sarif", "text", "html"].map { ($0, scratch.path("out.\($0)")) }
    let result = try Program.imgcheck.run(
      [archive("docker-26.tar"), "--no-secrets"] + files.flatMap { ["-o", "\($0)=\($1)"] })
    #expect(result.status == 1)
    #expect(result.text.hasPrefix("FAIL"))
    for (format, path) in files {
      let written = try [UInt8](Data(contentsOf: URL(filePath: path)))
      let alone = try imgcheck(archive("docker-26.tar"), "--no-secrets", "--format", format, "--all")
      #expect(written == alone.output, "\(format)")
    }
  }

  @Test func `colours come when asked for, and never into a file`() throws {
    let image = archive("docker-26.tar")
    let escape = "\u{1b}["
    #expect(try !imgcheck(image, "--no-secrets").text.contains(escape), "no terminal, no colours")
    #expect(try imgcheck(image, "--no-secrets", "--color", "always").text.contains(escape))
    #expect(try !imgcheck(image, "--no-secrets", "--color", "never").text.contains(escape))
  }

  /// What runs a command in a terminal; the one of macOS takes other options.
  private static let script: Program? = {
    #if os(Linux)
      Program(named: "script")
    #else
      nil
    #endif
  }()

  @Test(.enabled(if: script != nil, "needs the program script of util-linux"))
  func `a terminal gets colours, unless it or its user wants none`() throws {
    let script = try #require(Self.script)
    let command = "'\(try Program.imgcheck.path)' --no-secrets '\(archive("docker-26.tar"))'"
    for (environment, isColoured) in [
      (["NO_COLOR": "", "TERM": "xterm"], true), (["NO_COLOR": "1", "TERM": "xterm"], false),
      (["NO_COLOR": "", "TERM": "dumb"], false),
    ] {
      let result = try script.run(["-qec", command, "/dev/null"], environment: environment)
      #expect(result.text.contains("\u{1b}[1") == isColoured, "\(environment)")
    }
  }

  @Test func `help names the exit statuses, and the version is one line`() throws {
    let help = try imgcheck("--help")
    #expect(help.status == 0)
    for word in ["EXIT STATUS", "EXAMPLES", "docker save"] { #expect(help.text.contains(word)) }
    let version = try imgcheck("--version")
    #expect(version.text.wholeMatch(of: /imgcheck \d+\.\d+\.\d+\n/) != nil)
  }

  @Test func `each rule can be explained, and a slip is answered with the nearest name`() throws {
    let page = try imgcheck("explain", "image-root-user")
    #expect(page.status == 0)
    #expect(page.text.hasPrefix("# image-root-user"))
    #expect(try imgcheck("explain", "image-rot-user").errorText.contains("image-root-user"))
    #expect(try imgcheck("rules").text.contains("image-root-user"))
  }
}
