import ArchiveIO
import Images
import TestSupport
import Testing

/// A package is told at the layer that installed it, not at the last that wrote the database.
struct InstalledPackageTests {
  private func layers(_ listing: String) throws -> [String: Int] {
    let archive = ByteView(copying: try ImageListing(listing).builder.archive())
    let image = try #require(try ImageLoader().load(archive, source: "test").images.first)
    return Dictionary(
      image.installed.map { ($0.package.name, $0.layer) }, uniquingKeysWith: { first, _ in first })
  }

  @Test func theFirstLayerWhoseDatabaseNamesItBroughtIt() throws {
    let layers = try layers(
      """
      layer: ADD rootfs
        package dpkg dpkg 1.21
      layer: RUN apt-get install gcc
        package dpkg gcc 12.2
      layer: RUN apt-get install curl
        package dpkg curl 7.88
      """)
    #expect(layers == ["dpkg": 0, "gcc": 1, "curl": 2])
  }

  @Test func metadataThatAreWrittenAgainKeepTheirLayer() throws {
    let metadata = """
        -rw-r--r-- 0:0 /lib/pytest-8.0.dist-info/METADATA
          | Metadata-Version: 2.1
          | Name: pytest
          | Version: 8.0
      """
    #expect(try layers("layer: RUN pip\n\(metadata)\nlayer: RUN chown\n\(metadata)") == ["pytest": 0])
    #expect(
      try layers(
        "layer: RUN pip\n\(metadata)\nlayer: RUN rm\n  delete /lib/pytest-8.0.dist-info\nlayer: RUN pip\n\(metadata)"
      )
        == ["pytest": 2])
  }

  @Test func aPackageThatWasRemovedIsNotInstalled() throws {
    let layers = try layers(
      """
      layer: RUN apt-get install gcc
        -rw-r--r-- 0:0 /var/lib/dpkg/status
          | Package: gcc
          | Status: install ok installed
          | Version: 12
      layer: RUN apt-get purge gcc
        -rw-r--r-- 0:0 /var/lib/dpkg/status
          | Package: dpkg
          | Status: install ok installed
          | Version: 1
      layer: RUN apt-get install gcc
        -rw-r--r-- 0:0 /var/lib/dpkg/status
          | Package: dpkg
          | Status: install ok installed
          | Version: 1
          |
          | Package: gcc
          | Status: install ok installed
          | Version: 12
      """)
    #expect(layers == ["dpkg": 1, "gcc": 2])
  }

  @Test func metadataOfASystemPackageAreMarked() throws {
    let listing = """
      layer: RUN apt-get install python3-pytest
        package dpkg python3-pytest 7.2
        package python pytest 7.2
        package python requests 2.28
        -rw-r--r-- 0:0 /var/lib/dpkg/info/python3-pytest.list
          | /usr/lib/python3/dist-packages/pytest-7.2.dist-info/METADATA
      """
    let archive = ByteView(copying: try ImageListing(listing).builder.archive())
    let image = try #require(try ImageLoader().load(archive, source: "test").images.first)
    #expect(image.installed.filter(\.isRepackaged).map(\.package.name) == ["pytest"])
  }
}
