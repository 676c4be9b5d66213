import Foundation
import Gate
import Reports
import TestSupport
import Testing

struct GitCheckoutTests {
  private let revision = String(repeating: "0a", count: 20)

  private func write(_ scratch: ScratchDirectory, _ files: [String: String]) throws {
    for (name, text) in files { try scratch.write(Array(text.utf8), to: name) }
  }

  @Test func aWorkingCopyIsKnownFromAnyOfItsDirectories() throws {
    let scratch = try ScratchDirectory()
    try write(
      scratch,
      [
        ".git/HEAD": "ref: refs/heads/main\n", ".git/refs/heads/main": "\(revision)\n",
        ".git/config": "[core]\n\turl = no\n[remote \"origin\"]\n\turl = git@example.org:team/app.git\n",
        "a/b/compose.yaml": "",
      ])
    let checkout = Checkout.around(scratch.path("a/b"))
    #expect(checkout.branch == "main")
    #expect(checkout.revision == revision)
    #expect(checkout.repository == "https://example.org/team/app")
    #expect(checkout.path("compose.yaml") == "a/b/compose.yaml")
  }

  @Test func aWorkTreeFollowsToItsRepository() throws {
    let scratch = try ScratchDirectory()
    try write(
      scratch,
      [
        "main/.git/worktrees/w/HEAD": "ref: refs/heads/side\n", "main/.git/worktrees/w/commondir": "../..\n",
        "main/.git/HEAD": "ref: refs/heads/main\n",
        "main/.git/packed-refs": "# pack-refs\n\(revision) refs/heads/side\n",
        "main/.git/config": "[remote \"origin\"]\nurl=https://user:token@example.org/app\n",
        "w/.git": "gitdir: ../main/.git/worktrees/w\n",
      ])
    let checkout = Checkout.around(scratch.path("w"))
    #expect(checkout.branch == "side")
    #expect(checkout.revision == revision)
    #expect(checkout.repository == "https://example.org/app", "without the token")
  }

  @Test func outsideNothingIsKnown() throws {
    let scratch = try ScratchDirectory()
    let checkout = Checkout.around(scratch.url.path)
    #expect(checkout.root == nil && checkout.repository == nil && checkout.revision == nil)
  }

  @Test func aBranchNameCannotLeadElsewhere() throws {
    let scratch = try ScratchDirectory()
    try write(
      scratch,
      [
        ".git/HEAD": "ref: ../secret\n", "secret": "\(revision)\n",
        ".git/config": "[remote \"origin\"]\n\turl = /srv/git\n",
      ])
    let checkout = Checkout.around(scratch.url.path)
    #expect(checkout.revision == nil && checkout.repository == nil)
  }
}
