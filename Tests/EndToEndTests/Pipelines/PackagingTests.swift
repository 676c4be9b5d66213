import Foundation
import Gate
import TestSupport
import Testing

@testable import imgcheck

/// What is installed beside the program says what the program says.
@Suite struct PackagingTests {
  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: "\(Pipeline.root)/\(name)", encoding: .utf8)
  }

  /// A command of the program's description of itself.
  private struct Command: Decodable {
    struct Argument: Decodable {
      struct Name: Decodable {
        let kind: String
        let name: String
      }
      let names: [Name]?
      let shouldDisplay: Bool
    }
    let commandName: String
    let arguments: [Argument]?
    let subcommands: [Command]?

    var all: [Command] { [self] + (subcommands ?? []).flatMap(\.all) }
  }

  private struct Description: Decodable { let command: Command }

  private func commands() throws -> [Command] {
    let dump = try imgcheck("--experimental-dump-help")
    return try JSONDecoder().decode(Description.self, from: Data(dump.output)).command.all
  }

  @Test func `the man page has every command and option, and no other`() throws {
    let page = try text("packaging/imgcheck.1").replacing("\\-", with: "-")
    #expect(page.contains("\"imgcheck \(Check.version)\""))
    let known = try commands()
    var options: Set<String> = []
    for command in known where command.commandName != "help" {
      #expect(page.contains(command.commandName), "\(command.commandName): run ./dev docs")
      for argument in command.arguments ?? [] where argument.shouldDisplay {
        for name in argument.names ?? [] { options.insert((name.kind == "long" ? "--" : "-") + name.name) }
      }
    }
    #expect(options.count > 30)
    let written = Set(page.matches(of: /\\fB(--?[a-z-]+)\\fR/).map { String($0.1) })
    #expect(options.subtracting(written).isEmpty, "not in the man page: run ./dev docs")
    #expect(written.subtracting(options).isEmpty, "gone from the program: run ./dev docs")
    for section in ["EXIT STATUS", "ENVIRONMENT", "FILES", "EXAMPLES"] {
      #expect(page.contains(".SH \(section)\n"))
    }
  }

  @Test(.enabled(if: Program(named: "groff") != nil, "needs groff"))
  func `the man page renders without a warning`() throws {
    let groff = try #require(Program(named: "groff"))
    let result = try groff.run(["-man", "-Tutf8", "-ww", "-z", "\(Pipeline.root)/packaging/imgcheck.1"])
    #expect(result.status == 0)
    #expect(result.errors.isEmpty, "\(result.errorText)")
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func `completions know rules, formats and policies`(shell: String)
    throws
  {
    let script = try imgcheck("--generate-completion-script", shell)
    #expect(script.status == 0)
    for word in ["image-root-user", "gitlab-codequality", "kubernetes-restricted", "critical", "fail-on"] {
      #expect(script.text.contains(word), "\(word)")
    }
  }

  private static let shells = ["bash", "zsh", "fish"].filter { Program(named: $0) != nil }

  @Test(.enabled(if: !shells.isEmpty, "needs bash, zsh or fish"), arguments: shells)
  func `the shells that are here read their completions`(shell: String) throws {
    let script = try imgcheck("--generate-completion-script", shell)
    let program = try #require(Program(named: shell))
    #expect(try program.run(["-n", "/dev/stdin"], input: .pipe(script.output)).status == 0)
  }

  @Test(.enabled(if: Program(named: "bash") != nil, "needs bash"))
  func `bash completes what a person has begun`() throws {
    let bash = try #require(Program(named: "bash"))
    let scratch = try ScratchDirectory()
    let script = try scratch.write(
      try imgcheck("--generate-completion-script", "bash").output, to: "imgcheck.bash")
    for (words, wanted) in [
      (["explain", "image-root-u"], "image-root-user"), (["check", "--format", "sar"], "sarif"),
      (["check", "--policy", "prod"], "production"), (["lay"], "layers"),
      // The check without its name.
      (["--format", "sar"], "sarif"), (["app.tar", "--fail-on", "crit"], "critical"),
      (["--only"], "--only-new"),
    ] {
      let line = (["imgcheck"] + words).joined(separator: " ")
      let previous = words.count > 1 ? words[words.count - 2] : "imgcheck"
      let command = """
        source '\(script)'; COMP_WORDS=(\(line)); COMP_CWORD=\(words.count); COMP_LINE='\(line)'
        COMP_POINT=${#COMP_LINE}; _imgcheck_or_check imgcheck '\(words[words.count - 1])' '\(previous)'
        printf '%s\\n' "${COMPREPLY[@]}"
        """
      let result = try bash.run(["-c", command])
      #expect(result.text.split(separator: "\n").map(String.init) == [wanted], "\(line)")
    }
  }

  @Test(.enabled(if: Program(named: "fish") != nil, "needs fish"))
  func `fish completes the check without its name`() throws {
    let fish = try #require(Program(named: "fish"))
    let scratch = try ScratchDirectory()
    let script = try scratch.write(
      try imgcheck("--generate-completion-script", "fish").output, to: "imgcheck.fish")
    for (line, wanted) in [
      ("imgcheck --fail-on crit", "critical"), ("imgcheck app.tar --format sar", "sarif"),
      ("imgcheck lay", "layers"), ("imgcheck explain image-root-u", "image-root-user"),
    ] {
      let result = try fish.run(["-c", "source '\(script)'; complete -C '\(line)'"])
      let words = result.text.split(separator: "\n").map { $0.split(separator: "\t")[0] }
      #expect(words.contains { $0 == wanted }, "\(line): \(words)")
    }
  }

  @Test func `packages name the version that the program has`() throws {
    #expect(try text("packaging/homebrew/imgcheck.rb").contains("tag: \"v\(Check.version)\""))
    #expect(try text("ci/gitlab/imgcheck.yml").contains("/v\(Check.version)/"))
  }

  @Test(.enabled(if: Program(named: "bash") != nil, "needs bash"))
  func `the scripts that build packages parse`()
    throws
  {
    let bash = try #require(Program(named: "bash"))
    for name in [
      "lib.bash", "build-release", "build-deb", "build-image", "build-portable", "collect-release",
      "release-notes", "sign-release", "bill-of-materials", "compare-builds",
    ] {
      let script = try text("packaging/\(name)")
      #expect(try bash.run(["-n"], input: .pipe(Array(script.utf8))).status == 0, "\(name)")
    }
  }

  /// What `brew audit --strict` asks of a formula, as far as its text tells.
  @Test(.enabled(if: Program(named: "ldd") != nil, "needs ldd"))
  func `packages find the library that the program loads by its name, and what it needs, beside a program`()
    throws
  {
    let folder = try ScratchDirectory()
    let result = try Pipeline.run(
      """
      cd '\(Pipeline.root)'
      source packaging/lib.bash
      cd "$OLDPWD"
      mkdir -p package/bin package/lib
      cp /bin/true package/bin/imgcheck
      libraries_of package/bin/imgcheck >libraries
      while read -r library; do cp "$library" package/lib/; done <libraries
      libraries_of package/bin/imgcheck
      """, in: folder)
    #expect(result.status == 0, "\(result.errorText)")
    let libraries = result.text.split(separator: "\n").map(String.init)
    for library in libraries { #expect(FileManager.default.fileExists(atPath: library), "\(library)") }
    let beside = Set(try FileManager.default.contentsOfDirectory(atPath: folder.path("package/lib")))
    #expect(beside.contains("libcurl.so.4") && beside.count > 1)
    let own = libraries.filter { $0.contains("/package/lib/") }.map { URL(filePath: $0).lastPathComponent }
    #expect(own.contains("libcurl.so.4") && own.count > 1)
  }

  @Test func `the formula is as Homebrew asks`() throws {
    let lines = try text("packaging/homebrew/imgcheck.rb").split(separator: "\n").map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    func values(_ stanza: String) -> [String] {
      lines.filter { $0.hasPrefix(stanza + " ") }.map { String($0.dropFirst(stanza.count + 1)) }
    }
    let quote = CharacterSet(charactersIn: "\"")
    let description = try #require(values("desc").first).trimmingCharacters(in: quote)
    #expect(description.count <= 80 && description.first?.isUppercase == true && description.last != ".")
    #expect(description.firstMatch(of: /(?i)^(the|an?|imgcheck)\b/) == nil)
    #expect(values("license") == ["\"Apache-2.0\""])
    let stanzas = [
      "desc", "homepage", "url", "license", "head", "depends_on", "uses_from_macos", "def install", "test do",
    ]
    let found = lines.compactMap { line in stanzas.firstIndex { line == $0 || line.hasPrefix($0 + " ") } }
    #expect(found == found.sorted() && Set(found).count == stanzas.count)
    for stanza in ["depends_on", "uses_from_macos"] {
      let names = values(stanza).map { line in
        let name = line.prefix { $0 != " " && $0 != ":" }.trimmingCharacters(in: quote)
        return (line.contains(":build") ? "0 " : "1 ") + name
      }
      #expect(names == names.sorted(), "\(stanza): what only the build needs first, else by the alphabet")
    }
    #expect(lines.count { $0.hasPrefix("assert_match") } == 2)
  }

  @Test(.enabled(if: Program(named: "ruby") != nil, "needs ruby")) func `Ruby reads the formula`() throws {
    let ruby = try #require(Program(named: "ruby"))
    let path = "\(Pipeline.root)/packaging/homebrew/imgcheck.rb"
    let result = try ruby.run(["-wc", path])
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.errorText)")
  }
}
