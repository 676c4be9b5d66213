import Compose
import Foundation
import Gate
import Images
import Rules
import TestSupport
import Testing

/// Hardenings of texts in many styles, of the five systems, and of real projects where `IMGCHECK_SHARED` names a folder.
struct HardeningPropertyTests {
  /// Images of all kinds: a plain user, root that is known, root that is not, a step down, and a file with capabilities.
  private static let listings = [
    """
    image: plain:1
    User: 1000:1000
    Cmd: ["/server"]
    layer: ADD rootfs.tar /
      drwxrwxrwt 0:0 /tmp
      -rwxr-xr-x 0:0 /server
      elf
    """,
    """
    image: cache:1
    Cmd: ["redis-server", "--maxmemory", "64mb"]
    Volumes: /data
    layer: ADD rootfs.tar /
      drwxrwxrwt 0:0 /tmp
      drwxr-xr-x 101:102 /data
      -rwxr-xr-x 0:0 /usr/bin/redis-server
      elf
      -rw-r--r-- 0:0 /etc/passwd
        | redis:x:101:102::/data:/bin/false
    """,
    """
    image: web:1
    ExposedPorts: 80/tcp
    Cmd: ["nginx"]
    layer: ADD rootfs.tar /
      drwxr-xr-x 0:0 /run
      drwxr-xr-x 0:0 /var/cache/nginx
      -rwxr-xr-x 0:0 /usr/sbin/nginx
      elf
    """,
    """
    image: odd:1
    Entrypoint: ["docker-entrypoint.sh"]
    layer: ADD rootfs.tar /
      -rwxr-xr-x 0:0 /usr/local/bin/docker-entrypoint.sh 10
      -rwxr-xr-x 0:0 /usr/local/bin/su-exec 10
      -rwsr-xr-x 0:0 /usr/bin/sudo 10
    """,
    """
    image: able:1
    User: 7
    Cmd: ["/server"]
    layer: ADD rootfs.tar /
      -rwxr-xr-x 0:0 /server
      elf
      capability 400
    """,
  ]

  /// Gives each service of a project one of the images.
  private func images(
    for options: Options, _ read: @escaping @Sendable (String) throws -> [UInt8]?, seed: Int
  )
    throws -> ImageMatching
  {
    let project = try Project.load(options, reader: FileReader(read: read))
    let mapped = project.services.enumerated().map { number, service in
      (service.name, [(number + seed) % Self.listings.count])
    }
    return try HardeningCase.images(Self.listings, mapped: Dictionary(mapped) { $1 })
  }

  @Test func hardeningsOfGeneratedProjectsBreakNothing() throws {
    var steps = 0
    for seed in 0..<UInt64(40) {
      var generator = ComposeTextGenerator(seed: seed)
      let files = generator.files()
      let options = Options(files: ["compose.yaml"])
      let matching = try images(for: options, { files[$0] }, seed: Int(seed))
      steps += try HardeningCase.hold(options, { files[$0] }, matching, "seed \(seed)").steps.count
    }
    #expect(steps > 100, "\(steps)")
  }

  @Test(arguments: ["ai-ia", "autocusto", "cartie", "pazpaz", "v-edfinance"])
  func hardeningsOfTheSystemsBreakNothing(system: String) throws {
    let folder = TestData.path("systems/\(system)")
    let listings = try TestData.files(below: URL(filePath: "\(folder)/images")).map {
      try String(contentsOfFile: $0, encoding: .utf8)
    }
    let matching = try HardeningCase.images(listings)
    let files = try TestData.files(below: URL(filePath: folder)).filter { path in
      let name = path.split(separator: "/").last ?? ""
      return name.contains("compose") && name.hasSuffix(".yaml")
    }
    try #require(!files.isEmpty)
    for file in files {
      _ = try HardeningCase.hold(Options(files: [file]), FileReader.disk.read, matching, file)
    }
  }

  @Test(.enabled(if: TestData.shared != nil)) func hardeningsOfRealProjectsBreakNothing() throws {
    let folder = try #require(TestData.shared).appending(path: "compose")
    let files = try TestData.files(below: folder).filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
    var read = 0
    for (number, file) in files.enumerated() where number % 8 == 0 {
      let options = Options(files: [file])
      do {
        let matching = try images(for: options, FileReader.disk.read, seed: number)
        _ = try HardeningCase.hold(options, FileReader.disk.read, matching, file)
        read += 1
      } catch let error as LoadError {
        guard case .notCompose = error else { continue }
      }
    }
    #expect(read > 0)
  }
}
