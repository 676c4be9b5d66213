/// What pip and setuptools leave of a package: `*.dist-info/METADATA`, `*.egg-info/PKG-INFO`, a file
/// `*.egg-info`, and `RECORD` (Python packaging specifications, "Core metadata" and "Recording installed
/// projects").
package enum PythonMetadata {
  /// The package that the metadata describe; nil if they have no name or no version.
  package static func parse(_ bytes: [UInt8]) -> Package? {
    var name = ""
    var version = ""
    var license: String?
    var expression: String?
    // The headers end at the first empty line; what follows is the description.
    for line in Lines(bytes) {
      let text = line.bytes.last == .carriageReturn ? line.bytes.dropLast() : line.bytes
      guard let first = text.first else { break }
      guard !first.isBlank, let (field, value) = text.split(at: .colon) else { continue }
      switch field.count {
      case 4 where field == "Name" && name.isEmpty: name = value.trimmed.text
      case 7 where field == "Version" && version.isEmpty: version = value.trimmed.text
      case 7 where field == "License" && license == nil: license = value.trimmed.text
      case 18 where field == "License-Expression": expression = value.trimmed.text
      default: break
      }
    }
    guard !name.isEmpty, !version.isEmpty else { return nil }
    let known = expression ?? license
    // Old tools write this for "not given".
    return Package(
      ecosystem: .python, name: name, version: version,
      license: known == "" || known == "UNKNOWN" ? nil : known)
  }

  /// The files of a `RECORD`, which is CSV: path, hash, size. The paths are relative to the directory that
  /// holds the `dist-info`, and may lead out of it (`../../../bin/pytest`).
  ///
  /// - Parameter path: where the record lies, which also gives the package's name.
  package static func parseRecord(_ bytes: [UInt8], path: ArraySlice<UInt8>) -> PackageListing {
    files(bytes, path: path, levelsUp: 2) { PythonRecordLine.path($0) }
  }

  /// The files of an `installed-files.txt`, one path to a line, relative to the `egg-info` itself.
  package static func parseInstalledFiles(_ bytes: [UInt8], path: ArraySlice<UInt8>) -> PackageListing {
    files(bytes, path: path, levelsUp: 1) { Array($0) }
  }

  private static func files(
    _ bytes: [UInt8], path: ArraySlice<UInt8>, levelsUp: Int, read: (ArraySlice<UInt8>) -> [UInt8]?
  ) -> PackageListing {
    let parts = path.split(separator: .slash)
    let base = Array(parts.dropLast(levelsUp))
    let folderOfAll = Array(base.joined(separator: [.slash]))
    let folder = parts.dropLast().last ?? []
    // `Flask-3.0.0.dist-info` and `foo-1.0-py3.11.egg-info`: a name has no hyphen there.
    let package = (folder.split(at: UInt8(ascii: "-"))?.before ?? folder).text
    var listing = PackageListing()
    var files = PackageFiles(ecosystem: .python, package: package)
    for line in Lines(bytes) {
      let text = line.bytes.trimmed
      guard !text.isEmpty else { continue }
      let owned = read(text)
      // Nearly all lie in the directory itself, and the record of a large package has thousands.
      if let owned, !owned.isEmpty, owned[0] != .slash, !owned.hasDotComponent {
        files.paths.append(owned, under: folderOfAll)
        continue
      }
      guard let owned, let resolved = resolve(owned[...], against: base) else {
        listing.problems.append(LineProblem(line: line.number, reason: "not a file path"))
        continue
      }
      files.paths.append(resolved)
    }
    if files.paths.isCut {
      listing.problems.append(LineProblem(line: 1, reason: "more file paths than are kept"))
    }
    listing.files = [files]
    return listing
  }

  /// The path without `.` and `..`; nil if it leads out of the root.
  private static func resolve(_ path: ArraySlice<UInt8>, against base: [ArraySlice<UInt8>]) -> [UInt8]? {
    var parts = path.first == .slash ? [] : base
    for part in path.split(separator: .slash) {
      if part == "." { continue }
      guard part == ".." else {
        parts.append(part)
        continue
      }
      guard parts.popLast() != nil else { return nil }
    }
    return Array(parts.joined(separator: [.slash]))
  }
}

extension [UInt8] {
  /// Whether a component may be `.` or `..`.
  fileprivate var hasDotComponent: Bool {
    indices.contains { self[$0] == UInt8(ascii: ".") && ($0 == 0 || self[$0 - 1] == .slash) }
  }
}

private enum PythonRecordLine {
  /// The first field of a CSV line; within quotation marks two of them stand for one.
  static func path(_ line: ArraySlice<UInt8>) -> [UInt8]? {
    guard line.first == .quote else {
      return line.split(at: UInt8(ascii: ",")).map { Array($0.before) }
    }
    var path: [UInt8] = []
    var index = line.startIndex + 1
    while index < line.endIndex {
      if line[index] == .quote {
        guard index + 1 < line.endIndex, line[index + 1] == .quote else { return path }
        index += 1
      }
      path.append(line[index])
      index += 1
    }
    return nil
  }
}
