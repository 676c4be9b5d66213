/// A `package.json` (npm's documentation, "package.json"): of an installed package, or the application's own.
package struct NpmManifest: Codable, Sendable, Hashable {
  /// A dependency as the manifest asks for it.
  package struct Requirement: Codable, Sendable, Hashable {
    package let name: String
    /// A range of versions, a tag, a URL or a path, as written.
    package let range: String
  }

  package private(set) var name: String?
  package private(set) var version: String?
  package private(set) var license: String?
  /// In the order of the manifest, as the lists below.
  package private(set) var dependencies: [Requirement] = []
  package private(set) var developmentDependencies: [Requirement] = []
  package private(set) var optionalDependencies: [Requirement] = []

  package init(parsing bytes: [UInt8]) throws(JSONDamage) {
    var reader = JSONReader(bytes)
    // A file that holds no object is valid JSON, and no package.
    guard try reader.kind() == .object else {
      try reader.skip()
      try reader.finish()
      return
    }
    try reader.object { reader, member throws(JSONDamage) in
      switch member {
      case "name": name = try reader.stringIfAny()
      case "version": version = try reader.stringIfAny()
      case "license", "licenses": license = try Self.license(&reader) ?? license
      case "dependencies": dependencies = try Self.requirements(&reader)
      case "devDependencies": developmentDependencies = try Self.requirements(&reader)
      case "optionalDependencies": optionalDependencies = try Self.requirements(&reader)
      default: try reader.skip()
      }
    }
    try reader.finish()
  }

  /// The package, if the manifest is one's; a `package.json` that only says `"type": "module"` is not.
  package var package: Package? {
    guard let name, let version, !name.isEmpty else { return nil }
    return Package(ecosystem: .npm, name: name, version: version, license: license)
  }

  private static func requirements(_ reader: inout JSONReader) throws(JSONDamage) -> [Requirement] {
    guard try reader.kind() == .object else {
      // Old manifests have an empty array for none, which npm takes too.
      try reader.skip()
      return []
    }
    var requirements: [Requirement] = []
    try reader.object { reader, name throws(JSONDamage) in
      if let range = try reader.stringIfAny() {
        requirements.append(Requirement(name: name, range: range))
      }
    }
    return requirements
  }

  /// An SPDX expression, or in old packages an object with `type`, or several of them.
  private static func license(_ reader: inout JSONReader) throws(JSONDamage) -> String? {
    switch try reader.kind() {
    case .string: return try reader.string()
    case .object:
      var type: String?
      try reader.object { reader, member throws(JSONDamage) in
        if member == "type" { type = try reader.stringIfAny() } else { try reader.skip() }
      }
      return type
    case .array:
      var names: [String] = []
      try reader.array { reader throws(JSONDamage) in
        // One level only: an array within an array is nobody's licence.
        if try reader.kind() == .array { return try reader.skip() }
        if let name = try license(&reader) { names.append(name) }
      }
      return names.isEmpty ? nil : names.joined(separator: " OR ")
    case .number, .bool, .null:
      try reader.skip()
      return nil
    }
  }
}
