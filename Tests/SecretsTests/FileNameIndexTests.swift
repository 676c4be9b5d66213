import Testing

@testable import Secrets

/// The index is asked for every file: it may name too many rows, and must never leave one out.
@Suite struct FileNameIndexTests {
  private let rows = StructuredFile.all.map(\.names)

  @Test func `every row is a candidate for the paths that it matches`() {
    let index = FileNameIndex(rows)
    for path in Self.paths(of: rows) {
      let candidates = index.candidates(path)
      #expect(candidates == candidates.sorted() && Set(candidates).count == candidates.count)
      for (row, names) in rows.enumerated() where names.match(path) {
        #expect(candidates.contains(row), "\(path) is one of row \(row)")
      }
    }
  }

  @Test(arguments: ["usr/lib/x.so", "usr/share/doc/a/copyright", "bin/sh", "", "a.c"])
  func `a file that is none of them has no candidates`(path: String) {
    #expect(FileNameIndex(rows).candidates(path).isEmpty)
  }

  @Test func `each kind of name leads to its row`() {
    let rows = [
      FileNames(names: ["a"], example: "a"), FileNames(paths: ["x/b"], example: "x/b"),
      FileNames(endings: [".tail.c"], example: "d.tail.c"), FileNames(endings: ["_bare"], example: "e_bare"),
      FileNames(folders: ["all/of"], example: "all/of/f"),
      FileNames(beginnings: ["front"], example: "front-g"),
    ]
    let index = FileNameIndex(rows)
    for (row, names) in rows.enumerated() {
      #expect(index.candidates(names.example) == [row])
      #expect(index.candidates("some/\(names.example)") == [row])
      #expect(names.match(names.example))
    }
    #expect(index.candidates("nothing").isEmpty)
  }

  /// Paths that match a row by each of its words, and some that nearly do.
  private static func paths(of rows: [FileNames]) -> [String] {
    rows.flatMap { names in
      let words =
        Array(names.names) + names.paths + names.endings.map { "x" + $0 } + names.beginnings.map { $0 + "x" }
        + names.folders.map { $0 + "/file" }
      return words.flatMap { [$0, "srv/\($0)", "srv/\($0)x", "\($0).example"] }
    }
  }
}
