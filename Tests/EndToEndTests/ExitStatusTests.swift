import Foundation
import TestSupport
import Testing

/// 0 clean, 1 findings, 2 wrong usage, 3 something was not checked.
@Suite struct ExitStatusTests {
  @Test func `findings decide between 0 and 1 by their severity`() throws {
    let image = archive("docker-26.tar")
    #expect(try imgcheck(image, "--no-secrets", "--fail-on", "critical").status == 0)
    #expect(try imgcheck(image, "--no-secrets").status == 1)
    #expect(try imgcheck(image, "--no-secrets", "--fail-on", "note").status == 1)
    #expect(try imgcheck(image, "--no-secrets", "--fail-on", "note", "--exit-zero").status == 0)
  }

  @Test(arguments: [
    [], ["--no-such-option", "x.tar"], ["x.tar", "--format", "xml"], ["x.tar", "--fail-on", "awful"],
    ["x.tar", "-o", "json"], ["x.tar", "-o", "xml=out"], ["x.tar", "--platform", "linux"], ["-", "-"],
    ["explain", "no-such-rule"], ["x.tar", "--color", "blue"], ["layers"],
  ])
  func `wrong usage ends with 2, a word to standard error and nothing else`(arguments: [String]) throws {
    let result = try Program.imgcheck.run(arguments)
    #expect(result.status == 2)
    #expect(!result.errors.isEmpty)
    #expect(result.output.isEmpty)
  }

  @Test func `nothing at standard input is said to be nothing, and is not clean`() throws {
    let empty = try imgcheck("-", "--no-secrets", input: .pipe([]))
    #expect(empty.status == 3)
    #expect(empty.text.contains("not a tar archive, but an empty stream"))
    let other = try imgcheck("-", "--no-secrets", input: .pipe(Array("no archive at all".utf8)))
    #expect(other.status == 3)
    #expect(other.text.contains("data of another form"))
  }

  @Test func `an output that cannot be written ends with 2`() throws {
    let file = try imgcheck(archive("docker-26.tar"), "--no-secrets", "-o", "json=/no/such/folder/out.json")
    #expect(file.status == 2)
    #expect(file.errorText.contains("/no/such/folder/out.json"))
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "needs /dev/full"))
  func `a standard output that is full ends with 2`() throws {
    let shell = Program(path: "/bin/sh")
    for command in [
      "--no-secrets '\(archive("docker-26.tar"))'", "rules", "layers '\(archive("docker-26.tar"))'",
    ] {
      let full = try shell.run(["-c", "'\(Program.imgcheck.path)' \(command) >/dev/full"])
      #expect(full.status == 2, "\(command): \(full.errorText.prefix(200))")
      #expect(full.errorText.contains("Error: Standard output cannot be written"), "\(full.errorText)")
    }
  }

  @Test(arguments: [">&-", "2>&-", "<&-"]) func `a closed stream is no crash`(closing: String) throws {
    let command = "'\(try Program.imgcheck.path)' --no-secrets '\(archive("docker-26.tar"))' \(closing)"
    let result = try Program(path: "/bin/sh").run(["-c", command])
    #expect(result.status < 3, "\(result.errorText.prefix(200))")
  }

  @Test(arguments: [["/no/such/file.tar"], ["/dev/null"], ["layers", "/no/such/file.tar"]])
  func `what cannot be read ends with 3 and is named`(arguments: [String]) throws {
    let result = try Program.imgcheck.run(arguments)
    #expect(result.status == 3)
    #expect((result.text + result.errorText).contains(try #require(arguments.last)))
  }

  @Test func `an image beside one that cannot be read is judged, and the status is 3`() throws {
    let (status, object) = try report(archive("docker-26.tar"), "/no/such/file.tar")
    #expect(status == 3)
    #expect(try !object.objects("findings").isEmpty)
    #expect(try object.objects("incomplete").map { $0["what"] as? String } == ["/no/such/file.tar"])
    #expect(try report(archive("docker-26.tar"), "/no/such/file.tar", "--exit-zero").status == 3)
  }

  @Test(arguments: [
    ("absent-config.tar", "config sha256:"), ("flipped-byte.tar", "damaged gzip at byte"),
    ("missing-layer.tar", "is not in the archive"), ("not-a-tar.tar", "not a tar"),
    ("trailing-bytes.tar", "damaged gzip at byte"), ("truncated.tar", "damaged tar at byte"),
    ("truncated.tar.gz", "damaged gzip at byte"), ("wrong-crc.tar", "damaged gzip at byte"),
  ])
  func `a damaged archive ends with 3, and the message names member and offset`(name: String, words: String)
    throws
  {
    let (status, object) = try report(archive("damaged/\(name)"))
    #expect(status == 3)
    let incomplete = try object.objects("incomplete").map { "\($0["what"] ?? ""): \($0["why"] ?? "")" }
    #expect(incomplete.contains { $0.contains(words) }, "\(incomplete)")
    if !name.hasPrefix("truncated.tar.gz") {
      #expect(try !object.objects("findings").isEmpty, "what is whole is judged")
    }
    let text = try imgcheck(archive("damaged/\(name)"), "--no-secrets")
    #expect(text.status == 3)
    #expect(text.text.hasPrefix("INCOMPLETE"))
  }

  @Test(arguments: ["wrong-diff-id.tar", "wrong-digest.tar"])
  func `a wrong digest is a critical finding`(name: String) throws {
    let (status, object) = try report(archive("damaged/\(name)"))
    #expect(status == 1)
    let critical = try object.objects("findings").filter { $0["severity"] as? String == "critical" }
    #expect(!critical.isEmpty)
  }

  @Test func theBundledImageThatTheREADMEShowsHasFindingsAndIsReadWhole() throws {
    let result = try imgcheck(TestData.path("images/demo.tar.gz"))
    #expect(result.status == 1, "\(result.text)")
    #expect(!result.text.contains("NOT CHECKED"))
  }
}
