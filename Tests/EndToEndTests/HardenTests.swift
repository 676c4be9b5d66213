import Foundation
import TestSupport
import Testing

/// `imgcheck harden` as people run it.
struct HardenTests {
  private static let listing = """
    image: web:1
    User: 1000:1000
    Cmd: ["/server"]
    layer: ADD rootfs.tar /
      drwxrwxrwt 0:0 /tmp
      -rwxr-xr-x 0:0 /server
      elf
    """

  private func folder(_ text: String = "services:\n  web:\n    image: web:1\n") throws -> ScratchDirectory {
    let folder = try ScratchDirectory()
    try folder.write(Array(text.utf8), to: "compose.yaml")
    try folder.write(ImageListing(Self.listing).builder.archive(), to: "web.tar")
    return folder
  }

  @Test func theDiffCanBeAppliedAndASecondRunFindsNothing() throws {
    let folder = try folder()
    let first = try imgcheck("harden", "--compose", "compose.yaml", "web.tar", directory: folder.url.path)
    #expect(first.status == 1, "\(first.errorText)")
    #expect(first.text.hasPrefix("--- a/compose.yaml\n+++ b/compose.yaml\n"))
    #expect(first.text.contains("+    # User 1000 ") && first.text.contains("+    read_only: true\n"))
    #expect(
      first.errorText.contains("web  mem_limit  unknown: neither its command nor its environment states"))
    #expect(first.errorText.contains(" settings of 1 service can be tightened\n"))
    let added = first.text.split(separator: "\n").filter { $0.hasPrefix("+ ") }.map { $0.dropFirst() }
    let text = "services:\n  web:\n    image: web:1\n" + added.joined(separator: "\n") + "\n"
    try folder.write(Array(text.utf8), to: "compose.yaml")
    let second = try imgcheck("harden", "compose.yaml", "web.tar", directory: folder.url.path)
    #expect(second.status == 0 && second.text.isEmpty, "\(second.text)")
    #expect(second.errorText.contains("no setting of 1 service can be tightened\n"))
  }

  @Test func theOverrideFileIsReadAfterTheProject() throws {
    let folder = try folder()
    let call = ["harden", "compose.yaml", "web.tar", "-o", "compose.hardened.yaml"]
    let result = try Program.imgcheck.run(call, directory: folder.url.path)
    #expect(result.status == 1 && result.text.isEmpty, "\(result.errorText)")
    let both = ["compose.yaml", "compose.hardened.yaml"]
    let model = try Program.imgcheck.run(["config"] + both, directory: folder.url.path)
    #expect(model.status == 0 && model.text.contains("no-new-privileges:true"), "\(model.errorText)")
    let again = try Program.imgcheck.run(["harden", "web.tar"] + both, directory: folder.url.path)
    #expect(again.status == 0, "\(again.text)")
    let own = try imgcheck(
      "harden", "compose.yaml", "web.tar", "-o", "compose.yaml", directory: folder.url.path)
    #expect(own.status == 2)
    let name = try imgcheck("harden", "compose.yaml", "web.tar", "-o", "x.txt", directory: folder.url.path)
    #expect(name.status == 2 && name.errorText.contains("'x.txt' is not the name of a compose file"))
  }

  @Test func whatCannotBeReadEndsItWithStatus3AndMissingInputWith2() throws {
    let folder = try folder()
    let absent = try imgcheck("harden", "compose.yaml", "absent.tar", directory: folder.url.path)
    #expect(absent.status == 3 && absent.text.isEmpty)
    #expect(absent.errorText.contains("nothing was derived, because an image could not be checked"))
    #expect(try imgcheck("harden", "none.yaml", "web.tar", directory: folder.url.path).status == 3)
    #expect(try imgcheck("harden", "compose.yaml", directory: folder.url.path).status == 2)
    let twice = try imgcheck(
      "harden", "compose.yaml", "--compose", "compose.yaml", "web.tar", directory: folder.url.path)
    #expect(twice.status == 2)
  }
}
