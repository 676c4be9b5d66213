import Testing

@testable import Images

@Suite struct FactsTests {
  private func fact(_ kind: FactKind, _ path: String, _ text: String) -> FileFact {
    fact(kind, path, bytes(text))
  }

  private func fact(_ kind: FactKind, _ path: String, _ content: [UInt8]) -> FileFact {
    FileFact(kind: kind, path: bytes(path), bytes: content, size: content.count)
  }

  @Test func `every kind has a content of its own or a failure`() {
    for kind in FactKind.allCases {
      let empty = fact(kind, "a/b-1.dist-info/c", "")
      let isKnown =
        switch empty.content {
        case .packages, .automatic, .requested, .manifest, .lock, .passwd, .group, .shadow, .groupShadow,
          .sudoers, .osRelease, .emptyList, .nothing:
          true
        case .failure(let failure): !failure.description.isEmpty
        case .program, .autostart: false
        }
      #expect(isKnown)
    }
  }

  @Test func `a file larger than its limit is a failure that says so, except where the start is enough`() {
    let cut = FileFact(kind: .passwd, path: bytes("etc/passwd"), bytes: bytes("root"), size: 9_999)
    #expect(
      cut.content
        == .failure(
          .tooLarge(size: 9_999, limit: FactLimits().accountBytes, flag: "(--limit account-file-bytes)")))
    let head = ELFBuilder().build()
    let program = FileFact(kind: .program, path: bytes("a"), bytes: head, size: 1 << 30)
    guard case .program = program.content else {
      Issue.record("the content is \(program.content)")
      return
    }
    let start = Array(ELFBuilder().build().prefix(128))
    let whole = FileFact(kind: .program, path: bytes("a"), bytes: start, size: start.count)
    #expect(whole.unreadSize == nil && program.unreadSize == 1 << 30)
    let gaps = Facts(merging: [FileFact(program: start.span, path: bytes("a"), size: 1 << 30)]).gaps
    #expect(gaps.map(\.why).contains { $0.contains("(--limit program-bytes)") && $0.contains("components") })
  }

  @Test func `a script is nothing, and a damaged program hides nothing`() {
    #expect(fact(.program, "a", "#!/bin/sh\n").content == .nothing)
    let damaged = fact(.program, "a", ELFFile.magic + [9, 9])
    let gaps = Facts(merging: [damaged, fact(.rpmOtherFormat, "var/lib/rpm/Packages", "text")]).gaps
    #expect(gaps.map(\.kind) == [.program, .rpmOtherFormat])
    #expect(gaps.first?.loss == FactKind.program.loss)
    guard case .answer(.packages, _) = gaps.last?.loss else {
      Issue.record("the loss is \(String(describing: gaps.last?.loss))")
      return
    }
  }

  @Test func `files of the system and of languages give one list and know their owners`() throws {
    let site = "usr/lib/python3/site-packages/"
    let files = [
      fact(.dpkgStatus, "var/lib/dpkg/status", try fixture("dpkg/status")),
      fact(.dpkgFileList, "var/lib/dpkg/info/demo-base.list", try fixture("dpkg/demo-base.list")),
      fact(.dpkgFileList, "var/lib/dpkg/info/shell.list", "/.\n/bin\n/bin/sh\n"),
      fact(.aptExtendedStates, "var/lib/apt/extended_states", "Package: demo-lib\nAuto-Installed: 1\n"),
      fact(
        .pythonMetadata, site + "demo_test-1.2.3.dist-info/METADATA",
        try fixture("python/demo_test-1.2.3.dist-info/METADATA")),
      fact(
        .pythonRecord, site + "demo_test-1.2.3.dist-info/RECORD",
        try fixture("python/demo_test-1.2.3.dist-info/RECORD")),
      fact(
        .pythonMetadata, site + "demo_dep-0.1.dist-info/METADATA",
        try fixture("python/demo_dep-0.1.dist-info/METADATA")),
      fact(
        .pythonRecord, site + "demo_dep-0.1.dist-info/RECORD",
        try fixture("python/demo_dep-0.1.dist-info/RECORD")),
      fact(.passwd, "etc/passwd", "root:x:0:0:::\nbroken\n"),
      fact(.osRelease, "usr/lib/os-release", "ID=other\n"), fact(.osRelease, "etc/os-release", "ID=debian\n"),
    ]
    let facts = Facts(merging: files.shuffled(), aliases: DirectoryAlias.mergedUsr)
    #expect(
      facts.packages.map(\.value.name) == ["demo-dep", "demo-test", "demo-base", "demo-lib", "demo-tool"])
    #expect(facts.packages.map(\.value.isAutomatic) == [nil, false, false, true, false])
    #expect(facts.osRelease?.id == "debian")
    #expect(facts.passwd?.users.count == 1)
    #expect(facts.problems.map(\.value.line) == [2])
    #expect(facts.failures.isEmpty)

    func owner(_ path: String) -> String? {
      facts.owners.owner(of: bytes(path)[...]).map { "\($0.ecosystem) \($0.package)" }
    }
    #expect(owner("usr/bin/demo-base") == "dpkg demo-base")
    #expect(owner("bin/demo-base") == "dpkg demo-base")
    #expect(owner("usr/bin/sh") == "dpkg shell")
    #expect(owner("bin/sh") == "dpkg shell")
    #expect(owner("usr/bin/demo_test") == "python demo-test")
    #expect(owner(site + "demo_test/__init__.py") == "python demo-test")
    #expect(owner("usr/bin/mine") == nil)
    #expect(owner("") == nil)
  }

  @Test func `without merged directories two names are two files`() {
    let files = [fact(.dpkgFileList, "var/lib/dpkg/info/a.list", "/bin/sh\n")]
    let facts = Facts(merging: files)
    #expect(facts.owners.owner(of: bytes("bin/sh")[...])?.package == "a")
    #expect(facts.owners.owner(of: bytes("usr/bin/sh")[...]) == nil)
  }

  @Test func `lock files say which npm packages are for development, the hidden one first`() throws {
    func package(_ folder: String, _ name: String, _ version: String) -> FileFact {
      fact(.npmPackage, folder + "/package.json", #"{"name":"\#(name)","version":"\#(version)"}"#)
    }
    let files = [
      fact(.npmHiddenLock, "srv/node_modules/.package-lock.json", try fixture("npm/hidden-lock.json")),
      fact(.npmLock, "srv/package-lock.json", #"{"packages":{"node_modules/dev":{"version":"2.0.0"}}}"#),
      package("srv/node_modules/dev", "dev", "2.0.0"), package("srv/node_modules/prod", "prod", "1.0.0"),
      package("srv/node_modules/extra", "extra", "1.0.0"),
      fact(
        .pnpmLock, "opt/pnpm-lock.yaml", "lockfileVersion: '6.0'\npackages:\n  /x@1.0.0:\n    dev: true\n"),
      package("opt/node_modules/x", "x", "1.0.0"), package("opt/node_modules/y", "y", "1.0.0"),
      package("node_modules/x", "x", "1.0.0"),
    ]
    let facts = Facts(merging: files)
    let known = Dictionary(
      uniqueKeysWithValues: facts.packages.map { ($0.path[...].text, $0.value.isDevelopmentOnly) })
    #expect(known["srv/node_modules/dev/package.json"] == .some(true))
    #expect(known["srv/node_modules/prod/package.json"] == .some(false))
    #expect(known["srv/node_modules/extra/package.json"] == .some(nil))
    #expect(known["opt/node_modules/x/package.json"] == .some(true))
    #expect(known["opt/node_modules/y/package.json"] == .some(nil))
    // Another project's lock file says nothing of it.
    #expect(known["node_modules/x/package.json"] == .some(nil))
  }

  @Test func `apk's world says what came by itself`() {
    let facts = Facts(merging: [
      fact(.apkInstalled, "lib/apk/db/installed", "P:a\nV:1\n\nP:b\nV:2\n"),
      fact(.apkWorld, "etc/apk/world", "a\n"),
    ])
    #expect(facts.packages.map(\.value.isAutomatic) == [false, true])
  }

  @Test func `packages within programs are found at the program`() throws {
    let facts = Facts(merging: [fact(.program, "srv/app", try fixture("elf/go-amd64"))])
    #expect(facts.programs.map { $0.path[...].text } == ["srv/app"])
    #expect(facts.packages.map(\.value.name) == ["example.com/demo"])
  }
}
