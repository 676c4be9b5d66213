import Findings

/// Why a finding is worth less than its type says: what the file's path says of it. No path is skipped.
enum SeverityReduction: String, Sendable, Hashable, CaseIterable {
  case documentation, fixture, package, certificates

  /// The reason as the end of a sentence.
  var reason: String {
    switch self {
    case .documentation: "the file is documentation"
    case .fixture: "the file belongs to a package's tests or examples"
    case .package: "the file came with an installed package"
    case .certificates: "the file is a bundle of public certificates"
    }
  }

  /// `path` in small letters and without a leading slash; nil where nothing speaks for less.
  init?(of path: String) {
    let parts = path.split(separator: "/").map(String.init)
    let name = parts.last ?? ""
    let folders = parts.dropLast()
    let ending = name.split(separator: ".", omittingEmptySubsequences: false).last.map(String.init) ?? ""
    let isInstalled = SeverityReduction.isInstalled(folders, path: path)
    let isTest = SeverityReduction.isTest(folders, name: name)
    let isSystemDocument = SeverityReduction.holds(
      path,
      roots: [
        "usr/share/doc/", "usr/share/man/", "usr/share/info/", "usr/local/share/man/", "usr/share/help/",
      ], parts: SeverityReduction.documentParts)
    let isDocument =
      isSystemDocument || SeverityReduction.documentEndings.contains(ending) || name.hasPrefix("readme")
      || name.hasPrefix("changelog") || name.hasPrefix("changes") || name == "history" || name == "news"
      || folders.contains("docs") || folders.contains("doc") && isInstalled
    if path.hasPrefix("etc/ssl/certs/") || path.hasPrefix("usr/share/ca-certificates/")
      || name == "cacert.pem" || name == "ca-bundle.crt"
    {
      self = .certificates
    } else if isDocument {
      self = .documentation
    } else if isTest, isInstalled {
      self = .fixture
    } else if isInstalled {
      self = .package
    } else {
      return nil
    }
  }

  /// Whether the file belongs to tests or examples; `path` as in `init`.
  static func isTest(_ path: String) -> Bool {
    let parts = path.split(separator: "/").map(String.init)
    let name = parts.last ?? ""
    return isTest(parts.dropLast(), name: name)
      || unitTestEndings.contains { name.hasSuffix($0) } && !name.hasPrefix("latest.")
  }

  /// Whether the file belongs to tests alone; `path` as in `init`. What lies among examples and demonstrations may be run.
  static func belongsToTests(_ path: String) -> Bool {
    let parts = path.split(separator: "/").map(String.init)
    let name = parts.last ?? ""
    return parts.dropLast().contains { plainTestFolders.contains($0) }
      || isTestFile(name) && !name.hasPrefix("example_")
      || unitTestEndings.contains { name.hasSuffix($0) } && !name.hasPrefix("latest.")
  }

  private static func isTest(_ folders: some Sequence<String>, name: String) -> Bool {
    folders.contains { testFolders.contains($0) } || isTestFile(name)
  }

  private static func isInstalled(_ folders: some Sequence<String>, path: String) -> Bool {
    let folders = Array(folders)
    return folders.contains { packageFolders.contains($0) || $0.hasPrefix("go-1.") || $0.hasPrefix("go1.") }
      || isVendored(folders)
      || holds(
        path,
        roots: [
          "usr/lib/python3", "usr/share/perl", "usr/lib/go-", "usr/share/go-", "usr/lib/jvm/",
          "usr/share/nodejs/", "usr/lib/nodejs/",
        ], parts: installedParts)
  }

  /// Whether a package lies in `vendor`, as Composer, Go and Bundler put it: a publisher and a name deep. What lies
  /// right in it is one's own.
  private static func isVendored(_ folders: [String]) -> Bool {
    folders.lastIndex(of: "vendor").map { folders.count - $0 > 2 } ?? false
  }

  /// Whether the path starts with one of `roots` or has one of `parts` in it.
  private static func holds(_ path: String, roots: [String], parts: [[UInt8]]) -> Bool {
    if roots.contains(where: { path.hasPrefix($0) }) { return true }
    let bytes = Array(path.utf8)
    return parts.contains { bytes.holds($0) }
  }

  private static let documentParts = [
    "/share/doc/", "/share/man/", "/share/ri/", "/share/gtk-doc/",
  ].map { Array($0.utf8) }

  private static let installedParts = [
    "/pkg/mod/", "/go/src/", "/.cargo/registry/", "/lib/python3.", "/lib/python2.", "/lib/ruby/",
    "/.m2/repository/", "/rustlib/", "/lib/perl5/", "/.nuget/packages/", "/.gradle/caches/modules-",
    "/.ivy2/cache/",
    "/.cache/coursier/", "/cargo/registry/", "/.cache/pip/", "/.cache/composer/", "/.composer/cache/",
    "conda/pkgs/",
    "conda2/pkgs/", "conda3/pkgs/", "forge/pkgs/", "forge3/pkgs/", "/micromamba/pkgs/",
  ].map { Array($0.utf8) }

  private static func isTestFile(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    return name.hasPrefix("test_") || name.hasPrefix("example_") || testParts.contains { bytes.holds($0) }
  }

  /// `UserTest.java`, `UrlTests.cs`.
  private static let unitTestEndings = ["java", "kt", "cs", "php", "scala", "swift", "groovy", "vb"].flatMap {
    ["test.\($0)", "tests.\($0)"]
  }

  private static let testParts = ["_test.", ".test.", ".spec.", "_spec.", "testdata"].map { Array($0.utf8) }

  private static let packageFolders: Set<String> = [
    "site-packages", "dist-packages", "node_modules", "bower_components", "gems", "cpan", "_cacache",
    "nltk_data",
  ]
  private static let testFolders: Set<String> = [
    "test", "tests", "testing", "spec", "specs", "testdata", "test-data", "test_data", "fixtures", "fixture",
    "__tests__", "certdata", "selftest", "examples", "example", "sample", "samples", "t", "mock", "mocks",
    "demo", "demos", "benchmark", "benchmarks", "dummy",
  ]
  private static let plainTestFolders: Set<String> = [
    "test", "tests", "testing", "spec", "specs", "testdata", "test-data", "test_data", "fixtures", "fixture",
    "__tests__", "certdata", "selftest", "mock", "mocks", "unittest", "unittests",
  ]
  private static let documentEndings: Set<String> = [
    "md", "rst", "adoc", "markdown", "pod", "texi", "mdx",
  ]
}
