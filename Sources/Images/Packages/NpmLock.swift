/// `package-lock.json`, `npm-shrinkwrap.json` and the hidden `node_modules/.package-lock.json`, versions 1 to 3
/// (npm's documentation, "package-lock.json").
package enum NpmLock {
  /// The longest place of a dependency within others, in bytes.
  private static let longestPlace = 1024

  package static func parse(_ bytes: [UInt8]) throws(JSONDamage) -> LockFile {
    var reader = JSONReader(bytes)
    // Version 2 says everything twice; `packages` is what npm itself goes by then.
    var byPlace: LockFile?
    var byName = LockFile()
    var wrong: LineProblem?
    guard try reader.kind() == .object else {
      try reader.skip()
      try reader.finish()
      byName.report(1, "no object")
      return byName
    }
    try reader.object { reader, member throws(JSONDamage) in
      switch member {
      case "packages" where try reader.kind() == .object:
        var file = LockFile()
        try reader.object { reader, place throws(JSONDamage) in
          try Entry(&reader).append(to: &file, place: place)
        }
        byPlace = file
      case "dependencies" where try reader.kind() == .object:
        try dependencies(&reader, under: "", into: &byName)
      case "packages", "dependencies":
        try reader.skip()
        wrong = LineProblem(line: 1, reason: "`\(member)` is no object")
      default: try reader.skip()
      }
    }
    try reader.finish()
    var file = byPlace ?? byName
    if let wrong { file.report(wrong.line, wrong.reason) }
    return file
  }

  /// The tree of version 1, in which a dependency's own dependencies stand within it.
  private static func dependencies(_ reader: inout JSONReader, under place: String, into file: inout LockFile)
    throws(JSONDamage)
  {
    try reader.object { reader, name throws(JSONDamage) in
      let own = place + "node_modules/" + name
      guard own.utf8.count <= longestPlace else { throw reader.damage("a path that is too long") }
      var nested = LockFile()
      let entry = try Entry(&reader) { reader throws(JSONDamage) in
        try dependencies(&reader, under: own + "/", into: &nested)
      }
      entry.append(to: &file, place: own)
      file.append(nested)
    }
  }

  /// The members of one entry, alike in all versions.
  private struct Entry {
    private var name: String?
    private var version: String?
    private var license: String?
    private var isLink = false
    private var isDevelopmentOnly = false

    /// - Parameter nested: reads a member `dependencies` that is an object; in version 2 and later it only
    ///   repeats the package's own wishes and is skipped.
    init(
      _ reader: inout JSONReader, nested: ((inout JSONReader) throws(JSONDamage) -> Void)? = nil
    ) throws(JSONDamage) {
      guard try reader.kind() == .object else {
        try reader.skip()
        return
      }
      try reader.object { reader, member throws(JSONDamage) in
        switch member {
        case "name": name = try reader.stringIfAny()
        case "version": version = try reader.stringIfAny()
        case "license": license = try reader.stringIfAny()
        case "link": isLink = try reader.boolIfAny() ?? false
        case "dev": isDevelopmentOnly = try reader.boolIfAny() ?? false
        case "dependencies":
          if let nested, try reader.kind() == .object { try nested(&reader) } else { try reader.skip() }
        default: try reader.skip()
        }
      }
    }

    /// A place outside of `node_modules` is the application or a part of it, and a link leads there.
    func append(to file: inout LockFile, place: String) {
      let marker = "node_modules/"
      guard !isLink, let version, let folder = place.ranges(of: marker).last else { return }
      file.append(
        name ?? String(place[folder.upperBound...]), version, place: place, license: license,
        isDevelopmentOnly: isDevelopmentOnly)
    }
  }
}
