/// A `NAME.deps.json`, by which .NET finds the libraries of a program (dotnet/sdk, "runtime configuration files"): of its
/// `libraries` those that are NuGet packages and of which a target names files. A package without any only brings
/// others along, or served the compiler.
enum NuGetDependencies {
  static func parse(_ bytes: [UInt8], limits: FactLimits) throws(JSONDamage) -> PackageListing {
    var reader = JSONReader(bytes)
    var libraries: [String] = []
    var hasFiles: [String: Bool] = [:]
    guard try reader.kind() == .object else {
      try reader.skip()
      try reader.finish()
      return PackageListing()
    }
    try reader.object { reader, member throws(JSONDamage) in
      switch member {
      case "libraries" where try reader.kind() == .object:
        try reader.object { reader, name throws(JSONDamage) in
          if try isPackage(&reader), libraries.count < limits.packages { libraries.append(name) }
        }
      case "targets" where try reader.kind() == .object:
        try reader.object { reader, _ throws(JSONDamage) in try readTarget(&reader, into: &hasFiles) }
      default: try reader.skip()
      }
    }
    try reader.finish()
    return PackageListing(packages: libraries.filter { hasFiles[$0] ?? true }.compactMap(package))
  }

  private static func isPackage(_ reader: inout JSONReader) throws(JSONDamage) -> Bool {
    var type: String?
    guard try reader.kind() == .object else {
      try reader.skip()
      return false
    }
    try reader.object { reader, member throws(JSONDamage) in
      if member == "type" { type = try reader.stringIfAny() } else { try reader.skip() }
    }
    return type == "package" || type == "runtimepack"
  }

  private static let assets: Set<String> = ["runtime", "native", "runtimeTargets", "resources"]

  /// Notes of each library of a target whether files of it are named.
  private static func readTarget(_ reader: inout JSONReader, into hasFiles: inout [String: Bool])
    throws(JSONDamage)
  {
    guard try reader.kind() == .object else { return try reader.skip() }
    try reader.object { reader, library throws(JSONDamage) in
      guard try reader.kind() == .object else { return try reader.skip() }
      var count = 0
      try reader.object { reader, member throws(JSONDamage) in
        guard assets.contains(member), try reader.kind() == .object else { return try reader.skip() }
        try reader.object { reader, file throws(JSONDamage) in
          // A file of this name stands for none.
          if !file.hasSuffix("/_._") { count += 1 }
          try reader.skip()
        }
      }
      hasFiles[library] = hasFiles[library] == true || count > 0
    }
  }

  /// `Name/1.2.3`; what brings the runtime itself has a word before its name.
  private static func package(_ library: String) -> Package? {
    let parts = library.split(separator: "/", maxSplits: 1)
    guard parts.count == 2, !parts[1].contains("/") else { return nil }
    let word = "runtimepack."
    let name = parts[0].hasPrefix(word) ? parts[0].dropFirst(word.count) : parts[0]
    guard !name.isEmpty else { return nil }
    return Package(ecosystem: .nuget, name: String(name), version: String(parts[1]))
  }
}
