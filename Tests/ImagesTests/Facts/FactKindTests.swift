import Testing

@testable import Images

@Suite struct FactKindTests {
  private func kind(_ path: String, mode: UInt32 = 0o644, size: Int = 1_000) -> FactKind? {
    let name = bytes(path)
    return FactKind.interest(inPath: name.span, mode: mode, size: size, limits: FactLimits())?.kind
  }

  @Test(arguments: [
    ("var/lib/dpkg/status", FactKind.dpkgStatus), ("var/lib/dpkg/status.d/base-files", .dpkgStatus),
    ("var/lib/dpkg/status.d/base-files.md5sums", .dpkgChecksums),
    ("var/lib/dpkg/info/libc6:amd64.md5sums", .dpkgChecksums),
    ("var/lib/dpkg/info/libc6:amd64.list", .dpkgFileList),
    ("var/lib/apt/extended_states", .aptExtendedStates), ("lib/apk/db/installed", .apkInstalled),
    ("usr/lib/apk/db/installed", .apkInstalled), ("etc/apk/world", .apkWorld),
    ("var/lib/rpm/rpmdb.sqlite", .rpmSQLite), ("usr/lib/sysimage/rpm/rpmdb.sqlite", .rpmSQLite),
    ("usr/share/rpm/rpmdb.sqlite", .rpmSQLite), ("var/lib/rpm/rpmdb.sqlite-wal", .rpmWriteAheadLog),
    ("var/lib/rpm/Packages", .rpmOtherFormat), ("usr/lib/sysimage/rpm/Packages.db", .rpmOtherFormat),
    ("usr/lib/python3/dist-packages/a-1.dist-info/METADATA", .pythonMetadata),
    ("a-1.dist-info/RECORD", .pythonRecord), ("x/a.egg-info/PKG-INFO", .pythonMetadata),
    ("x/a-1-py3.11.egg-info", .pythonMetadata), ("x/a.egg/EGG-INFO/PKG-INFO", .pythonMetadata),
    ("x/a.egg-info/installed-files.txt", .pythonInstalledFiles),
    ("app/node_modules/a/package.json", .npmPackage), ("node_modules/@s/a/package.json", .npmPackage),
    ("app/node_modules/a/node_modules/b/package.json", .npmPackage),
    ("usr/share/nodejs/a/package.json", .npmPackage), ("usr/share/nodejs/@s/a/package.json", .npmPackage),
    ("usr/local/lib/node_modules/npm/package.json", .npmPackage), ("app/package.json", .npmManifest),
    ("package.json", .npmManifest), ("app/package-lock.json", .npmLock),
    ("app/npm-shrinkwrap.json", .npmLock),
    ("app/node_modules/.package-lock.json", .npmHiddenLock), ("app/yarn.lock", .yarnLock),
    ("app/pnpm-lock.yaml", .pnpmLock), ("usr/lib/gems/3.1.0/specifications/a-1.gemspec", .gemSpecification),
    ("gems/specifications/default/a-1.gemspec", .gemSpecification), ("etc/passwd", .passwd),
    ("app/vendor/composer/installed.json", .composerInstalled), ("app/Shop.deps.json", .nugetDependencies),
    ("opt/conda/conda-meta/a-1-h0_0.json", .condaPackage), ("conda-meta/a-1-h0_0.json", .condaPackage),
    ("app/lib/a.jar", .javaArchive), ("a.war", .javaArchive), ("srv/a.ear", .javaArchive),
    ("etc/group", .group), ("etc/shadow", .shadow), ("etc/gshadow", .groupShadow), ("etc/sudoers", .sudoers),
    ("etc/sudoers.d/app", .sudoers), ("usr/local/etc/sudoers", .sudoers), ("etc/os-release", .osRelease),
    ("usr/lib/os-release", .osRelease), ("etc/crontab", .autostart), ("etc/cron.d/a", .autostart),
    ("etc/cron.daily/a", .autostart), ("etc/crontabs/root", .autostart), ("etc/anacrontab", .autostart),
    ("etc/periodic/daily/a", .autostart), ("var/spool/cron/crontabs/root", .autostart),
    ("etc/profile", .autostart),
    ("etc/profile.d/a.sh", .autostart), ("root/.bashrc", .autostart), (".profile", .autostart),
    ("etc/rc.local", .autostart), ("etc/init.d/a", .autostart), ("etc/systemd/system/a.service", .autostart),
    ("root/.ssh/authorized_keys", .entryList), ("home/a/.ssh/authorized_keys2", .entryList),
    ("etc/dropbear/authorized_keys", .entryList), ("etc/ld.so.preload", .entryList),
  ])
  func `is wanted`(path: String, expected: FactKind) {
    #expect(kind(path) == expected)
  }

