import ArchiveIO
import Digests
import Findings
import Foundation
import Images
import PatternScan
import Reports
import Secrets
import Synchronization
import TestSupport
import Testing

@testable import Gate

/// What is kept of layers must change nothing of any answer, whatever the folder holds.
@Suite struct LayerCacheTests {
  private static let patterns = PatternCache(environment: ProcessInfo.processInfo.environment)

  /// The report on an image, as it is written.
  private func report(_ path: String, _ cache: LayerCache?, change: (inout Check) -> Void = { _ in })
    throws -> String
  {
    var check = Check()
    check.images = [path]
    check.patternCache = Self.patterns
    check.layerCache = cache
    change(&check)
    return try JSONReport.render(check.run())
  }

  private func cache(_ scratch: ScratchDirectory, limit: Int = LayerCache.defaultBytes) throws -> LayerCache {
    try LayerCache(folder: scratch.path("layers"), limit: limit, leastBytes: 0)
  }

  /// An image with a file of each kind that yields facts, with a secret, and with an entry of each kind.
  private func sample(_ content: String = "one") throws -> [UInt8] {
    var builder = ImageBuilder()
    builder.execution = ["User": "10001", "Cmd": ["/server"]]
    var server = TarWriter.Member("server", content: "#!/server\n")
    server.mode = 0o4755
    server.attributes = [("security.capability", Array(repeating: 1, count: 20)), ("user.note", [65])]
    var link = TarWriter.Member("app/link", kind: .symbolicLink)
    link.link = Array("../server".utf8)
    let token = ["ghp", "_", "1a2B3c4D5e6F7g8H9i0J1k2L3m4N5o0gXWPz"].joined()
    builder.steps = [
      .layer(
        .init(
          "ADD rootfs.tar /",
          [
            .init("etc", kind: .directory), .init("etc/passwd", content: "root:x:0:0:root:/root:/bin/sh\n"),
            .init("etc/group", content: "root:x:0:\nwheel:x:10:app\n"),
            .init("etc/shadow", content: "root:$6$saltsalt$abcdefgh:1::::::\napp:!:1::::::\n"),
            .init("etc/sudoers", content: "app ALL=(ALL) NOPASSWD: ALL\n"),
            .init("etc/os-release", content: "ID=debian\nVERSION_ID=\"12\"\nPRETTY_NAME=\"Debian 12\"\n"),
            .init(
              "var/lib/dpkg/status",
              content:
                "Package: bash\nStatus: install ok installed\nVersion: 5.2\nArchitecture: amd64\nEssential: yes\n\n"
            ),
            .init("var/lib/dpkg/info/bash.list", content: "/.\n/bin\n/bin/bash\n"),
            .init(
              "var/lib/dpkg/info/bash.md5sums", content: "d41d8cd98f00b204e9800998ecf8427e  bin/bash\n"),
            .init("var/lib/apt/extended_states", content: "Package: bash\nAuto-Installed: 1\n\n"),
            .init("bin/bash", content: ""),
          ])),
      .layer(
        .init(
          "COPY . /app",
          [
            server, link, .init("etc/.wh.group"), .init("app/data", content: content),
            .init("app/settings.env", content: "GITHUB_TOKEN=\(token)\n"),
            .init(
              "app/package.json",
              content: #"{"name":"shop","version":"1.0.0","dependencies":{"left-pad":"^1.3.0"}}"#),
            .init(
              "app/package-lock.json",
              content:
                #"{"lockfileVersion":3,"packages":{"node_modules/left-pad":{"version":"1.3.0","dev":true}}}"#),
            .init(
              "app/node_modules/left-pad/package.json",
              content: #"{"name":"left-pad","version":"1.3.0","license":"WTFPL"}"#),
            .init(
              "usr/lib/python3/dist-packages/six-1.0.dist-info/METADATA",
              content: "Metadata-Version: 2.1\nName: six\nVersion: 1.0\n"),
          ])),
    ]
    return try builder.archive()
  }

  @Test func `every archive has the same report without a cache, with a new one and with a full one`() throws
  {
    let scratch = try ScratchDirectory()
    let cache = try cache(scratch)
    for name in try TestData.archives {
      let path = TestData.path("images/\(name)")
      let plain = try report(path, nil)
      #expect(try report(path, cache) == plain, "\(name), new")
      #expect(try report(path, cache) == plain, "\(name), full")
    }
    #expect(cache.usedLayers > 20)
  }

  @Test(arguments: 0..<12) func `generated images have the same report, packed and not`(seed: Int) throws {
    let scratch = try ScratchDirectory()
    let cache = try cache(scratch)
    let image = RandomImage(seed: UInt64(seed))
    for (name, bytes) in [
      ("docker.tar", try image.dockerArchive()), ("oci.tar", try image.ociArchive()),
      ("gzip.tar", try image.ociArchive(packing: Packed.gzip, type: "+gzip")),
    ] {
      let path = try scratch.write(bytes, to: name)
      let plain = try report(path, nil)
      #expect(try report(path, cache) == plain, "\(name), new")
      let used = cache.usedLayers
      #expect(try report(path, cache) == plain, "\(name), full")
      #expect(cache.usedLayers > used, "\(name)")
    }
  }

  @Test func `options that change what a layer yields have layers of their own`() throws {
    let scratch = try ScratchDirectory()
    let cache = try cache(scratch)
    let path = try scratch.write(try sample(), to: "image.tar")
    let rules = try scratch.write(
      Array("[[rules]]\nid = \"left\"\nregex = '''bound-[a-z]{3}'''\n".utf8), to: "rules.toml")
    let own = try UserRuleFile.read(rules)
    let changes: [(inout Check) -> Void] = [
      { _ in }, { $0.looksForSecrets = false }, { $0.secretRules = own },
      { $0.secretRules.disabled = ["github-personal-token"] }, { $0.limits.facts.accountBytes = 4 },
      { $0.limits.secrets.inside.levels = 1 }, { $0.limits.archive.nameBytes = 1 << 20 },
      { $0.secretOptions.hashKey = [1] }, { $0.secretOptions.today = 1_700_006_400 },
    ]
    for (number, change) in changes.enumerated() {
      let kept = cache.layers.count
      let plain = try report(path, nil, change: change)
      #expect(try report(path, cache, change: change) == plain, "\(number)")
      #expect(cache.layers.count == kept + 2, "\(number)")
      #expect(try report(path, cache, change: change) == plain, "\(number)")
    }
    #expect(cache.usedLayers == 2 * changes.count)
    // The end of the time is no property of a layer.
    let later: (inout Check) -> Void = { $0.limits.end(after: 600) }
    #expect(try report(path, cache, change: later) == report(path, nil))
    #expect(cache.usedLayers == 2 * changes.count + 2)
  }

  @Test func `a manifest that states the digest of a known layer for other bytes is not believed`() throws {
    let scratch = try ScratchDirectory()
    let cache = try cache(scratch)
    let known = try sample("one")
    _ = try report(scratch.write(known, to: "known.tar"), cache)
    // The same archive with other bytes in a layer of the same length: the config still states the old digest.
    let place = try #require(known.firstRange(of: Array("one\0\0\0\0".utf8)))
    var forged = known
    forged.replaceSubrange(place.lowerBound..<place.lowerBound + 3, with: Array("two".utf8))
    let path = try scratch.write(forged, to: "forged.tar")
    let used = cache.usedLayers
    let answer = try report(path, cache)
    #expect(try answer == report(path, nil))
    #expect(answer.contains("image-digest-mismatch") && cache.usedLayers == used + 1)
  }

  @Test func `nothing is reported of a known layer whose digest a manifest states for another`() throws {
    let scratch = try ScratchDirectory()
    let cache = try cache(scratch)
    let known = try sample()
    _ = try report(scratch.write(known, to: "known.tar"), cache)
    // The tree and the facts were made of what is kept before the bytes were seen to be others.
    let place = try #require(known.firstRange(of: Array("Version: 5.2\n".utf8)))
    var forged = known
    forged.replaceSubrange(place, with: Array("Version: 6.7\n".utf8))
    let path = try scratch.write(forged, to: "forged.tar")
    for _ in 0..<5 {
      let used = cache.usedLayers
      let answer = try report(path, cache)
      #expect(try answer == report(path, nil))
      #expect(answer.contains("\"6.7\"") && !answer.contains("\"5.2\""))
      #expect(cache.usedLayers == used + 1)
    }
  }

  @Test func `a damaged file of the folder is as good as none, whichever bit is wrong`() throws {
    let scratch = try ScratchDirectory()
    let path = try scratch.write(try sample(), to: "image.tar")
    let plain = try report(path, nil)
    let cache = try cache(scratch)
    _ = try report(path, cache)
    let kept = try cache.layers.map { layer in
      (
        scratch.path("layers/\(layer.name)"),
        try Data(contentsOf: URL(filePath: scratch.path("layers/\(layer.name)")))
      )
    }
    var random = FixedRandom(seed: 19)
    for round in 0..<18 {
      for (file, bytes) in kept {
        var bytes = [UInt8](bytes)
        switch round % 3 {
        case 0: bytes[Int.random(in: bytes.indices, using: &random)] ^= UInt8(1 << (round % 8))
        case 1: bytes.removeLast(Int.random(in: 1...bytes.count, using: &random))
        default: bytes.append(0)
        }
        try Data(bytes).write(to: URL(filePath: file))
      }
      let used = cache.usedLayers
      #expect(try report(path, cache) == plain)
      #expect(cache.usedLayers == used, "round \(round)")
    }
  }

  /// Whoever can write the folder could write this; it must end in no crash all the same.
  @Test func `bytes that are no scan end in no crash, even under a right checksum`() throws {
    let scratch = try ScratchDirectory()
    let path = try scratch.write(try sample(), to: "image.tar")
    let cache = try cache(scratch)
    _ = try report(path, cache)
    let layers = try cache.layers.map { layer in
      let url = URL(filePath: scratch.path("layers/\(layer.name)"))
      return (url, [UInt8](try Data(contentsOf: url)))
    }
    var random = FixedRandom(seed: 20)
    for _ in 0..<50 {
      for (url, whole) in layers {
        var bytes = Array(whole.dropLast(32))
        // Behind the head and the seal.
        let start = try #require(bytes.firstRange(of: Array(".layer ".utf8))).upperBound + 40
        for _ in 0..<Int.random(in: 1...3, using: &random) {
          bytes[Int.random(in: start..<bytes.count, using: &random)] = UInt8.random(
            in: 0...255, using: &random)
        }
        try Data(bytes + MessageDigest.sha256(bytes)).write(to: url)
      }
      _ = try report(path, cache) { $0.looksForSecrets = true }
    }
  }

  @Test func `no file of the folder holds a value that was found`() throws {
    let scratch = try ScratchDirectory()
    let cache = try cache(scratch)
    let token = ["glpat", "-", "Xy7Zq2Lm9Kp4Rt6Vw8Bn"].joined()
    var builder = ImageBuilder()
    builder.steps = [
      .layer(
        .init(
          "COPY . /app",
          [
            .init("app/settings.env", content: "GITLAB_TOKEN=\(token)\n"),
            .init("etc/shadow", content: "root:$6$saltsalt$verysecrethash:1::::::\n"),
          ])),
      // Its facts hold the text of a range.
      .layer(
        .init(
          "COPY package.json /app",
          [
            .init(
              "app/package.json",
              content:
                #"{"name":"shop","version":"1.0.0","dependencies":{"a":"git+https://x:\#(token)@example.org/a.git"}}"#
            )
          ])),
    ]
    let path = try scratch.write(try builder.archive(), to: "image.tar")
    for isOn in [true, false] {
      let plain = try report(path, nil) { $0.looksForSecrets = isOn }
      for _ in 0..<2 { #expect(try report(path, cache) { $0.looksForSecrets = isOn } == plain) }
    }
    #expect(cache.layers.count == 2, "the layer with the manifest is not kept")
    for layer in cache.layers {
      let bytes = [UInt8](try Data(contentsOf: URL(filePath: scratch.path("layers/\(layer.name)"))))
      #expect(bytes.firstRange(of: Array(token.utf8)) == nil)
      #expect(bytes.firstRange(of: Array("verysecrethash".utf8)) == nil)
    }
  }

  @Test func `the folder stays below its limit, and what was used last stays`() throws {
    let scratch = try ScratchDirectory()
    let large = try cache(scratch)
    var sizes: [Int] = []
    for number in 0..<6 {
      _ = try report(scratch.write(try sample("content \(number)"), to: "\(number).tar"), large)
      sizes.append(large.layers.reduce(0) { $0 + $1.bytes })
    }
    let limit = sizes[5] * 3 / 4
    let small = try cache(scratch, limit: limit)
    // The base layer, which all have, was used again and again.
    let used = small.usedLayers
    _ = try report(scratch.write(try sample("content 7"), to: "7.tar"), small)
    #expect(small.layers.reduce(0) { $0 + $1.bytes } <= limit && small.layers.count > 1)
    #expect(small.usedLayers == used + 1)
    _ = try report(scratch.path("7.tar"), small)
    #expect(small.usedLayers == used + 3)
    #expect(!small.clear().isEmpty && small.layers.isEmpty)
  }

  @Test func `kept layers count as what they unpack to, and none is kept that the total cuts off`() throws {
    let scratch = try ScratchDirectory()
    let cache = try cache(scratch)
    let layers = (0..<2).map { LayoutBuilder.Layer.zeros(1 << 20 + $0) }
    func answer(_ layers: [LayoutBuilder.Layer], _ name: String, atMost bytes: Int64) throws -> String {
      try report(scratch.write(LayoutBuilder(layers).archive(), to: name), cache) {
        $0.looksForSecrets = false
        $0.limits.archive.totalUnpackedBytes = bytes
      }
    }
    let message = "(--limit total-unpacked-bytes)"
    for round in 0..<2 {
      #expect(try answer([layers[0]], "cut.tar", atMost: 1 << 19).contains(message), "\(round)")
      #expect(cache.layers.isEmpty)
    }
    for (number, layer) in layers.enumerated() {
      #expect(try !answer([layer], "\(number).tar", atMost: 3 << 19).contains(message))
    }
    #expect(cache.layers.count == 2)
    #expect(try answer(layers, "both.tar", atMost: 3 << 19).contains(message))
  }

  @Test func `a known layer is whole or said to be cut off, wherever the time ends`() throws {
    let scratch = try ScratchDirectory()
    let cache = try cache(scratch)
    var builder = ImageBuilder()
    builder.steps = [24 << 20, 1 << 20].map { size in
      .layer(.init("COPY \(size) /", [.init("app/\(size)", content: String(repeating: "a", count: size))]))
    }
    let path = try scratch.write(builder.archive(), to: "bulk.tar")
    let whole = try report(path, cache) { $0.looksForSecrets = false }
    #expect(!whole.contains("(--timeout)") && cache.layers.count == 2)
    var cut = 0
    for milliseconds in [0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 1_000_000] {
      let answer = try report(path, cache) {
        $0.looksForSecrets = false
        $0.limits.archive.deadline = Deadline(seconds: 100, share: Double(milliseconds) / 100_000)
      }
      if answer.contains("(--timeout)") { cut += 1 } else { #expect(answer == whole, "\(milliseconds) ms") }
    }
    #expect((1..<11).contains(cut))
  }

  @Test func `many runs at once share a folder`() throws {
    let scratch = try ScratchDirectory()
    let paths = try (0..<3).map { try scratch.write(try sample("\($0)"), to: "\($0).tar") }
    let plain = try paths.map { try report($0, nil) }
    let answers = (0..<24).map { $0 % 3 }.sideBySide { number -> Bool in
      do {
        let cache = try self.cache(scratch, limit: 8 << 10)
        return try self.report(paths[number], cache) == plain[number]
      } catch {
        return false
      }
    }
    #expect(answers == [Bool](repeating: true, count: 24))
  }

  @Test func `files that somebody replaces and removes meanwhile change no report`() throws {
    let scratch = try ScratchDirectory()
    let path = try scratch.write(try sample(), to: "image.tar")
    let plain = try report(path, nil)
    let cache = try cache(scratch)
    _ = try report(path, cache)
    let folder = scratch.path("layers")
    let whole = try cache.layers.map { layer in
      (layer.name, try Data(contentsOf: URL(filePath: "\(folder)/\(layer.name)")))
    }
    // One layer under the name of another, damage, nothing, and what is right.
    let contents = [whole[1].1, whole[0].1.dropLast(40), Data(), whole[0].1]
    let isDone = Mutex(false)
    let other = Thread {
      var round = 0
      while !isDone.withLock({ $0 }) {
        let (name, _) = whole[round % whole.count]
        let part = "\(folder)/.new"
        if FileManager.default.createFile(
          atPath: part, contents: contents[round % contents.count], attributes: [.posixPermissions: 0o600])
        {
          _ = unsafe rename(part, "\(folder)/\(name)")
        }
        if round % 5 == 0 { _ = unsafe unlink("\(folder)/\(name)") }
        round += 1
      }
    }
    other.start()
    for _ in 0..<12 { #expect(try report(path, cache) == plain) }
    isDone.withLock { $0 = true }
  }
}
