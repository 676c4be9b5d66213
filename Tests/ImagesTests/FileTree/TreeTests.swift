import ArchiveIO
import Findings
import TestSupport
import Testing

@testable import Images

/// How entries take each other's place.
@Suite struct TreeTests {
  @Test func `a file takes the place of a directory, and a directory that of a file`() throws {
    let toFile = try image([directory("a"), file("a/x"), file("a/b/y")], [file("a")])
    #expect(toFile.paths == ["/a"])
    #expect((0..<3).map { toFile.state(0, $0) } == [.replaced, .replaced, .replaced])
    let back = try image([directory("a"), file("a/x")], [file("a")], [directory("a"), file("a/z")])
    #expect(back.paths == ["/a", "/a/z"])
    #expect(back.state(1, 0) == .replaced)
  }

  @Test func `a directory on a directory keeps what is below`() throws {
    let image = try image([directory("a"), file("a/x")], [directory("a")])
    #expect(image.paths == ["/a", "/a/x"])
    #expect(image.state(0, 0) == .replaced)
    #expect(image.state(0, 1) == nil)
  }

  @Test func `of two entries with one name in a layer the last counts`() throws {
    let image = try image([file("x", "first"), file("x", "second"), file("./x", "third")])
    #expect(image.paths == ["/x"])
    #expect((0..<3).map { image.state(0, $0) } == [.replaced, .replaced, nil])
  }

  @Test func `a directory that no entry names is there, and counts as none`() throws {
    let image = try image([file("a/b/x")])
    #expect(image.paths == ["/a", "/a/b", "/a/b/x"])
    #expect(image.treeCounts.directories == 0)
  }

  @Test func `a link takes the place of a directory, a directory that of a link`() throws {
    #expect(try image([file("a/x")], [symbolicLink("a", to: "b")]).paths == ["/a"])
    #expect(
      try image([directory("b"), symbolicLink("a", to: "b")], [directory("a"), file("a/x")]).paths == [
        "/a", "/a/x", "/b",
      ])
  }

  @Test func `names that climb are placed where engines place them`() throws {
    let image = try image([file("a/../../etc/x"), file("/b/./c"), file("../d")])
    #expect(image.paths == ["/b", "/b/c", "/d", "/etc", "/etc/x"])
  }

  @Test func `the root directory is no path of the tree`() throws {
    let image = try image([directory("./"), directory("/"), file("x")], [file("/")])
    #expect(image.paths == ["/x"])
  }

  @Test func `names are bytes and need not be text`() throws {
    var (first, second) = (file(""), file(""))
    first.path = [0xff]
    second.path = [0xfe]
    #expect(try image([first, second]).paths == ["/\\xfe", "/\\xff"])
  }
}

@Suite struct HardLinkTests {
  @Test func `a hard link shows the bytes of its target, also when that name is deleted`() throws {
    let image = try image([file("a", "secret"), hardLink("b", to: "a")], [file(".wh.a")])
    #expect(image.paths == ["/b"])
    let occurrence = image.occurrence(EntryID(layer: 0, index: 0))
    #expect(occurrence.state == .visible)
    #expect(occurrence.hiding?.cause == .deleted)
    #expect(image.tree.content(at: try #require(image.tree.node(at: "b"))) == EntryID(layer: 0, index: 0))
  }

  @Test func `a hard link across layers reaches what lower layers have`() throws {
    let image = try image([file("a", "x")], [hardLink("b", to: "a"), file(".wh.a")], [file(".wh.b")])
    #expect(image.paths == [])
    #expect(image.occurrence(EntryID(layer: 0, index: 0)).state == .deleted)
  }

  @Test(arguments: ["later", "missing", "self", "../../self"])
  func `a hard link to what is not there yet is a defect that is kept`(target: String) throws {
    let image = try image([hardLink("self", to: target), file("later")])
    #expect(image.tree.misplaced == [EntryID(layer: 0, index: 0)])
  }

  @Test func `links to links lead to the first`() throws {
    let image = try image([
      file("a", "x"), hardLink("b", to: "a"), hardLink("c", to: "/b"), symbolicLink("s", to: "a"),
      hardLink("t", to: "s"),
    ])
    let first = EntryID(layer: 0, index: 0)
    for name in ["a", "b", "c"] {
      #expect(image.tree.content(at: try #require(image.tree.node(at: name))) == first)
    }
    let link = try #require(image.tree.node(at: "t"))
    #expect(image.tree.linkTarget(link).map { Array($0) } == Array("a".utf8))
  }
}

