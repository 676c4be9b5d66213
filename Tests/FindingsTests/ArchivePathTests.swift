import Findings
import Testing

@Suite struct ArchivePathTests {
  @Test func `a path knows its last component, its parent and how it is shown`() {
    let path = ArchivePath("/srv/app/a b")
    #expect(path.bytes == Array("srv/app/a b".utf8))
    #expect(path.shown == "/srv/app/a b")
    #expect(path.percentEncoded == "srv/app/a%20b")
    #expect(path.name == "a b")
    #expect(path.parent == ArchivePath("srv/app"))
    #expect(ArchivePath("srv").parent == ArchivePath(""))
  }

  @Test func `the root directory has no parent and no name`() {
    #expect(ArchivePath("/") == ArchivePath(""))
    #expect(ArchivePath("").parent == nil)
    #expect(ArchivePath("").name == "")
    #expect(ArchivePath("").shown == "/")
  }

  @Test func `paths are ordered by their bytes and need not be text`() {
    let paths = [
      ArchivePath(bytes: [0xff]), ArchivePath("b"), ArchivePath("a/b"), ArchivePath("a"), ArchivePath("B"),
    ]
    #expect(paths.sorted().map(\.shown) == ["/B", "/a", "/a/b", "/b", "/\\xff"])
    #expect(ArchivePath(bytes: [0xff]) != ArchivePath(bytes: [0xfe]))
  }
}

@Suite struct ByteCountTests {
  @Test(
    arguments: [
      (0, "0 B"), (1, "1 B"), (999, "999 B"), (1_000, "1.0 kB"), (1_049, "1.0 kB"), (1_050, "1.1 kB"),
      (99_949, "99.9 kB"), (99_950, "100 kB"), (999_499, "999 kB"), (999_500, "1.0 MB"),
      (3_400_000, "3.4 MB"),
      (5_600_000_000, "5.6 GB"), (1_000_000_000_000, "1.0 TB"), (-1_500, "-1.5 kB"), (.max, "9223 PB"),
      (.min, "-9223 PB"),
    ] as [(Int64, String)])
  func `bytes are counted as disks and registries do`(bytes: Int64, shown: String) {
    #expect(ByteCount.show(bytes) == shown)
  }
}

@Suite struct FingerprintTests {
  @Test func `equal parts give equal fingerprints, and no part runs into the next`() {
    let fingerprint = Fingerprint(parts: ["rule", "image", "place"])
    #expect(fingerprint == Fingerprint(parts: ["rule", "image", "place"]))
    #expect(fingerprint.text.wholeMatch(of: /[0-9a-f]{32}/) != nil)
    for other in [
      ["rule", "imageplace", ""], ["ruleimage", "place"], ["rule", "image"], ["rule", "image", "place", ""],
    ] {
      #expect(fingerprint != Fingerprint(parts: other))
    }
  }

  @Test func `the first of equals keeps its name, the others are numbered`() {
    let fingerprint = Fingerprint(text: "ab")
    #expect([1, 2, 10].map { fingerprint.numbered($0).text } == ["ab", "ab-2", "ab-10"])
  }

  @Test func `a fingerprint never changes between versions`() {
    // Baselines and code scanning services keep it: a change here closes and opens every alert of every user.
    #expect(
      Fingerprint(parts: ["image-root-user", "app", "", "config User", ""]).text
        == "93478375705ff70d641c1ef1d8593360")
  }
}
