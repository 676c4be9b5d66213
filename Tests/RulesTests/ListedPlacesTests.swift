import ArchiveIO
import Findings
import Images
import Policies
import Rules
import TestSupport
import Testing

/// A finding of more places than one lists says how many it leaves out.
struct ListedPlacesTests {
  @Test(arguments: [(10_001, nil), (10_004, " 3 more places are not listed.")] as [(Int, String?)])
  func theRestIsCounted(count: Int, said: String?) throws {
    let rule = try #require(Rule.all.first { $0.id == "layer-editor-file" })
    let files = (0..<count).map { "  -rw-r--r-- 0:0 /srv/.file\($0).swp 1" }
    let listing = "layer: COPY . /srv\n" + files.joined(separator: "\n")
    let archive = ByteView(copying: try ImageListing(listing).builder.archive())
    let image = try #require(try ImageLoader().load(archive, source: "app").images.first)
    guard case .image(let check) = rule.check else { throw NoImageRule() }
    let found = check(image, .standard)
    #expect(found.map(\.related.count) == [10_000])
    if let said {
      #expect(found.allSatisfy { $0.message.hasSuffix(said) })
    } else {
      #expect(found.allSatisfy { !$0.message.contains("not listed") })
    }
  }

  private struct NoImageRule: Error {}
}
