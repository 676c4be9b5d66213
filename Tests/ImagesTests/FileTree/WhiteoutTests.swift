import ArchiveIO
import Findings
import TestSupport
import Testing

@testable import Images

/// What a layer hides of the layers below it (OCI Image Specification, layer.md, Whiteouts).
@Suite struct WhiteoutTests {
  @Test func `a whiteout deletes a file, and says which entry did it`() throws {
    let image = try image([file("a/x"), file("a/y")], [file("a/.wh.x")])
    #expect(image.paths == ["/a", "/a/y"])
    let hiding = image.tree.hiding(of: EntryID(layer: 0, index: 0))
    #expect(hiding == Shadowing(cause: .deleted, by: EntryID(layer: 1, index: 0)))
    #expect(image.state(0, 1) == nil)
    #expect(image.layers[1].scan.whiteoutCounts == (files: 1, opaque: 0))
  }

  @Test func `a whiteout of a directory deletes all below it`() throws {
    let image = try image([directory("a"), directory("a/b"), file("a/b/x"), file("c")], [file(".wh.a")])
    #expect(image.paths == ["/c"])
    #expect((0..<3).map { image.state(0, $0) } == [.deleted, .deleted, .deleted])
  }

  @Test func `an opaque directory hides what lower layers have, whatever stands before or after it`() throws {
    let lower = [directory("a"), file("a/old"), file("a/both"), directory("a/sub"), file("a/sub/x")]
    let marker = file("a/.wh..wh..opq")
    let own = [file("a/new"), file("a/both")]
    for upper in [[marker] + own, own + [marker], [own[0], marker, own[1]]] {
      let image = try image(lower, upper)
      #expect(image.paths == ["/a", "/a/both", "/a/new"])
      #expect([0, 1, 3, 4].map { image.state(0, $0) } == [nil, .opaque, .opaque, .opaque])
      // What the layer wrote before its mark took the file's place first.
      #expect(image.state(0, 2) == (upper.last?.path == marker.path ? .replaced : .opaque))
      #expect(image.layers[1].scan.whiteoutCounts == (files: 0, opaque: 1))
    }
  }

  @Test func `a whiteout hides nothing of its own layer`() throws {
    #expect(try image([file("x")], [file("x"), file(".wh.x")]).paths == ["/x"])
    #expect(try image([file("x")], [file(".wh.x"), file("x")]).paths == ["/x"])
    #expect(try image([directory("a")], [file(".wh.a"), file("a/x")]).paths == ["/a", "/a/x"])
  }

  @Test(arguments: [
    ".wh.", ".wh..", ".wh...", "a/.wh.", "a/.wh...", ".wh..wh.plnk", ".wh..wh.aufs", "a/.wh..wh.orph",
  ])
  func `what names nothing hides nothing and is no file`(name: String) throws {
    let image = try image([directory("a"), file("a/x"), file("y")], [file(name)])
    #expect(image.paths == ["/a", "/a/x", "/y"])
    #expect(image.layers[1].scan.whiteoutCounts == (files: 0, opaque: 0))
  }

  @Test func `a whiteout of what is not there does nothing`() throws {
    #expect(
      try image([file("x")], [file(".wh.y"), file("a/b/.wh.c"), file("q/.wh..wh..opq")]).paths == ["/x"])
  }

  @Test func `entries in the directories of AUFS are bookkeeping`() throws {
    let image = try image([file("x"), directory(".wh..wh.plnk"), file(".wh..wh.plnk/12.34")], [])
    #expect(image.paths == ["/x"])
    #expect(image.tree.misplaced.isEmpty && image.incomplete.isEmpty)
  }

  @Test(arguments: ["a/.wh.b/c", ".wh.b/c", ".wh../c", "a/.wh..wh.plnk/c"])
  func `a file in another directory with the name of a whiteout is judged by its entry, and told of`(
    name: String
  ) throws {
    let image = try image([file("x"), file(name)], [])
    #expect(image.paths == ["/x"])
    #expect(image.tree.misplaced == [EntryID(layer: 0, index: 1)])
    #expect(image.occurrences(named: "c").count == 1)
    #expect(image.incomplete.map(\.what) == ["/\(name) of layer 0"])
    #expect(image.unread[.tree] != nil)
  }

  @Test func `a whiteout reaches through a directory that is a link`() throws {
    let image = try image(
      [directory("real"), file("real/x"), symbolicLink("link", to: "real")], [file("link/.wh.x")])
    #expect(image.paths == ["/link", "/real"])
  }

  @Test func `what was deleted can come back, and be deleted again`() throws {
    let image = try image(
      [file("a/x", "1")], [file("a/.wh.x")], [file("a/x", "22")], [file(".wh.a")], [file("a/z")])
    #expect(image.paths == ["/a", "/a/z"])
    #expect(image.state(0, 0) == .deleted)
    #expect(image.state(2, 0) == .deleted)
  }

  private let linked = [
    directory("vault"), file("vault/run"), file("vault/id"), symbolicLink("shelf", to: "vault"),
  ]

  @Test func `a whiteout goes where the entries before it in its layer left its directory`() throws {
    let whole = ["/shelf", "/vault", "/vault/id", "/vault/run"]
    let marker = file("shelf/.wh..wh..opq")
    #expect(try image(linked, [directory("shelf"), marker]).paths == whole)
    #expect(try image(linked, [directory("shelf"), file("shelf/.wh.run")]).paths == whole)
    #expect(try image(linked, [file(".wh.shelf"), directory("shelf"), marker]).paths == whole)
    #expect(
      try image(linked, [directory("shelf"), file("shelf/new"), marker]).paths
        == ["/shelf", "/shelf/new", "/vault", "/vault/id", "/vault/run"])
    #expect(try image(linked, [symbolicLink("shelf", to: "other"), marker]).paths == whole)
  }

  @Test func `a whiteout before its directory is replaced goes through the link of the lower layer`() throws {
    #expect(
      try image(linked, [file("shelf/.wh.run"), directory("shelf")]).paths == [
        "/shelf", "/vault", "/vault/id",
      ])
    #expect(
      try image(linked, [file("shelf/.wh..wh..opq"), directory("shelf")]).paths == ["/shelf", "/vault"])
    #expect(
      try image(linked, [file("vault/new"), file("shelf/.wh..wh..opq")]).paths
        == ["/shelf", "/vault", "/vault/new"])
  }

  @Test func `a hard link made before its target is deleted keeps the bytes`() throws {
    let image = try image([file("a", "x")], [hardLink("b", to: "a"), file(".wh.a")])
    #expect(image.paths == ["/b"])
    #expect(image.tree.misplaced.isEmpty)
    #expect(image.occurrence(EntryID(layer: 0, index: 0)).state == .visible)
  }

  @Test func `marks without end in a directory full of the layer's own files cost little`() throws {
    let own = (0..<20_000).map { file("d/\($0)") }
    let marks = (0..<20_000).map { file($0.isMultiple(of: 2) ? "d/.wh..wh..opq" : ".wh.d") }
    let image = try image([file("d/old")], own + marks)
    #expect(image.paths.count == 20_001)
    #expect(image.state(0, 0) == .opaque)
  }
}
