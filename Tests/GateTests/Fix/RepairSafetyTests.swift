import ArchiveIO
import Compose
import Findings
import Gate
import Images
import Policies
import Rules
import TestSupport
import Testing

/// Which repairs are made, which need a word more, and which are left with a reason.
struct RepairSafetyTests {
  private func repairs(
    _ text: String, isUnsafe: Bool = true, policy: Policy = .standard, images: ImageMatching? = nil
  ) throws -> ComposeRepairs {
    try ComposeRepairs(
      Options(files: ["c.yaml"]), reader: FileReader(["c.yaml": text]),
      wish: .init(isUnsafe: isUnsafe), policy: policy, images: images)
  }

  private func service(_ name: String, after repairs: ComposeRepairs) throws -> Service {
    let change = try #require(repairs.changes.first)
    let project = try Project.load(
      Options(files: ["c.yaml"]), reader: FileReader(["c.yaml": change.newText]))
    return try #require(project.service(name))
  }

  private func image(_ name: String, _ listing: String) throws -> ImageMatching {
    let listing = try ImageListing("image: \(name)\n" + listing)
    let archive = ByteView(copying: try listing.builder.archive())
    return ImageMatching(try ImageLoader().load(archive, source: "example").images)
  }

  @Test func editsThatMeetAtTheEndOfAServiceCompose() throws {
    let text = """
      services:
        web:
          image: a:1
          ports:
            - target: 8443
              protocol: tcp
        b:
          image: a:1
          security_opt:
            - "label=disable"
      """
    let repairs = try repairs(text)
    let web = try service("web", after: repairs)
    #expect(web.ports.map(\.address) == ["127.0.0.1"] && web.section.texts("cap_drop").count == 1)
    let other = try service("b", after: repairs)
    #expect(other.section.texts("security_opt").map(\.value) == ["label=disable", "no-new-privileges:true"])
    #expect(other.section.texts("cap_drop").map(\.value) == ["ALL"])
  }

  @Test func onlyWhatCannotChangeAServiceIsMadeUnasked() throws {
    let text = """
      services:
        web:
          image: a:1
          user: "1000"
          security_opt: [no-new-privileges]
          logging: {driver: json-file}
          ports: ["8080:80"]
      """
    let safe = try repairs(text, isUnsafe: false)
    let web = try service("web", after: safe)
    #expect(web.section.texts("cap_drop").map(\.value) == ["ALL"])
    #expect(web.section.text("logging", "options", "max-size")?.value == "10m")
    for key in ["mem_limit", "cpus", "pids_limit", "read_only", "tmpfs"] {
      #expect(web.section.field(key) == nil, "\(key)")
    }
    #expect(web.ports.map(\.address) == [nil])
    #expect(safe.repaired == 2 && safe.unsafe == 5)
  }

  @Test(arguments: [
    "user: web", "user: \"0\"", "user: \"0:1000\"", "user: \"${ID}\"",
    "user: \"1000\"\n    post_start: [{command: x, user: root}]",
  ]) func whoMayBeRootKeepsCapabilities(user: String) throws {
    let text = """
      services:
        web:
          image: a:1
          security_opt: [no-new-privileges]
          \(user)
      """
    #expect(try repairs(text, isUnsafe: false).changes.isEmpty)
  }

  @Test(arguments: ["postgres:16", "redis:7", "nginx:1.25", "mysql:8", "mariadb:11", "mongo:7", "httpd:2.4"])
  func knownImagesAreLeftWithAReason(image: String) throws {
    let repairs = try repairs("services:\n  db:\n    image: \(image)\n")
    let reasons = Dictionary(repairs.left.map { ($0.rule, $0.reason) }) { $1 }
    for rule in ["compose-kept-capabilities", "compose-writable-root", "compose-unlimited-memory"] {
      #expect(reasons[rule]?.contains("is known to") == true, "\(rule)")
    }
    let text = try #require(repairs.changes.first).newText
    for key in ["cap_drop", "read_only", "mem_limit"] { #expect(!text.contains(key), "\(key)") }
    #expect(text.contains("no-new-privileges"))
  }

  @Test func whatMayStartAsRootKeepsWhatProgramsUsuallyUse() throws {
    let text = """
      services:
        unknown: {image: "a:1"}
        built: {build: .}
        some: {image: "a:1", cap_add: [NET_ADMIN, CHOWN]}
        plain: {image: "a:1", user: "1000"}
      """
    let repairs = try repairs(text)
    for name in ["unknown", "built", "some", "plain"] {
      #expect(try service(name, after: repairs).section.texts("cap_drop").map(\.value) == ["ALL"], "\(name)")
    }
    for name in ["unknown", "built"] {
      #expect(try service(name, after: repairs).section.texts("cap_add").map(\.value) == ImageHabits.usual)
    }
    #expect(try service("plain", after: repairs).section.field("cap_add") == nil)
    let some = try service("some", after: repairs).section.texts("cap_add").map(\.value)
    #expect(some.first == "NET_ADMIN" && Set(some).isSuperset(of: ImageHabits.usual))
    #expect(some.count { $0 == "CHOWN" } == 1)

    let images = try image(
      "a:1", "Entrypoint: [\"/app\"]\nlayer: COPY . /\n  -rwxr-xr-x 0:0 /app 10")
    let known = try self.repairs("services:\n  web: {image: \"a:1\"}\n", images: images)
    #expect(
      try service("web", after: known).section.texts("cap_add").map(\.value) == ImageHabits.usual,
      "an image whose program nobody knows, and that starts as root")
  }

