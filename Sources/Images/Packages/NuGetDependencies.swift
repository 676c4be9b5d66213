/// A `NAME.deps.json`, by which .NET finds the libraries of a program (dotnet/sdk, "runtime configuration files"): of its
/// `libraries` those that are NuGet packages and of which a target names files. A package without any only brings
/// others along, or served the compiler.
enum NuGetDependencies {
  /// - Parameter path: of the list; the files of the packages lie beside it.
  static func parse(_ bytes: [UInt8], path: ArraySlice<UInt8>, limits: FactLimits) throws(JSONDamage)
    -> PackageListing
  {
    var reader = JSONReader(bytes)
    var libraries: [String] = []
    var listing = PackageListing()
    var files: [String: PathList] = [:]
    let folder = Array(Array(path).parent)
    guard try reader.kind() == .object else {
      try reader.skip()
      try reader.finish()
      return .none("list of libraries")
    }
    try reader.object { reader, member throws(JSONDamage) in
      switch member {
      case "libraries" where try reader.kind() == .object:
        try reader.object { reader, name throws(JSONDamage) in
          guard try isPackage(&reader) else { return }
          guard libraries.count < limits.packages else { return listing.reportLimit(limits) }
          libraries.append(name)
        }
      case "targets" where try reader.kind() == .object:
        try reader.object { reader, _ throws(JSONDamage) in
          try readTarget(&reader, folder: folder, into: &files)
        }
      default: try reader.skip()
      }
    }
    try reader.finish()
    for (index, library) in libraries.enumerated() {
      let paths = files[library]
      // What names no files only brings others along.
      guard paths?.isEmpty != true else { continue }
      guard let package = package(library) else {
        let reason = "a library whose name is not `NAME/VERSION`"
        listing.problems.append(LineProblem(line: index + 1, unit: .record, reason: reason))
        continue
      }
      listing.packages.append(package)
      guard let paths else { continue }
      if paths.isCut {
        let reason = "more paths of files than are kept"
        listing.problems.append(LineProblem(line: index + 1, unit: .record, reason: reason))
      }
      listing.files.append(PackageFiles(ecosystem: .nuget, package: package.name, paths: paths))
    }
    return listing
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

  /// Notes the files that a target names of each library, as they lie beside the list.
  private static func readTarget(
    _ reader: inout JSONReader, folder: [UInt8], into files: inout [String: PathList]
  ) throws(JSONDamage) {
    guard try reader.kind() == .object else { return try reader.skip() }
    try reader.object { reader, library throws(JSONDamage) in
      guard try reader.kind() == .object else { return try reader.skip() }
      var paths = files[library] ?? PathList()
      try reader.object { reader, member throws(JSONDamage) in
        guard assets.contains(member), try reader.kind() == .object else { return try reader.skip() }
        try reader.object { reader, file throws(JSONDamage) in
          // A file of this name stands for none.
          if !file.hasSuffix("/_._") { paths.append(place(of: file, asset: member), under: folder) }
          try reader.skip()
        }
      }
      files[library] = paths
    }
  }

  /// Where publishing puts a file: beside the program, below its language, or as the package has it.
  private static func place(of file: String, asset: String) -> Substring.UTF8View {
    let kept = asset == "runtimeTargets" ? Int.max : asset == "resources" ? 2 : 1
    var start = file.utf8.endIndex
    var parts = 0
    while start > file.utf8.startIndex {
      let before = file.utf8.index(before: start)
      if file.utf8[before] == .slash {
        parts += 1
        if parts == kept { break }
      }
      start = before
    }
    return file[start...].utf8
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
