import Images
import Testing

struct EntryListTests {
  @Test(arguments: [
    "", "\n", " \t\n\r\n", "# a", "  # a\n\n# b\n", "#", ":\n", " : # /lib/a.so\n",
  ])
  func blanksAndCommentsListNothing(_ text: String) {
    #expect(content(text) == .emptyList)
  }

  @Test(arguments: [
    "/lib/a.so", "# a\n/lib/a.so\n", "/lib/a.so # b", ":/lib/a.so", "ssh-ed25519 AAAA #1\n",
    "\n\nfrom=\"10.0.0.1\" ssh-rsa AAAA\n", "\0",
  ])
  func anythingElseIsAnEntry(_ text: String) {
    #expect(content(text) == .nothing)
  }

  @Test func whatWasNotReadWholeMayListSomething() {
    #expect(content("# a\n", size: 1 << 20) == .nothing)
  }

  private func content(_ text: String, size: Int? = nil) -> FileFact.Content {
    let bytes = Array(text.utf8)
    return FileFact(
      kind: .entryList, path: Array("etc/ld.so.preload".utf8), bytes: bytes, size: size ?? bytes.count
    ).content
  }
}
