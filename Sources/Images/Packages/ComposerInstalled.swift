/// `vendor/composer/installed.json`, in which Composer keeps what it installed: a list of packages in version 1, an
/// object with the list `packages` and the names of what only development needs in version 2.
enum ComposerInstalled {
  static func parse(_ bytes: [UInt8], limits: FactLimits) throws(JSONDamage) -> PackageListing {
    var reader = JSONReader(bytes)
    var packages: [Package] = []
    var development: Set<String>?
    switch try reader.kind() {
    case .array: packages = try list(&reader, limits)
    case .object:
      try reader.object { reader, member throws(JSONDamage) in
        switch member {
        case "packages" where try reader.kind() == .array: packages = try list(&reader, limits)
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
    if let development {
      for index in packages.indices {
        packages[index].isDevelopmentOnly = development.contains(packages[index].name)
      }
    }
    return PackageListing(packages: packages)
  }

  private static func list(_ reader: inout JSONReader, _ limits: FactLimits) throws(JSONDamage) -> [Package] {
    var packages: [Package] = []
    try reader.array { reader throws(JSONDamage) in
      guard try reader.kind() == .object else { return try reader.skip() }
      let package = try package(&reader)
      if let package, packages.count < limits.packages { packages.append(package) }
    }
    return packages
  }

  private static func package(_ reader: inout JSONReader) throws(JSONDamage) -> Package? {
    var name: String?
    var version: String?
    var licenses: [String] = []
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
