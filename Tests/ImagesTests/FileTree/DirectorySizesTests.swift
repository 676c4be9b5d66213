import ArchiveIO
import Findings
import TestSupport
import Testing

@testable import Images

struct DirectorySizesTests {
  private func sized(_ path: String, _ size: Int) -> TarWriter.Member {
    file(path, String(repeating: "x", count: size))
  }

  private func lines(_ directories: [DirectorySize]) -> [String] {
    directories.flatMap { directory in
      ["\(directory.path.shown) \(directory.bytes) \(directory.files)"] + lines(directory.children)
    }
  }

  @Test func directoriesHoldWhatLiesInThemHoweverDeep() throws {
    let image = try image([
      sized("usr/lib/a/b/deep", 50), sized("usr/lib/one", 20), sized("usr/bin/tool", 30), sized("top", 500),
      sized("srv/x", 10), directory("empty"),
    ])
    #expect(
      lines(image.largestDirectories()) == [
        "/usr 100 3", "/usr/lib 70 2", "/usr/lib/a 50 1", "/usr/bin 30 1", "/srv 10 1",
      ])
  }

  @Test func whatIsHiddenCountsNothingAndLinksAreNotCountedTwice() throws {
    let image = try image(
      [sized("usr/old", 100), sized("usr/kept", 10), sized("tmp/gone", 40)],
      [
        file("usr/.wh.old"), file(".wh.tmp"), hardLink("usr/again", to: "usr/kept"),
        symbolicLink("lib", to: "usr"), sized("lib/through-link", 5),
      ])
    #expect(lines(image.largestDirectories()) == ["/usr 15 2"])
    #expect(image.waste.layers.map(\.wasted) == [140, 0])
  }

  @Test func theListIsBoundedAndStillATree() throws {
    var members: [TarWriter.Member] = []
    for number in 0..<40 { members.append(sized("d\(number)/in/deeper/deepest/f", 100 - number)) }
    let image = try image(members)
    let all = lines(image.largestDirectories())
    #expect(all.count == 60)
    #expect(all.prefix(3) == ["/d0 100 1", "/d0/in 100 1", "/d0/in/deeper 100 1"])
    #expect(
      image.largestDirectories(5).flatMap { lines([$0]) } == [
        "/d0 100 1", "/d0/in 100 1", "/d0/in/deeper 100 1", "/d1 99 1", "/d1/in 99 1",
      ])
    #expect(image.largestDirectories(3, depth: 1).map(\.path.shown) == ["/d0", "/d1", "/d2"])
  }

  @Test func anImageWithoutFilesHasNone() throws {
    #expect(try image([directory("a/b")]).largestDirectories().isEmpty)
  }
}
