import Findings
import Gate
import Images
import Reports
import TestSupport
import Testing

/// Sizes, packages, config and rights, one by one.
struct DiffPartsTests {
  private func directories(_ old: String, _ new: String) throws -> [String] {
    let changes = try #require(try DiffListing(old, new).image.size.directories)
    return changes.map { "\($0.bytes.growth) \($0.path)\($0.isOwnFilesOnly ? " own" : "")" }
  }

  @Test func theDirectoryThatTellsMostIsNamedAndNothingCountsTwice() throws {
    let old = """
      layer: ADD / /
        -rw-r--r-- 0:0 /usr/lib/big/one 5000
        -rw-r--r-- 0:0 /usr/lib/other 100
        -rw-r--r-- 0:0 /etc/conf 10
      """
    let new = """
      layer: ADD / /
        -rw-r--r-- 0:0 /usr/lib/big/one 9000
        -rw-r--r-- 0:0 /usr/lib/other 150
        -rw-r--r-- 0:0 /etc/conf 7
        -rw-r--r-- 0:0 /var/a/x 20
        -rw-r--r-- 0:0 /var/b/y 20
        -rw-r--r-- 0:0 /var/c/z 20
      """
    #expect(
      try directories(old, new) == ["4000 /usr/lib/big", "60 /var", "50 /usr/lib own", "-3 /etc"])
    #expect(try directories(new, old).first == "-4000 /usr/lib/big")
    #expect(try directories(old, old).isEmpty)
  }

  @Test func aFileInPlaceOfADirectoryAndADirectoryInPlaceOfAFile() throws {
    let old = "layer: A\n  -rw-r--r-- 0:0 /data/x 100\n  -rw-r--r-- 0:0 /plain 10\n"
    let new = "layer: A\n  -rw-r--r-- 0:0 /data 7\n  -rw-r--r-- 0:0 /plain/y 20\n"
    let image = try DiffListing(old, new).image
    #expect(image.files?.added == 2 && image.files?.removed == 2 && image.files?.changed == 0)
    let total = try #require(image.size.directories).reduce(0) { $0 + $1.bytes.growth }
    #expect(total == 27 - 110)
  }

  @Test func contentCountsAndNotTheLayerOrTheKindOfLink() throws {
    let old = "layer: A\n  -rw-r--r-- 0:0 /a 10\n  -rw-r--r-- 0:0 /b 10\n  -rw-r--r-- 0:0 /c 3\n"
    let new =
      "layer: B\n  -rw-r--r-- 0:0 /a 10\nlayer: C\n  -rw-r--r-- 0:0 /b => /a\n  -rw-r--r-- 0:0 /c\n  bytes 616263\n"
    let files = try #require(try DiffListing(old, new).image.files)
    #expect(files.added == 0 && files.removed == 0 && files.changed == 1)
  }

  @Test func layersAreTheSameChangedAddedOrGone() throws {
    let hash = String(repeating: "0a", count: 32)
    let old = """
      layer: ADD base /
        -rw-r--r-- 0:0 /base 100
      layer: RUN make
        -rw-r--r-- 0:0 /made 100
      layer: COPY file:\(hash) in /x
        -rw-r--r-- 0:0 /x 1
      layer: RUN old
        -rw-r--r-- 0:0 /old 1
      """
    let new = """
      layer: ADD base /
        -rw-r--r-- 0:0 /base 100
      layer: RUN first
        -rw-r--r-- 0:0 /first 1
      layer: RUN make
        -rw-r--r-- 0:0 /made 5000
      layer: COPY file:\(hash.replacing("a", with: "b")) in /x
        -rw-r--r-- 0:0 /x 2
      """
    let size = try DiffListing(old, new).image.size
    #expect(size.sameLayers == 1 && size.sameBytes == 2048)
    let changes = size.layers.map { "\($0.old.map(String.init) ?? "-") \($0.new.map(String.init) ?? "-")" }
    #expect(changes == ["1 2", "- 1", "3 -", "2 3"])
  }

  @Test func packagesAreAddedRemovedOrOfAnotherVersion() throws {
    let old = """
      layer: RUN apt-get install
        package dpkg curl 7.88
        package dpkg openssl 3.0.1
        package dpkg zlib1g 1.2
      """
    let new = """
      layer: RUN apt-get install
        package dpkg openssl 3.0.2
        package dpkg wget 1.21
        package dpkg zlib1g 1.2
      """
    let packages = try #require(try DiffListing(old, new).image.packages)
    #expect(
      packages == [
        PackageChange(type: "deb", name: "curl", old: ["7.88"], new: []),
        PackageChange(type: "deb", name: "openssl", old: ["3.0.1"], new: ["3.0.2"]),
        PackageChange(type: "deb", name: "wget", old: [], new: ["1.21"]),
      ])
  }

  @Test func theConfigIsComparedFieldByField() throws {
    let old = """
      image: shop:1
      User: app
      Env: PATH=/bin
      Env: GONE=
      ExposedPorts: 80/tcp
      Entrypoint: ["/run", "a"]
      Labels: version=1
      layer: A
        -rw-r--r-- 0:0 /a 1
      """
    let new = """
      image: shop:1
      WorkingDir: /srv
      StopSignal: SIGINT
      Env: PATH=/bin
      Env: NEW=x
      ExposedPorts: 8080/tcp
      Volumes: /data
      Entrypoint: ["/run", "b"]
      Cmd: ["serve"]
      Healthcheck: ["CMD", "/check"]
      Labels: version=2
      layer: A
        -rw-r--r-- 0:0 /a 1
      """
    let changes = try DiffListing(old, new).image.config
    #expect(
      changes.map { "\($0.field) \($0.old ?? "-") \($0.new ?? "-")" } == [
        "User app -", "WorkingDir - /srv", #"Entrypoint ["/run", "a"] ["/run", "b"]"#, #"Cmd - ["serve"]"#,
        "StopSignal - SIGINT", #"Healthcheck - ["CMD", "/check"]"#, "Env.GONE  -", "Env.NEW - x",
        "ExposedPorts.80/tcp  -", "ExposedPorts.8080/tcp - ", "Volumes./data - ", "Labels.version 1 2",
      ])
  }

  @Test func whatANameSaysIsSecretIsMaskedAndStillCompared() throws {
    func listing(_ word: String) -> String {
      """
      image: shop:1
      Env: DB_PASSWORD=\(word)
      Env: STORE=https://shop:\(word)@example.org/
      Labels: api.token=\(word)
      Cmd: ["run", "--password", "\(word)", "--db-password=\(word)"]
      Healthcheck: ["CMD-SHELL", "curl -u me:\(word) http://localhost"]
      layer: A
        -rw-r--r-- 0:0 /a 1
      """
    }
    let words = ["kestrel-nine", "plover-seven"]
    let report = try DiffListing(listing(words[0]), listing(words[1])).report
    // What the search for secrets knows is taken out when the image is read: findings tell of it.
    #expect(report.images[0].config.map(\.field) == ["Cmd", "Env.DB_PASSWORD", "Labels.api.token"])
    for text in [
      try DiffJSON.render(report), DiffMarkdown.render(report), DiffText.render(report, isColoured: false),
    ] {
      for word in words { #expect(!text.contains(word)) }
    }
    #expect(try DiffListing(listing(words[0]), listing(words[0])).image.config.isEmpty)
  }

  @Test func filesThatGainRightsAreNamedAndThoseThatHadThemAreNot() throws {
    let old = """
      layer: A
        -rwxr-xr-x 0:0 /bin/ping 10
        -rwsr-xr-x 0:0 /bin/su 10
        -rwsr-xr-x 0:0 /bin/lost 10
        drwxr-xr-x 0:0 /srv
        drwxrwxrwx 0:0 /opt/open
        drwxrwxrwt 0:0 /tmp
      """
    let new = """
      layer: A
        -rwxr-xr-x 0:0 /bin/ping 10
        capability 2000
        -rwsr-sr-x 0:0 /bin/su 10
        -rwxr-xr-x 0:0 /bin/lost 10
        -rwsr-xr-x 0:0 /bin/fresh 10
        drwxrwxrwx 0:0 /srv
        drwxrwxrwx 0:0 /srv/sub
        -rw-rw-rw- 0:0 /srv/sub/file 1
        drwxrwxrwx 0:0 /opt/open
        drwxrwxrwt 0:0 /tmp
        drwxrwxrwx 0:0 /dev/shm
        lrwxrwxrwx 0:0 /bin/link -> ping
      """
    let changes = try #require(try DiffListing(old, new).image.permissions)
    #expect(
      changes == [
        PermissionChange(kind: .setUserID, path: "/bin/fresh", isNew: true),
        PermissionChange(kind: .setGroupID, path: "/bin/su", isNew: false),
        PermissionChange(
          kind: .capabilities, path: "/bin/ping", isNew: false, capabilities: ["CAP_NET_RAW"]),
        PermissionChange(kind: .worldWritable, path: "/srv", isNew: false, below: 2),
      ])
  }

  @Test(arguments: ["10", "10%", "2.5%", "20MB", "1.5 GiB", "0%", "300 kB"])
  func aLimitIsAShareOrASize(text: String) { #expect(GrowthLimit(text)?.text == text) }

  @Test(arguments: [
    "", "%", "-5%", "10 percent", "1.2345%", "MB", "1e3", "9999999999999999999%", "1..2%", ".5%",
  ])
  func anythingElseIsNoLimit(text: String) { #expect(GrowthLimit(text) == nil) }

  @Test func aLimitDoesNotOverflow() throws {
    let limit = try #require(GrowthLimit("999999999999GiB"))
    #expect(!limit.isExceeded(by: ByteChange(old: 0, new: .max)))
    let share = try #require(GrowthLimit("10%"))
    #expect(share.isExceeded(by: ByteChange(old: 0, new: 1)))
    #expect(!share.isExceeded(by: ByteChange(old: .max, new: 0)))
  }
}
