import Foundation
import TestSupport
import Testing

/// The scripts that make a release of what was built.
@Suite(.enabled(if: Program(named: "ssh-keygen") != nil && Program(named: "bash") != nil, "needs ssh-keygen"))
struct ReleaseTests {
  private let scratch: ScratchDirectory

  init() throws { scratch = try ScratchDirectory() }

  /// Makes a key that is thrown away; gives the line that publishes it.
  private func key(_ name: String) throws -> String {
    let made = try #require(Program(named: "ssh-keygen")).run([
      "-q", "-t", "ed25519", "-N", "", "-C", "imgcheck", "-f", scratch.path(name),
    ])
    try #require(made.status == 0, "\(made.errorText)")
    let parts = try String(contentsOfFile: scratch.path("\(name).pub"), encoding: .utf8).split(separator: " ")
    return #"imgcheck namespaces="imgcheck-release" \#(parts[0]) \#(parts[1])"# + "\n"
  }

  private func sign(_ key: String, signers: String = "signers") throws -> Program.Result {
    try #require(Program(named: "bash")).run(
      ["\(Pipeline.root)/packaging/sign-release", scratch.path("release")],
      environment: ["SIGNING_KEY": scratch.path(key), "SIGNERS": scratch.path(signers)])
  }

  /// Verifies a file by the command of docs/install.md.
  private func isVerified(_ file: String) throws -> Bool {
    let page = try String(contentsOfFile: "\(Pipeline.root)/docs/install.md", encoding: .utf8)
    let line = try #require(page.split(separator: "\n").first { $0.contains("ssh-keygen -Y verify") })
    let command = line.trimmingCharacters(in: .whitespaces)
      .replacing("release-signers", with: scratch.path("signers"))
      .replacing(/imgcheck_[0-9.]+_amd64.deb/, with: scratch.path("release/\(file)"))
    return try #require(Program(named: "bash")).run(["-c", command]).status == 0
  }

  @Test func `a signed file is verified as the page tells, and a changed one is not`() throws {
    try scratch.write(Array(key("key").utf8), to: "signers")
    try scratch.write(Array("a package".utf8), to: "release/a.deb")
    try scratch.write(Array("sums".utf8), to: "release/SHA256SUMS")
    let signed = try sign("key")
    #expect(signed.status == 0 && signed.text.contains("2 files are signed"), "\(signed.errorText)")
    #expect(try isVerified("a.deb") && isVerified("SHA256SUMS"))
    try scratch.write(Array("b package".utf8), to: "release/a.deb")
    #expect(try !isVerified("a.deb"))
    #expect(try sign("key").text.contains("2 files are signed"), "signatures themselves are not signed")
    #expect(try isVerified("a.deb"))
  }

  @Test func `a key that is not the published one signs nothing`() throws {
    try scratch.write(Array(key("key").utf8), to: "signers")
    _ = try key("other")
    try scratch.write(Array("a package".utf8), to: "release/a.deb")
    let refused = try sign("other")
    #expect(refused.status == 2 && refused.errorText.contains("is not the one in"))
    #expect(!FileManager.default.fileExists(atPath: scratch.path("release/a.deb.sig")))
    #expect(try sign("none").errorText.contains("which is no file"))
    #expect(try sign("key", signers: "none").errorText.contains("publish the key there"))
  }

  @Test(.enabled(if: Program(named: "objdump") != nil, "needs objdump"))
  func `a program that needs a later glibc than releases promise is refused`() throws {
    func hold(_ bound: String) throws -> Program.Result {
      try #require(Program(named: "bash")).run(
        ["-c", "source packaging/lib.bash && hold_to_glibc '\(Program.imgcheck.path)'"],
        environment: ["GLIBC_BOUND": bound], directory: Pipeline.root)
    }
    let wide = try hold("9.0")
    #expect(wide.status == 0 && wide.text.contains("needs glibc 2."), "\(wide.errorText)")
    let narrow = try hold("2.2")
    #expect(narrow.status == 2 && narrow.errorText.contains("releases promise to run on 2.2"))
  }
}
