/// The records of dpkg beside its status file: who owns which file, and what apt installed by itself.
package enum DpkgFiles {
  /// The paths of `info/PACKAGE[:ARCH].list`, one absolute path to a line.
  package static func parseList(_ bytes: [UInt8], package: String) -> PackageListing {
    parse(bytes, package: package) { line in line.first == .slash ? line : nil }
  }

  /// The paths of `info/PACKAGE[:ARCH].md5sums`: 32 hexadecimal digits, two blanks, a path.
  ///
  /// It knows no directories, no links and no configuration files; what else a package has it knows by its content too.
  package static func parseMD5Sums(_ bytes: [UInt8], package: String) -> PackageListing {
    parse(
      bytes, package: package, checksum: { md5($0.prefix(32)) },
      path: { line in
        let digits = line.prefix(32)
        guard line.count > 34, digits.allSatisfy(\.isHexDigit), line[line.startIndex + 32] == .space else {
          return nil
        }
        return line.dropFirst(34)
      })
  }

  /// The bytes that hexadecimal digits stand for.
  private static func md5(_ digits: ArraySlice<UInt8>) -> [UInt8] {
    let values = digits.map { $0 < UInt8(ascii: "A") ? $0 & 15 : ($0 & 15) + 9 }
    return stride(from: 0, to: values.count - 1, by: 2).map { values[$0] << 4 | values[$0 + 1] }
  }

  /// The package that a record is about, by its path: `.../info/libc6:amd64.list` gives `libc6`.
  package static func package(ofRecord path: ArraySlice<UInt8>) -> String {
    let name = path.suffix(from: path.lastIndex(of: .slash).map { $0 + 1 } ?? path.startIndex)
    let stem = name.lastIndex(of: UInt8(ascii: ".")).map { name[..<$0] } ?? name
    return (stem.split(at: .colon)?.before ?? stem).text
  }

  /// The names in apt's `extended_states` that came as a dependency only ("Auto-Installed: 1").
  package static func parseExtendedStates(_ bytes: [UInt8]) -> PackageNames {
    var list = PackageNames()
    var name = ""
    for line in Lines(bytes) where !line.bytes.allSatisfy(\.isBlank) {
      guard let (field, value) = line.bytes.split(at: .colon) else {
        list.problems.append(LineProblem(line: line.number, reason: "no `Field: value`"))
        continue
      }
      if field == "Package" { name = value.trimmed.text }
      if field == "Auto-Installed", value.trimmed == "1" { list.names.insert(name) }
    }
    return list
  }

  private static func parse(
    _ bytes: [UInt8], package: String, checksum: (ArraySlice<UInt8>) -> [UInt8] = { _ in [] },
    path: (ArraySlice<UInt8>) -> ArraySlice<UInt8>?
  ) -> PackageListing {
    var listing = PackageListing()
    var files = PackageFiles(ecosystem: .dpkg, package: package)
    for line in Lines(bytes) where !line.bytes.isEmpty {
      if let owned = path(line.bytes) {
        let known = files.paths.count
        files.paths.append(owned)
        if files.paths.count > known { files.checksums += checksum(line.bytes) }
      } else {
        listing.problems.append(LineProblem(line: line.number, reason: "not a file path"))
      }
    }
    if files.paths.isCut {
      listing.problems.append(LineProblem(line: 1, reason: "more paths of files than are kept"))
    }
    listing.files = [files]
    return listing
  }
}
