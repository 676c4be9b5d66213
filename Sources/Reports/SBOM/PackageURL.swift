import Findings

/// The name of a package that every tool understands: a package URL (ECMA-427, package-url/purl-spec).
///
/// Types have their own rules for letters, namespaces and qualifiers; they are applied here, so that the same
/// package always has the same URL.
package struct PackageURL: Sendable, Hashable {
  package let text: String

  /// An operating system's package.
  ///
  /// - Parameters:
  ///   - namespace: who publishes it: `debian`, `alpine`, `redhat`. The types require one.
  ///   - version: with the epoch before a `:` where it has one, which rpm writes as a qualifier.
  ///   - distribution: `debian-12`; empty where it is not known.
  package init(
    _ type: SystemType, namespace: String, name: String, version: String, architecture: String?,
    distribution: String
  ) {
    var version = version
    var qualifiers = [("arch", architecture ?? ""), ("distro", distribution)]
    var name = name
    switch type {
    case .deb, .apk: name = name.lowercased()
    case .rpm:
      if let colon = version.firstIndex(of: ":") {
        qualifiers.append(("epoch", String(version[..<colon])))
        version = String(version[version.index(after: colon)...])
      }
    }
    text = Self.join(type.rawValue, namespace.lowercased(), name, version, qualifiers)
  }

  /// A language's package. Its name says its namespace: `@scope/name`, `example.org/team/module`, `group:artifact`.
  package init(_ type: LanguageType, name: String, version: String) {
    switch type {
    case .npm:
      let parts = Self.split(name.lowercased())
      text = Self.join(type.rawValue, parts.namespace, parts.name, version, [])
    case .golang:
      let parts = Self.split(name.lowercased())
      // `(devel)` is what Go writes where it knows no version.
      text = Self.join(
        type.rawValue, parts.namespace, parts.name, version.hasPrefix("(") ? "" : version, [])
    case .pypi:
      text = Self.join(type.rawValue, "", Self.normalised(name), version.lowercased(), [])
    case .maven:
      let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
      text = Self.join(type.rawValue, parts.dropLast().first ?? "", parts.last ?? "", version, [])
    case .composer:
      let parts = Self.split(name.lowercased())
      text = Self.join(type.rawValue, parts.namespace, parts.name, version, [])
    case .gem, .cargo, .nuget, .conda:
      text = Self.join(type.rawValue, "", name, version, [])
    }
  }

  /// An image: its name's last part, its manifest's digest, and where it is kept.
  package init(image name: String, digest: String, architecture: String, tag: String) {
    let parts = Self.split(name.lowercased())
    text = Self.join(
      "oci", "", parts.name, digest,
      [
        ("arch", architecture), ("repository_url", parts.namespace.isEmpty ? "" : name.lowercased()),
        ("tag", tag),
      ])
  }

  package enum SystemType: String, Sendable, Hashable, CaseIterable {
    case deb, apk, rpm
  }

  package enum LanguageType: String, Sendable, Hashable, CaseIterable {
    case npm, golang, pypi, gem, cargo, maven, composer, nuget, conda
  }

  // MARK: Parts

  private static func join(
    _ type: String, _ namespace: String, _ name: String, _ version: String, _ qualifiers: [(String, String)]
  ) -> String {
    let path = namespace.split(separator: "/").map { encode($0) } + [encode(name)]
    let version = version.isEmpty ? "" : "@" + encode(version)
    let pairs = qualifiers.filter { !$0.1.isEmpty }.sorted { $0.0 < $1.0 }.map { "\($0)=\(encode($1))" }
    return "pkg:\(type)/\(path.joined(separator: "/"))\(version)"
      + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&"))
  }

  /// What stands before the last `/`, and what stands behind it.
  private static func split(_ name: String) -> (namespace: String, name: String) {
    guard let slash = name.lastIndex(of: "/") else { return ("", name) }
    return (String(name[..<slash]), String(name[name.index(after: slash)...]))
  }

  /// As PEP 503 has it: runs of `-`, `_` and `.` are one `-`.
  private static func normalised(_ name: String) -> String {
    name.lowercased().split { "-_.".contains($0) }.joined(separator: "-")
  }

  /// Letters, digits, `-._~` and `:` stay.
  private static func encode(_ text: some StringProtocol) -> String {
    if text.utf8.allSatisfy(staysAsItIs) { return String(text) }
    return SafeText.percentEncode(Array(text.utf8)).replacing("/", with: "%2F").replacing("%3A", with: ":")
  }

  private static func staysAsItIs(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"), UInt8(ascii: ":"):
      true
    default: false
    }
  }
}
