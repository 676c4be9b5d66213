import Findings

/// What a file's path says of the secrets in it. No path is skipped: its secrets are judged down, with a reason.
package struct FileContext: Sendable, Hashable {
  /// Why what is found here is worth less; nil where nothing speaks for that.
  package let demotion: Demotion?
  /// Whether a bare `name = value` is how values are written here.
  let isConfiguration: Bool
  /// The same without histories, logs and notes, which hold anything.
  let isSettings: Bool
  /// Generated, listing or lock files, where a bare value says little.
  let isListing: Bool

  /// Why a finding is worth less than its type says.
  package enum Demotion: String, Sendable, Hashable, CaseIterable {
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
  }

  /// `path` without a leading slash.
  package init(path: String) {
    let lower = FileContext.withoutBackupEnding(path.lowercased())
    let parts = lower.split(separator: "/").map(String.init)
    let name = parts.last ?? ""
    let folders = parts.dropLast()
    let ending = name.split(separator: ".", omittingEmptySubsequences: false).last.map(String.init) ?? ""
    isConfiguration =
      FileContext.isConfiguration(name: name, ending: ending) || folders.contains("etc")
      || !FileContext.codeEndings.contains(ending)
        && folders.contains { FileContext.configurationFolders.contains($0) }
    isSettings =
      isConfiguration && !["txt", "log", "history"].contains { ending.hasSuffix($0) }
      && !folders.contains { FileContext.languageFolders.contains($0) } && !name.hasPrefix("messages")
    isListing = FileContext.isListing(name: name, ending: ending)
    let isInstalled = FileContext.isInstalled(folders, path: lower)
    let isTest =
      folders.contains { FileContext.testFolders.contains($0) } || FileContext.isTestFile(name)
    let isSystemDocument = FileContext.holds(
      lower,
      roots: [
        "usr/share/doc/", "usr/share/man/", "usr/share/info/", "usr/local/share/man/", "usr/share/help/",
      ], parts: FileContext.documentParts)
    let isDocument =
      isSystemDocument || FileContext.documentEndings.contains(ending) || name.hasPrefix("readme")
      || name.hasPrefix("changelog") || name.hasPrefix("changes") || name == "history" || name == "news"
      || folders.contains("docs") || folders.contains("doc") && isInstalled
    if lower.hasPrefix("etc/ssl/certs/") || lower.hasPrefix("usr/share/ca-certificates/")
      || name == "cacert.pem" || name == "ca-bundle.crt"
    {
      demotion = .certificates
    } else if isDocument {
      demotion = .documentation
    } else if isTest, isInstalled {
      demotion = .fixture
    } else if isInstalled {
      demotion = .package
    } else {
      demotion = nil
    }
  }

  private static func isInstalled(_ folders: some Sequence<String>, path: String) -> Bool {
    folders.contains { packageFolders.contains($0) || $0.hasPrefix("go-1.") || $0.hasPrefix("go1.") }
      || holds(
        path,
        roots: [
          "usr/lib/python3", "usr/share/perl", "usr/lib/go-", "usr/share/go-", "usr/lib/jvm/",
          "usr/share/nodejs/", "usr/lib/nodejs/",
        ], parts: installedParts)
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
    "/.m2/repository/", "/rustlib/", "/lib/perl5/",
  ].map { Array($0.utf8) }

  private static func isTestFile(_ name: String) -> Bool {
    name.hasPrefix("test_") || name.contains("_test.") || name.contains(".test.") || name.contains(".spec.")
      || name.contains("_spec.") || name.hasPrefix("example_") || name.contains("testdata")
  }

  /// The path of the file that one ending with `.bak`, `.orig`, `~` and the like was copied from.
  static func withoutBackupEnding(_ path: String) -> String {
    for ending in [".bak", ".orig", ".old", ".save", ".backup", ".swp", "~", ".1", ".dpkg-old", ".rpmsave"]
    where path.hasSuffix(ending) && path.utf8.count > ending.utf8.count {
      return String(path.dropLast(ending.count))
    }
    return path
  }

  private static let configurationFolders: Set<String> = [
    "conf", "config", "configs", "conf.d", ".config", "configuration", "settings", "environments", "cloud", "group_vars",
    "host_vars",
  ]

  /// Folders of texts for people in many languages, where a password is a word among words.
  private static let languageFolders: Set<String> = [
    "locale", "locales", "i18n", "l10n", "lang", "langs", "languages", "translations", "messages", "strings", "nls",
  ]

  private static let codeEndings: Set<String> = [
    "js", "mjs", "cjs", "ts", "tsx", "jsx", "py", "rb", "php", "go", "java", "kt", "scala", "cs", "c", "cc", "cpp",
    "h", "hpp", "pl", "pm", "rs", "swift", "ex", "exs", "vue", "svelte", "html", "htm", "dart", "m",
  ]

  private static func isConfiguration(name: String, ending: String) -> Bool {
    configurationEndings.contains(ending) || name.hasPrefix(".env") || name.hasPrefix("dockerfile")
      || name.hasPrefix(".") && !name.dropFirst().contains(".") || name.hasSuffix(".env")
      || ["credentials", "config", "environment", "secrets", "secret", "vars", "my.cnf", "makefile"].contains(
        name)
  }

  private static func isListing(name: String, ending: String) -> Bool {
    ["map", "lock", "sum", "md5sums", "sha256sums", "svg", "css", "po", "mo", "pot", "dic", "aff", "list"]
      .contains(ending)
      || ["package-lock.json", "yarn.lock", "pnpm-lock.yaml", "go.sum", "record", "npm-shrinkwrap.json"]
        .contains(name)
  }

  private static let packageFolders: Set<String> = [
    "site-packages", "dist-packages", "node_modules", "bower_components", "gems", "vendor", "cpan",
    "nltk_data",
  ]
  private static let testFolders: Set<String> = [
    "test", "tests", "testing", "spec", "specs", "testdata", "test-data", "test_data", "fixtures", "fixture",
    "__tests__", "certdata", "selftest", "examples", "example", "sample", "samples", "t", "mock", "mocks",
    "demo",
    "demos", "benchmark", "benchmarks",
  ]
  private static let documentEndings: Set<String> = [
    "md", "rst", "adoc", "markdown", "pod", "texi", "mdx",
  ]
  private static let configurationEndings: Set<String> = [
    "env", "properties", "ini", "conf", "cfg", "cnf", "yml", "yaml", "toml", "tfvars", "sh", "bash", "zsh",
    "profile", "bashrc", "json", "xml", "hcl", "tf", "ovpn", "rsc", "reg", "keyring", "jaas", "local", "ldif", "netrc", "npmrc", "config", "service", "desktop", "bat", "ps1", "cmd", "fish",
    "envrc",
    "bash_history", "zsh_history", "history", "log", "txt",
  ]
}