  @Test(arguments: [
    "", "/", "a", "passwd", "srv/etc/passwd", "etc/passwd-", "etc/passwd/x", "etc/shadow.bak",
    "etc/sudoers.d/a.bak",
    "etc/sudoers.d/a~", "etc/sudoers.dist", "var/lib/dpkg/status-old",
    "var/lib/dpkg/info/a.postinst", "lib/apk/db/installed.new", "rpmdb.sqlite", "srv/rpm/Packages",
    "x/METADATA", "x/RECORD", "x/PKG-INFO", "node_modules/a/lib/package.json", "node_modules/@s/package.json",
    "node_modules/package.json", "node_modules/a/test/b/package.json", "usr/share/doc/a/package.json",
    "usr/lib/python3/dist-packages/a/package.json", "app/node_modules/a/package-lock.json",
    "app/node_modules/a/yarn.lock", "app/.package-lock.json", "app/xpackage.json", "a-1.gemspec",
    "srv/a/a.gemspec", "usr/bin/tool", "app/installed.json", "composer/installed.json",
    "xcomposer/installed.json", "app/deps.json", "app/Shop.deps.json.bak", "app/jar", "app/ajar",
    "a.jar.sha1", "opt/conda/conda-meta/history", "opt/conda/conda-meta/x/a.json", "opt/conda/a-1-h0_0.json",
    "srv/crontab", "etc/cron", "etc/profiles", "srv/bashrc", "home/app/.bash_history", "etc/a.service",
    "srv/authorized_keys", "root/.ssh/authorized_keys3", "etc/ld.so.conf", "srv/etc/ld.so.preload",
    "srv/a.service", "usr/lib/systemd/system/a.timer",
  ])
  func `is not wanted`(path: String) {
    #expect(kind(path) == nil)
  }

  @Test func `a file that can be executed may be a program`() {
    #expect(kind("usr/bin/tool", mode: 0o755) == .program)
    #expect(kind("srv/app/run", mode: 0o700) == .program)
    #expect(kind("usr/bin/tool.sh", mode: 0o755) == nil)
    #expect(kind("usr/bin/tool", mode: 0o755, size: 10) == nil)
    // Everything can be executed where it was copied from another system.
    #expect(kind("app/package.json", mode: 0o777) == .npmManifest)
  }

  @Test func `no more is wanted than is there and than the limit`() {
    var limits = FactLimits()
    limits.accountBytes = 100
    let path = bytes("etc/passwd")
    func count(_ size: Int) -> Int? {
      FactKind.interest(inPath: path.span, mode: 0o644, size: size, limits: limits)?.byteCount
    }
    #expect(count(50) == 50)
    #expect(count(500) == 100)
    #expect(count(0) == nil)
  }

  @Test func `of an executable file that is no ELF file nothing more is wanted`() {
    let interest = FactInterest(kind: .program, byteCount: 5_000)
    #expect(FactKind.program.bytesWanted(afterHead: bytes("#!/bin/sh").span, of: interest) == 0)
    #expect(FactKind.program.bytesWanted(afterHead: (ELFFile.magic + [2]).span, of: interest) == 5_000)
    let list = FactInterest(kind: .dpkgFileList, byteCount: 7)
    #expect(FactKind.dpkgFileList.bytesWanted(afterHead: bytes("/a").span, of: list) == 7)
  }
}
