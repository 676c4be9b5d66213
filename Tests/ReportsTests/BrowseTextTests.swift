import Findings
import Reports
import TestSupport
import Testing

/// Images to walk through, as text and as a page.
@Suite struct BrowseTextTests {
  private var image: BrowsedImage {
    var image = BrowsedImage(title: "app\u{1b}[31m:1", platform: "linux/amd64")
    var layer = BrowsedLayer(
      index: 0, size: 500, wasted: 0, isBase: false, instruction: "COPY <b> /\u{202e}", problem: nil)
    layer.added = 1
    layer.tree.children = [node("x")]
    image.layers = [layer]
    image.tree.children = (0..<30).map { node("f\($0)") }
    image.largest = [BrowsedFile(path: "/<i>", size: 5, layer: 0)]
    image.elsewhere = [BrowsedFinding(ReportSamples.finding(message: "<script>alert(1)</script>\u{1b}"))]
    return image
  }

  private func node(_ name: String) -> BrowsedNode {
    var node = BrowsedNode(name: name, kind: .file)
    (node.size, node.files, node.change) = (10, 1, .added)
    node.findings = [BrowsedFinding(ReportSamples.finding(message: "<img src=x>"))]
    return node
  }

  private let text = BrowseText(isColoured: false, extent: BrowseText.Extent(depth: 2, children: 16))

  @Test func `a directory shows its first children and how many more there are`() {
    let overview = text.overview(image)
    #expect(overview.contains("+ f15") && !overview.contains("+ f16"))
    #expect(overview.contains("140 B") && overview.contains("and 14 more; --all lists them"))
    let all = BrowseText(isColoured: false, extent: BrowseText.Extent(depth: nil, children: nil))
    #expect(all.overview(image).contains("+ f29"))
  }

  @Test func `what a path does not lead to is nil`() {
    #expect(text.files(of: image, below: "/f3")?.contains("f3") == true)
    #expect(text.files(of: image, below: "/none") == nil)
    #expect(text.layer(image.layers[0], of: image, below: "/none") == nil)
  }

  @Test func `no text gets out of its place`() {
    let overview = text.overview(image)
    #expect(!overview.contains("\u{1b}") && !overview.contains("\u{202e}"))
    let page = BrowsePage.render([image], version: "1")
    #expect(!page.contains("<img") && !page.contains("alert(1)</script>") && !page.contains("<i>"))
    #expect(!page.contains("\u{1b}") && !page.contains("\u{202e}"))
  }

  @Test func `the page loads nothing and needs no script`() throws {
    let page = BrowsePage.render([image, image], version: "1")
    #expect(page.contains("default-src &#39;none&#39;; style-src &#39;sha256-"))
    #expect(!page.contains("http://") && !page.contains("https://") && !page.contains(" style="))
    let ids = page.matches(of: /\sid="([^"]+)"/).map { String($0.1) }
    #expect(Set(ids).count == ids.count, "each id is there once")
    _ = try TagScanner(page)
  }

  @Test func `a tree of very many files lists the large ones and those with findings`() {
    var image = image
    image.tree.children = (0..<9_000).map { number in
      var node = BrowsedNode(name: "n\(number)", kind: .file)
      (node.size, node.files) = (Int64(number), 1)
      if number == 3 { node.findings = [BrowsedFinding(ReportSamples.finding(message: "small"))] }
      return node
    }
    let page = BrowsePage.render([image], version: "1")
    #expect(
      page.contains("<code>n8999</code>") && page.contains("<code>n3</code>")
        && !page.contains("<code>n10</code>"))
    #expect(page.contains(" more with "))
  }
}