  @Test(arguments: [
    "image: postgres:16", "image: docker.io/library/redis:7", "image: nginx",
    "image: postgres:16\n    command: [postgres, -c, shared_buffers=1GB]",
    "image: redis:7\n    command: redis-server --save 60 1",
    "image: mysql:8\n    command: --max-connections=10",
  ]) func officialImagesThatGainNothingAreToldNotToGain(service: String) throws {
    let safe = try repairs("services:\n  web:\n    \(service)\n", isUnsafe: false)
    let options = try self.service("web", after: safe).section.texts("security_opt").map(\.value)
    #expect(options == ["no-new-privileges:true"])
  }

  @Test(arguments: [
    "image: example/postgres:16", "image: registry.example.org/postgres:16", "image: vault:1", "image: a:1",
    "image: postgres:16\n    build: .", "image: postgres:16\n    entrypoint: /start",
    "image: postgres:16\n    command: sudo postgres", "image: postgres:16\n    command: ${START}",
    "image: postgres:16\n    post_start: [{command: x}]",
    "image: postgres:16\n    security_opt: [\"no-new-privileges:false\"]",
  ]) func othersAreLeftAlone(service: String) throws {
    #expect(try repairs("services:\n  web:\n    \(service)\n", isUnsafe: false).changes.isEmpty)
  }

  @Test func aMemoryLimitHoldsWhatTheServiceIsPromised() throws {
    let text = """
      services:
        a: {image: "a:1", shm_size: 2gb}
        b: {image: "a:1", tmpfs: ["/x:size=1g"]}
        c: {image: "a:1", mem_reservation: 4g}
        d: {image: "a:1"}
      """
    let repairs = try repairs(text)
    for (name, least) in [("a", "2560m"), ("b", "1536m"), ("c", "4g"), ("d", "512m")] {
      let limit = try service(name, after: repairs).resources.memory.effective
      #expect(try #require(limit).value >= #require(ByteSize(least)), "\(name)")
    }
  }

  @Test func anImageTellsWhatItsProgramNeeds() throws {
    let images = try image(
      "db:1",
      """
      Entrypoint: ["docker-entrypoint.sh"]
      Cmd: ["postgres"]
      layer: COPY . /
        -rwxr-xr-x 0:0 /usr/local/bin/docker-entrypoint.sh 10
        -rwxr-xr-x 0:0 /usr/local/bin/gosu 10
        drwxrwsr-x 999:999 /var/run/postgresql
      """)
    let repairs = try repairs(
      "services:\n  db: {image: \"db:1\", command: [postgres, -c, shared_buffers=1GB]}\n", images: images)
    let db = try service("db", after: repairs)
    #expect(
      Set(db.section.texts("cap_add").map(\.value)).isSuperset(of: ["CHOWN", "SETGID", "SETUID"]))
    #expect(db.section.texts("tmpfs").map(\.value).contains("/var/run/postgresql"))
    #expect(try #require(db.resources.memory.effective).value > #require(ByteSize("1536m")))
  }

  @Test func anImageWithoutPrivilegedFilesAndWithAPlainUserMakesRepairsSafe() throws {
    let plain = """
      User: 1000
      Entrypoint: ["/app"]
      layer: COPY . /
        -rwxr-xr-x 0:0 /app 10
      """
    let text = "services:\n  web: {image: \"web:1\"}\n"
    let safe = try repairs(text, isUnsafe: false, images: try image("web:1", plain))
    let web = try service("web", after: safe)
    #expect(web.section.texts("cap_drop").map(\.value) == ["ALL"])
    #expect(web.section.texts("security_opt").map(\.value) == ["no-new-privileges:true"])
    #expect(web.section.field("cap_add") == nil)
    let setID = try image("web:1", plain + "\n  -rwsr-xr-x 0:0 /bin/su 10")
    #expect(try repairs(text, isUnsafe: false, images: setID).changes.isEmpty)
  }

  @Test func whatWouldReachAServiceThatIsLeftIsNotWritten() throws {
    let text = """
      services:
        base: &base
          image: a:1
        db:
          <<: *base
          image: postgres:16
      """
    let repairs = try repairs(text)
    let left = repairs.left.filter { $0.service == "base" && $0.rule == "compose-kept-capabilities" }
    #expect(left.map(\.reason) == ["services.db.cap_add would also be set"])
    #expect(try service("base", after: repairs).section.field("cap_drop") == nil)
  }

  @Test func theByteOrderMarkAndTheMissingLastLineBreakStay() throws {
    let bytes = Source.byteOrderMark + Array("services:\r\n  a:\r\n    image: a:1".utf8)
    let repairs = try ComposeRepairs(
      Options(files: ["c.yaml"]), reader: FileReader { $0 == "c.yaml" ? bytes : nil },
      wish: .init(isUnsafe: true))
    let change = try #require(repairs.changes.first)
    #expect(change.new.starts(with: bytes) && change.new.last != 0x0A && change.old == bytes)
    #expect(change.newText.contains("image: a:1\r\n    "))
  }

  @Test func everyRiskIsSaidInWords() {
    for risk in Repair.Risk.allCases { #expect(risk.text.count > 10 && !risk.text.hasSuffix(".")) }
  }
}
