import Testing

@testable import Images

@Suite struct ApkTests {
  private let installed = """
    C:Q1abc=
    P:busybox-binsh
    V:1.36.1-r29
    A:x86_64
    S:1547
    I:8192
    T:busybox ash /bin/sh
    U:https://example.org/
    L:GPL-2.0-only
    o:busybox
    m:Example <maintainer@example.org>
    D:busybox=1.36.1-r29
    F:bin
    R:sh
    a:0:0:777
    Z:Q1def=

    C:Q1ghi=
    P:musl
    V:1.2.5-r0
    o:musl
    F:
    F:lib
    M:0:0:1777
    R:ld-musl-x86_64.so.1
    R:libc.musl-x86_64.so.1


    """

  @Test func `a database gives packages and their files`() {
    let listing = ApkInstalled.parse(bytes(installed))
    #expect(listing.problems.isEmpty)
    #expect(
      listing.packages == [
        Package(
          ecosystem: .apk, name: "busybox-binsh", version: "1.36.1-r29", source: "busybox",
          architecture: "x86_64", license: "GPL-2.0-only"),
        Package(ecosystem: .apk, name: "musl", version: "1.2.5-r0"),
      ])
    #expect(
      listing.files.map { $0.paths.map(\.text) } == [
        ["bin", "bin/sh"], ["lib", "lib/ld-musl-x86_64.so.1", "lib/libc.musl-x86_64.so.1"],
      ])
  }

  @Test func `a last package without an empty line after it counts`() {
    #expect(ApkInstalled.parse(bytes("P:a\nV:1")).packages.map(\.name) == ["a"])
  }

  @Test func `wrong lines and packages without a version are told`() {
    let listing = ApkInstalled.parse(bytes("P:a\nV:1\nrubbish\n\nP:b\n\nP:c\nV:3\n"))
    #expect(listing.packages.map(\.name) == ["a", "c"])
    #expect(listing.problems.map(\.line) == [3, 5])
  }

  @Test func `the world has names without bounds, pins and conflicts`() {
    let world = "busybox curl>=8.0 nginx@edge !wget\n.build-deps=20240101\nso:libc.musl.so.1~1\n"
    #expect(
      ApkInstalled.parseWorld(bytes(world)).names == [
        "busybox", "curl", "nginx", ".build-deps", "so:libc.musl.so.1",
      ])
  }

  @Test func `a long directory of many files does not fill the memory`() {
    let folder = "F:" + String(repeating: "d/", count: 2000) + "\n"
    let text = "P:a\nV:1\n" + folder + String(repeating: "R:f\n", count: 20_000)
    let listing = ApkInstalled.parse(bytes(text))
    #expect(listing.packages.map(\.name) == ["a"])
    #expect(listing.files.first?.paths.isCut == true)
    #expect(listing.problems.count == 1)
    #expect((listing.files.first?.paths.byteCount ?? 0) < PathList.mostBytes + PathList.longestPath)
  }

  @Test func `no truncation invents a package`() {
    let whole = bytes(installed)
    for count in whole.indices {
      #expect(ApkInstalled.parse(Array(whole[..<count])).packages.count <= 2)
    }
  }
}
