import Findings
import Images
import Reports

extension PackageSummary {
  /// The packages of an image as its inventory lists them: those that a package of the distribution carries are
  /// listed as that package alone.
  static func all(_ image: ImageFacts) -> [PackageSummary] {
    image.installed.filter { !$0.isRepackaged }.map { PackageSummary($0, system: image.facts.osRelease) }
  }

  private init(_ installed: InstalledPackage, system: OSRelease?) {
    let package = installed.package
    self.init(
      name: package.name, version: package.version, type: package.ecosystem.packageURLType,
      purl: Self.url(package, system)?.text, license: package.license, layer: installed.layer,
      path: installed.path.shown)
  }

  private static func url(_ package: Package, _ system: OSRelease?) -> PackageURL? {
    switch package.ecosystem {
    case .dpkg: Self.url(.deb, package, system)
    case .apk: Self.url(.apk, package, system)
    case .rpm: Self.url(.rpm, package, system)
    case .python: PackageURL(.pypi, name: package.name, version: package.version)
    case .npm: PackageURL(.npm, name: package.name, version: package.version)
    case .gem: PackageURL(.gem, name: package.name, version: package.version)
    case .go: PackageURL(.golang, name: package.name, version: package.version)
    case .cargo: PackageURL(.cargo, name: package.name, version: package.version)
    // The type requires a group.
    case .maven:
      package.name.contains(":") ? PackageURL(.maven, name: package.name, version: package.version) : nil
    case .composer: PackageURL(.composer, name: package.name, version: package.version)
    case .nuget: PackageURL(.nuget, name: package.name, version: package.version)
    case .conda: PackageURL(.conda, name: package.name, version: package.version)
    }
  }

  /// A system's package has a URL only where the image says which distribution it is of.
  private static func url(
    _ type: PackageURL.SystemType, _ package: Package, _ system: OSRelease?
  ) -> PackageURL? {
    guard let system, system.fields["ID"] != nil else { return nil }
    let version = system.versionID.map { "-\($0)" } ?? ""
    return PackageURL(
      type, namespace: namespace(system.id), name: package.name, version: package.version,
      architecture: package.architecture, distribution: system.id + version)
  }

  /// Who publishes a distribution's packages, where the name is not the distribution's own.
  private static func namespace(_ id: String) -> String {
    if id.hasPrefix("opensuse") { return "opensuse" }
    return id == "rhel" ? "redhat" : id
  }
}

extension Ecosystem {
  /// The type of its packages' URLs.
  fileprivate var packageURLType: String {
    switch self {
    case .dpkg: PackageURL.SystemType.deb.rawValue
    case .apk: PackageURL.SystemType.apk.rawValue
    case .rpm: PackageURL.SystemType.rpm.rawValue
    case .python: PackageURL.LanguageType.pypi.rawValue
    case .npm: PackageURL.LanguageType.npm.rawValue
    case .gem: PackageURL.LanguageType.gem.rawValue
    case .go: PackageURL.LanguageType.golang.rawValue
    case .cargo: PackageURL.LanguageType.cargo.rawValue
    case .maven: PackageURL.LanguageType.maven.rawValue
    case .composer: PackageURL.LanguageType.composer.rawValue
    case .nuget: PackageURL.LanguageType.nuget.rawValue
    case .conda: PackageURL.LanguageType.conda.rawValue
    }
  }
}
