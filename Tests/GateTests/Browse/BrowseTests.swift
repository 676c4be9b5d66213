import ArchiveIO
import Findings
import Gate
import Images
import Reports
import Secrets
import TestSupport
import Testing

/// An image as a person walks through it.
@Suite struct BrowseTests {
  private static let listing = """
    layer: COPY base /
      drwxr-xr-x 0:0 /opt
      -rw-r--r-- 0:0 /opt/big 6000
      -rw-r--r-- 0:0 /opt/same 300
      -rw-r--r-- 0:0 /opt/kept 20
      -rw-r--r-- 0:0 /cache/a 100
      -rw-r--r-- 0:0 /cache/b 200
    layer: RUN change
      drwxr-xr-x 0:0 /opt
      -rw-r--r-- 0:0 /opt/big 7000
      -rwxr-xr-x 0:0 /opt/same 300
      -rwsr-xr-x 0:0 /opt/root 40
      delete /cache
    """

  private func browsed(_ text: String = listing) throws -> Check.Browsed {
    let scratch = try ScratchDirectory()
    var check = Check()
    check.images = [try scratch.write(try ImageListing(text).builder.archive(), to: "app.tar")]
    return check.browse()
  }

  @Test func `each layer says what it adds, changes and removes`() throws {
    let layer = try #require(try browsed().images.first).layers[1]
    #expect((layer.added, layer.changed, layer.removed) == (1, 2, 1))
    func node(_ path: String) throws -> BrowsedNode { try #require(layer.tree.node(at: path), "\(path)") }
    #expect(try node("/opt/big").change == .changed && node("/opt/big").notes == ["was 6.0 kB"])
    #expect(try node("/opt/same").change == .rewritten && node("/opt/same").notes == ["mode was 644"])
    #expect(try node("/opt/root").change == .added)
    #expect(
      try node("/cache").change == .removed && node("/cache").notes == ["2 files, 300 B of lower layers"])
    #expect(layer.tree.node(at: "/opt/kept") == nil, "a layer does not list what it leaves alone")
    #expect(try node("/opt").change == nil, "a directory that comes again as it was is only on the way")
  }

  @Test func `what a lower layer loses later is said where it is brought`() throws {
    let layer = try #require(try browsed().images.first).layers[0]
    #expect(layer.tree.node(at: "/cache/a")?.notes == ["deleted by layer 1"])
    #expect(layer.tree.node(at: "/opt/big")?.notes == ["overwritten by layer 1"])
    #expect(layer.wasted == 6_600)
  }

  @Test func `sizes are added up and the largest comes first`() throws {
    let tree = try #require(try browsed().images.first).tree
    #expect(tree.size == 7_360 && tree.files == 4)
    #expect(tree.node(at: "/opt")?.children.map(\.name) == ["big", "same", "root", "kept"])
    #expect(tree.node(at: "/cache") == nil)
  }

  @Test func `findings stand at their files, and the others apart`() throws {
    let image = try #require(try browsed().images.first)
    let file = try #require(image.tree.node(at: "/opt/root"))
    #expect(file.findings.map(\.rule) == ["layer-set-id-file"])
    #expect(image.elsewhere.contains { $0.rule == "image-root-user" })
    #expect(!image.elsewhere.contains { $0.rule == "layer-set-id-file" })
  }

  @Test func `a path of very many directories is no deep tree`() throws {
    let path = String(repeating: "/d", count: 1500)
    let image = try #require(try browsed("layer: COPY a /\n  -rw-r--r-- 0:0 \(path)/f 10\n").images.first)
    var node = image.tree
    var depth = 0
    while let child = node.children.first { (node, depth) = (child, depth + 1) }
    #expect(depth <= 48 && node.size == 10 && node.name.hasSuffix("/f"))
    let page = BrowsePage.render([image], version: "1")
    #expect(page.contains("/f</code>"))
  }

  // MARK: A file's text

  private func view(_ text: String, _ path: String, layer: Int? = nil) throws -> FileView {
    let scratch = try ScratchDirectory()
    return try FileView(
      path, layer: layer, of: try scratch.write(try ImageListing(text).builder.archive(), to: "app.tar"),
      Check())
  }

  private static let token = "ghp_" + ExampleText.expanded("{crc62 30}")

  private static var files: String {
    """
    layer: COPY a /
      -rw-r--r-- 0:0 /etc/app.conf
      | name = shop
      | token = \(token)
      | database_password = Tr4vel-9Light
      -rw-r--r-- 0:0 /opt/old.txt
      | before
      lrwxrwxrwx 0:0 /etc/link -> app.conf
    layer: COPY b /
      -rw-r--r-- 0:0 /opt/old.txt
      | after
    """
  }

  @Test func `a file is shown with its secrets masked`() throws {
    for path in ["/etc/app.conf", "etc/app.conf", "/etc/link"] {
      let view = try view(Self.files, path)
      let text = view.lines.joined(separator: "\n")
      #expect(text.contains("name = shop") && text.contains("token = "))
      #expect(!text.contains(Self.token.dropFirst(4)) && !text.contains("Tr4vel"), "\(text)")
      #expect(view.masked >= 2)
    }
  }

  @Test func `a layer has its own version of a file`() throws {
    #expect(try view(Self.files, "/opt/old.txt").lines.first == "after")
    #expect(try view(Self.files, "/opt/old.txt", layer: 0).lines.first == "before")
  }

  @Test(arguments: [
    ("/none", Int?.none, "is not in the image"), ("/etc", nil, "is a directory"),
    ("/etc/app.conf", 1, "is not in layer 1"),
    ("/etc/app.conf", 7, "has no layer 7"),
  ]) func `what is no file is refused with the reason`(path: String, layer: Int?, reason: String) throws {
    do {
      _ = try view(Self.files, path, layer: layer)
      Issue.record("shown: \(path)")
    } catch let error as FileView.Failure {
      #expect(error.description.contains(reason), "\(error.description)")
    }
  }
}
