/// A `conda-meta/NAME-VERSION-BUILD.json`, which conda writes for each package of an environment, with the files that it
/// linked there (conda's documentation, "prefix records").
enum CondaPackage {
  /// - Parameter path: of the record; the files are given from the directory above it.
  static func parse(_ bytes: [UInt8], path: ArraySlice<UInt8>) throws(JSONDamage) -> PackageListing {
    var reader = JSONReader(bytes)
    var name: String?
    var version: String?
    var license: String?
    var paths = PathList()
    guard try reader.kind() == .object else {
      try reader.skip()
      try reader.finish()
      return .without("a name and a version")
    }
    let prefix = Array(Array(Array(path).parent).parent)
    try reader.object { reader, member throws(JSONDamage) in
      switch member {
      case "name": name = try reader.stringIfAny()
      case "version": version = try reader.stringIfAny()
      case "license": license = try reader.stringIfAny()
      case "files" where try reader.kind() == .array:
        try reader.array { reader throws(JSONDamage) in
          if let file = try reader.stringIfAny() { paths.append(file.utf8, under: prefix) }
        }
      default: try reader.skip()
      }
    }
    try reader.finish()
    guard let name, let version, !name.isEmpty, !version.isEmpty else {
      return .without(name?.isEmpty == false ? "a version" : "a name")
    }
    var listing = PackageListing(
      packages: [Package(ecosystem: .conda, name: name, version: version, license: license)],
      files: paths.isEmpty ? [] : [PackageFiles(ecosystem: .conda, package: name, paths: paths)])
    if paths.isCut { listing.problems = [LineProblem(line: 1, reason: "more file paths than are kept")] }
    return listing
  }
}
