import Images

/// A product whose releases get security fixes until a day that its makers publish.
struct EndOfLife {
  /// endoflife.date's name.
  let product: String
  /// The name for people.
  let name: String
  /// Where its makers publish the days.
  let source: String
  /// The last day of each release, as `YYYY-MM-DD`. Releases that nobody has given a day are not here.
  let days: [String: String]

  /// A release that gets no fixes any more.
  struct Ended {
    /// Name and version, such as "Debian 10".
    let release: String
    let day: String
    let source: String
  }

  /// What has ended of a product on a day.
  ///
  /// - Parameter version: may have more parts than the release has, such as `3.18.4`, or begin with its name: `buster-slim`.
  static func ended(_ product: String, _ version: String, on today: String) -> Ended? {
    guard let known = products[product] else { return nil }
    let release = codenames[product]?[version.lowercased().prefix(while: \.isLetter)]
    let numbers = release.map { $0[...] } ?? version.prefix { $0.isNumber || $0 == "." }
    var parts = numbers.split(separator: ".")
    while !parts.isEmpty {
      let release = parts.joined(separator: ".")
      if let day = known.days[release] {
        return day < today ? Ended(release: "\(known.name) \(release)", day: day, source: known.source) : nil
      }
      parts.removeLast()
    }
    return nil
  }

  /// The releases of distributions by the names that tags have in place of their numbers.
  private static let codenames: [String: [Substring: String]] = [
    "debian": [
      "jessie": "8", "stretch": "9", "buster": "10", "bullseye": "11", "bookworm": "12", "trixie": "13",
    ],
    "ubuntu": [
      "xenial": "16.04", "bionic": "18.04", "focal": "20.04", "jammy": "22.04", "noble": "24.04",
    ],
  ]

  private static let products = Dictionary(uniqueKeysWithValues: all.map { ($0.product, $0) })

  /// Products by the `ID` of os-release(5).
  static let distributions = [
    "almalinux": "almalinux", "alpine": "alpine", "amzn": "amazon-linux", "centos": "centos",
    "debian": "debian", "fedora": "fedora", "opensuse-leap": "opensuse", "rocky": "rocky-linux",
    "ubuntu": "ubuntu",
  ]

  /// Products by the variables in which official images state their version.
  static let variables = [
    "ASPNET_VERSION": "dotnet", "DOTNET_VERSION": "dotnet", "MONGO_MAJOR": "mongodb", "MYSQL_MAJOR": "mysql",
    "NODE_VERSION": "nodejs", "PG_MAJOR": "postgresql", "PHP_VERSION": "php", "PYTHON_VERSION": "python",
    "RUBY_VERSION": "ruby",
  ]

  /// Products by the names of official images on Docker Hub.
  static let officialImages = [
    "almalinux": "almalinux", "alpine": "alpine", "amazonlinux": "amazon-linux", "centos": "centos",
    "debian": "debian", "fedora": "fedora", "mongo": "mongodb", "mysql": "mysql", "node": "nodejs",
    "php": "php", "postgres": "postgresql", "python": "python", "rockylinux": "rocky-linux", "ruby": "ruby",
    "ubuntu": "ubuntu",
  ]
}
