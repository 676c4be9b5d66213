import ArchiveIO

/// What a file's path says of how values are written in it, and of what its secrets are worth.
struct FileContext: Sendable {
  /// Whether a bare `name = value` is how values are written here.
  let isConfiguration: Bool
  /// The same without histories, logs and notes, which hold anything.
  let isSettings: Bool
  /// Texts for people, where a password is a word among words.
  let isTexts: Bool
  /// Texts in one of several languages, where a password is a label.
  let isTranslation: Bool
  /// A file that shows how the real one is written.
  let isSample: Bool
  /// Generated, listing or lock files, where a bare value says little.
  let isListing: Bool
  private let path: String

  /// Why what is found here is worth less; nil where nothing speaks for that. It is asked for findings only, and
  /// worked out each time.
  var demotion: SeverityReduction? { SeverityReduction(of: path) }

  /// Whether the file belongs to tests or examples.
  var isTest: Bool { SeverityReduction.isTest(path) }

  /// Whether the file belongs to tests, and not to what people try out.
  var belongsToTests: Bool { SeverityReduction.belongsToTests(path) }

  var isPython: Bool { path.hasSuffix(".py") }

  /// Why a file that cannot all be searched is as somebody else shipped it; nil where the image's owner may have brought
  /// it.
  ///
  /// - Parameter form: what its first bytes say that it is; nil where it is no archive.
  func excuse(form: ArchiveFileForm?) -> String? {
    // A package manager fetched it from a repository that everybody reads. The directory alone says nothing: anybody can
    // put a file there.
    switch form {
    case .debian where path.hasPrefix("var/cache/apt/archives/"): return "it is a package that apt fetched"
    case .rpm where FileContext.rpmCaches.contains(where: path.hasPrefix):
      return "it is a package that the package manager fetched"
    case .debian, .rpm, .tar, .zip, .cpio, .packed, .unopened, nil: break
    }
    switch demotion {
    case .fixture, .package: return demotion?.reason
    case .documentation where path.hasPrefix("usr/share/"): return demotion?.reason
    case .documentation, .certificates, nil: return nil
    }
  }

  /// `path` without a leading slash.
  init(path: String) {
    let lower = FileContext.withoutBackupEnding(path.lowercased())
    self.path = lower
    let parts = lower.utf8.split(separator: UInt8(ascii: "/"))
    let name = parts.last.map { String(Substring($0)) } ?? ""
    let folders = parts.dropLast().map { Substring($0) }
    let ending =
      name.utf8.lastIndex(of: UInt8(ascii: ".")).map { String(name[name.utf8.index(after: $0)...]) } ?? name
    isConfiguration =
      FileContext.isConfiguration(name: name, ending: ending)
      || folders.contains("etc")
      || !FileContext.codeEndings.contains(ending)
        && folders.contains {
          FileContext.configurationFolders.contains($0) || $0.utf8.first == UInt8(ascii: ".")
        }
    isTranslation =
      folders.contains { FileContext.languageFolders.contains($0) } || name.hasPrefix("messages")
      || ["po", "strings", "arb", "xliff", "resx"].contains(ending)
    isTexts = isTranslation || FileContext.textEndings.contains(ending)
    isSettings = isConfiguration && !isTexts && !["txt", "log", "history"].contains { ending.hasSuffix($0) }
    // Not `contains` of a text, which costs as much as all the judging of a candidate.
    isSample = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).dropFirst()
      .contains { FileContext.sampleEndings.contains(Substring($0)) }
    isListing = FileContext.isListing(name: name, ending: ending)
  }

  /// The path of the file that one ending with `.bak`, `.orig`, `~` and the like was copied from.
  static func withoutBackupEnding(_ path: String) -> String {
    guard let last = path.utf8.last, backupLastBytes.contains(last) else { return path }
    for ending in backupEndings where path.hasSuffix(ending) && path.utf8.count > ending.utf8.count {
      return String(path.dropLast(ending.count))
    }
    return path
  }

  private static let backupEndings = [
    ".bak", ".orig", ".old", ".save", ".backup", ".swp", "~", ".1", ".dpkg-old", ".rpmsave",
  ]
  private static let backupLastBytes = backupEndings.compactMap(\.utf8.last)

  private static func isConfiguration(name: String, ending: String) -> Bool {
    configurationEndings.contains(ending) || name.hasSuffix("rc") || name.hasPrefix(".env")
      || name.hasPrefix("dockerfile")
      || name.hasPrefix(".") && !name.utf8.dropFirst().contains(UInt8(ascii: ".")) || name.hasSuffix(".env")
      || ["credentials", "config", "environment", "secrets", "secret", "vars", "my.cnf", "makefile"].contains(
        name)
  }

  private static func isListing(name: String, ending: String) -> Bool {
    ["map", "lock", "sum", "md5sums", "sha256sums", "svg", "css", "po", "mo", "pot", "dic", "aff", "list"]
      .contains(ending)
      || ["package-lock.json", "yarn.lock", "pnpm-lock.yaml", "go.sum", "record", "npm-shrinkwrap.json"]
        .contains(name)
  }

  /// Where dnf, yum, zypper and PackageKit keep the packages that they fetch.
  private static let rpmCaches = [
    "var/cache/dnf/", "var/cache/libdnf5/", "var/cache/yum/", "var/cache/zypp/", "var/cache/packagekit/",
  ]

  private static let sampleEndings: Set<Substring> = ["example", "sample", "dist", "template", "tmpl"]

  private static let configurationFolders: Set<Substring> = [
    "conf", "config", "configs", "conf.d", ".config", "configuration", "settings", "environments", "cloud",
    "group_vars", "host_vars",
  ]

  /// Folders of texts for people in many languages, where a password is a word among words.
  private static let languageFolders: Set<Substring> = [
    "locale", "locales", "i18n", "l10n", "lang", "langs", "languages", "translations", "messages", "strings",
    "nls",
  ]

  private static let textEndings: Set<String> = [
    "html", "htm", "vue", "svelte", "md", "rst", "po", "strings", "arb", "adoc",
  ]

  private static let codeEndings: Set<String> = [
    "js", "mjs", "cjs", "ts", "tsx", "jsx", "py", "rb", "php", "go", "java", "kt", "scala", "cs", "c", "cc",
    "cpp", "h", "hpp", "pl", "pm", "rs", "swift", "ex", "exs", "vue", "svelte", "html", "htm", "dart", "m",
  ]

  private static let configurationEndings: Set<String> = [
    "env", "properties", "ini", "conf", "cfg", "cnf", "yml", "yaml", "toml", "tfvars", "sh", "bash", "zsh",
    "profile", "bashrc", "json", "xml", "hcl", "tf", "ovpn", "rsc", "reg", "keyring", "jaas", "local", "ldif",
    "netrc", "npmrc", "config", "service", "desktop", "bat", "ps1", "cmd", "fish", "envrc", "bash_history",
    "zsh_history", "history", "log", "txt",
  ]
}
