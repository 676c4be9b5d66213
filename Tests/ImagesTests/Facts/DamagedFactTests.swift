import TestSupport
import Testing

@testable import Images

/// Readers of text take any bytes: what is damaged, cut off or meant to mislead is a problem, and ends nothing.
@Suite struct DamagedFactTests {
  static let samples: [(FactKind, String)] = [
    (
      .dpkgStatus,
      "Package: a\nStatus: install ok installed\nVersion: 1:1.0-1\nSource: b (2.0)\nDepends: c (>= 1)\n d\n\n"
    ),
    (.dpkgFileList, "/.\n/usr/bin/a\n"), (.dpkgChecksums, "d41d8cd98f00b204e9800998ecf8427e  usr/bin/a\n"),
    (.aptExtendedStates, "Package: a\nArchitecture: amd64\nAuto-Installed: 1\n\n"),
    (.apkInstalled, "P:a\nV:1.0-r0\nL:MIT\nF:usr/bin\nR:a\na:0:0:755\n\n"), (.apkWorld, "a=1.0 !b c@edge\n"),
    (.pythonMetadata, "Metadata-Version: 2.1\nName: a\nVersion: 1\nRequires-Dist: b (>=1)\n\ntext\n"),
    (.pythonRecord, "a/b.py,sha256=x,12\n\"a,b\",,\n"), (.pythonInstalledFiles, "../a.py\n./b\n"),
    (.npmPackage, #"{"name":"@a/b","version":"1.0","license":{"type":"MIT"}}"#),
    (.npmManifest, #"{"name":"a","dependencies":{"b":"^1"},"devDependencies":{}}"#),
    (.npmLock, #"{"lockfileVersion":3,"packages":{"node_modules/@a/b":{"version":"1","dev":true}}}"#),
    (.npmHiddenLock, #"{"packages":{"node_modules/a":{"version":"1"}}}"#),
    (.yarnLock, "\"@a/b@^1\", c@2:\n  version \"1.0\"\n  dependencies:\n    d \"^1\"\n"),
    (
      .pnpmLock,
      "lockfileVersion: '9.0'\npackages:\n  '@a/b@1.0(c@2)':\n    resolution: {integrity: x}\n  /d/1.0:\n    dev: true\n"
    ),
    (
      .gemSpecification,
      "# -*- encoding: utf-8 -*-\n# stub: a 1.0 ruby lib\n\nGem::Specification.new do |s|\n  s.name = \"a\".freeze\n  s.version = \"1.0\"\n"
    ),
    (.composerInstalled, #"{"packages":[{"name":"a/b","version":"v1"}],"dev-package-names":["c"]}"#),
    (.nugetDependencies, #"{"libraries":{"A/1.0":{"type":"package"}},"targets":{"x":{}}}"#),
    (.condaPackage, #"{"name":"a","version":"1","license":"MIT","files":["bin/a","lib/b.so"]}"#),
    (.passwd, "root:x:0:0:root:/root:/bin/sh\na::1000:1000:,,,:/:\n"), (.group, "a:x:0:b,c\n"),
    (.shadow, "root:$6$a$b:19000:0:99999:7:::\na::::::::\n"), (.groupShadow, "a:!:b:c\n"),
    (
      .sudoers,
      "Defaults:a env_keep += \"X\"\nUser_Alias U = a, !b\n%c ALL=(ALL:ALL) NOPASSWD: /bin/a \\\n  b\n@include x\n"
    ),
    (.osRelease, "ID=debian\nVERSION_ID=\"12\"\nNAME='a'\n"),
  ]

  @Test(arguments: samples) func aReaderTakesAnyBytes(_ kind: FactKind, _ sample: String) {
    let path = Array("usr/lib/python3/dist-packages/a/node_modules/b/file".utf8)
    let whole = FileFact(kind: kind, path: path, bytes: Array(sample.utf8), size: sample.utf8.count)
    #expect(whole.problems.isEmpty)
    for damaged in Damage.variants(of: Array(sample.utf8)) {
      let fact = FileFact(kind: kind, path: path, bytes: damaged, size: damaged.count)
      #expect(fact.problems.allSatisfy { $0.line <= damaged.count(where: { $0 == 0x0A }) + 1 })
    }
  }
}