@Suite struct SymbolicLinkTests {
  @Test(arguments: ["real", "/real", "./real/.", "../../../real", "/../real", "other/../real"])
  func `what is written below a link lands in its target, inside the root`(target: String) throws {
    let image = try image(
      [directory("real"), directory("other"), symbolicLink("link", to: target)], [file("link/x")])
    #expect(image.paths == ["/link", "/other", "/real", "/real/x"])
  }

  @Test func `a link to nothing makes the directory that it names`() throws {
    let image = try image([symbolicLink("link", to: "srv/data")], [file("link/x"), file("link/y")])
    #expect(image.paths == ["/link", "/srv", "/srv/data", "/srv/data/x", "/srv/data/y"])
    #expect(image.tree.misplaced == [])
  }

  @Test func `links in a circle lead nowhere, and the entry is kept as misplaced`() throws {
    let image = try image([
      symbolicLink("a", to: "b"), symbolicLink("b", to: "a"), symbolicLink("me", to: "me"), file("a/x"),
      file("me/y"),
    ])
    #expect(image.paths == ["/a", "/b", "/me"])
    #expect(image.tree.misplaced == [EntryID(layer: 0, index: 3), EntryID(layer: 0, index: 4)])
    #expect(image.tree.node(at: "a", followLast: true) == nil)
  }

  @Test func `a chain of links is followed as far as Linux does`() throws {
    func chain(_ count: Int) throws -> ImageFacts {
      let links = (0..<count).map { symbolicLink("l\($0)", to: $0 == 0 ? "end" : "l\($0 - 1)") }
      return try image([directory("end")] + links + [file("l\(count - 1)/x")])
    }
    #expect(try chain(40).paths.contains("/end/x"))
    #expect(try chain(41).tree.misplaced.count == 1)
  }

  @Test func `paths are looked up through links, the last one only where asked`() throws {
    let image = try image([
      file("usr/bin/sh"), symbolicLink("bin", to: "usr/bin"), symbolicLink("sh", to: "/bin/sh"),
    ])
    #expect(image.file(at: "/bin/sh")?.path.shown == "/usr/bin/sh")
    #expect(image.file(at: "sh")?.entry.kind == .symbolicLink)
    #expect(image.file(at: "sh", followLast: true)?.path.shown == "/usr/bin/sh")
    #expect(
      image.file(at: "bin/../bin/./sh") == nil
        || image.file(at: "bin/../bin/./sh")?.path.shown == "/usr/bin/sh")
    #expect(image.file(at: "/absent") == nil)
  }
}

/// What a hostile layer may make the tree cost.
@Suite struct TreeCostTests {
  @Test func `a directory that comes and goes is looked through once for each time it was filled`() throws {
    let full = (0..<1_000).map { file("d/\($0)") }
    for emptied in [
      try image(full, [file("d"), directory("d")]), try image(full, [file(".wh.d"), directory("d")]),
      try image(full, [file("d/.wh..wh..opq")]),
    ] {
      #expect(emptied.paths == ["/d"])
      let node = try #require(emptied.tree.node(at: "d"))
      var visited = 0
      emptied.tree.table.forEachChild(node) { _ in visited += 1 }
      #expect(visited == 0, "what is gone is not looked at again")
    }
    #expect(
      try image(full, [file(".wh.d"), file("d/7")], [file(".wh.d"), file("d/8")]).paths == ["/d", "/d/8"])
  }

  @Test func `deep paths stop at the limit of paths, and that is said`() throws {
    var limits = ReadLimits()
    limits.paths = 10_000
    let deep = (0..<20).map { file("\($0)/" + String(repeating: "d/", count: 4_000) + "x") }
    let image = try image(deep, limits: limits)
    #expect(image.incomplete.map(\.what) == ["file tree"])
    #expect(image.paths.count < 20_000)
  }

  @Test func `long links stop at the limit of links, and that is said`() throws {
    var limits = ReadLimits()
    limits.linkBytes = 1_000_000
    let long = String(repeating: "a/../", count: 2_000) + "a"
    let members =
      [directory("a"), symbolicLink("l", to: long)]
      + (0..<1_000).flatMap { [file("l/\($0)"), file("\($0)")] }
    let image = try image(members, limits: limits)
    #expect(image.incomplete.map(\.what) == ["file tree", "/l/100 of layer 0"])
    #expect(image.incomplete.last?.why.contains("came after the limit") == true)
    #expect(!image.tree.misplaced.isEmpty)
  }
}
