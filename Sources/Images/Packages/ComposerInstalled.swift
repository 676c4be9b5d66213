/// `vendor/composer/installed.json`, in which Composer keeps what it installed: a list of packages in version 1, an
/// object with the list `packages` and the names of what only development needs in version 2.
enum ComposerInstalled {
  static func parse(_ bytes: [UInt8], limits: FactLimits) throws(JSONDamage) -> PackageListing {
    var reader = JSONReader(bytes)
    var found: PackageListing?
    var development: Set<String>?
    switch try reader.kind() {
    case .array: found = try list(&reader, limits)
    case .object:
      try reader.object { reader, member throws(JSONDamage) in
        switch member {
        case "packages" where try reader.kind() == .array: found = try list(&reader, limits)
        case "dev-package-names" where try reader.kind() == .array:
          var names: Set<String> = []
          try reader.array { reader throws(JSONDamage) in
            if let name = try reader.stringIfAny() { names.insert(name) }
          }
          development = names
        default: try reader.skip()
        }
      }
    case .string, .number, .bool, .null: try reader.skip()
    }
    try reader.finish()
    guard var listing = found else { return .none("list of packages") }
    if let development {
      for index in listing.packages.indices {
        listing.packages[index].isDevelopmentOnly = development.contains(listing.packages[index].name)
      }
    }
    return listing
  }

  private static func list(_ reader: inout JSONReader, _ limits: FactLimits)
    throws(JSONDamage) -> PackageListing
  {
    var listing = PackageListing()
    var number = 0
    try reader.array { reader throws(JSONDamage) in
      number += 1
      guard let package = try package(&reader) else {
        let reason = "a package without a name or a version"
        listing.problems.append(LineProblem(line: number, unit: .record, reason: reason))
        return
      }
      guard listing.packages.count < limits.packages else { return listing.reportLimit(limits) }
      listing.packages.append(package)
    }
    return listing
  }

  private static func package(_ reader: inout JSONReader) throws(JSONDamage) -> Package? {
    var name: String?
    var version: String?
    var licenses: [String] = []
    guard try reader.kind() == .object else {
      try reader.skip()
      return nil
    }
    try reader.object { reader, member throws(JSONDamage) in
      switch member {
      case "name": name = try reader.stringIfAny()
      case "version": version = try reader.stringIfAny()
      case "license" where try reader.kind() == .array:
        try reader.array { reader throws(JSONDamage) in
          if let license = try reader.stringIfAny() { licenses.append(license) }
        }
      default: try reader.skip()
      }
    }
    guard let name, let version, !name.isEmpty, !version.isEmpty else { return nil }
    // Several are a choice (Composer's documentation, "The composer.json schema", license).
    return Package(
      ecosystem: .composer, name: name, version: version,
      license: licenses.isEmpty ? nil : licenses.joined(separator: " OR "))
  }
}
