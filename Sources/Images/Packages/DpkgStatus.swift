/// The status file of dpkg, `var/lib/dpkg/status`, and its parts in `status.d/` of images without dpkg.
///
/// Format: deb822(5) and dpkg(1). dpkg refuses the whole file for one wrong line; here such a line is
/// reported and the other packages are still known.
package enum DpkgStatus {
  /// The packages whose files are unpacked; those removed or with only configuration left are passed over.
  ///
  /// - Parameter isDatabase: whether it is dpkg's own file, and no part of `status.d`.
  package static func parse(
    _ bytes: [UInt8], isDatabase: Bool = true, limits: FactLimits = FactLimits()
  ) -> PackageListing {
    var listing = PackageListing()
    var stanza = Stanza()
    for line in Lines(bytes) {
      let text = line.bytes
      guard let first = text.first, !text.allSatisfy(\.isBlank) else {
        stanza.finish(into: &listing, limits: limits)
        continue
      }
      // A continuation, which no field that is wanted has.
      if first.isBlank { continue }
      if stanza.line == 0 { stanza.line = line.number }
      guard let (name, value) = text.split(at: .colon), !name.isEmpty else {
        listing.problems.append(LineProblem(line: line.number, reason: "no `Field: value`"))
        continue
      }
      stanza.take(name, value)
    }
    stanza.finish(into: &listing, limits: limits)
    // dpkg ends the file with a line feed and refuses one without; the parts of images without dpkg may lack it.
    if isDatabase, let last = bytes.last, last != .lineFeed {
      listing.problems.append(
        LineProblem(line: Lines.count(bytes), reason: "the file ends within a line"))
    }
    return listing
  }
}

/// The fields of one package, while its lines are read.
private struct Stanza {
  /// The first line, counted from 1; 0 before it.
  var line = 0
  private var name: ArraySlice<UInt8> = []
  private var version: ArraySlice<UInt8> = []
  private var source: ArraySlice<UInt8> = []
  private var architecture: ArraySlice<UInt8> = []
  private var status: ArraySlice<UInt8> = []
  private var isEssential = false

  /// Field names are compared without regard to case, as dpkg does.
  mutating func take(_ field: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) {
    switch field.count {
    case 6 where field.isField("source"): source = value.trimmed
    case 6 where field.isField("status"): status = value.trimmed
    case 7 where field.isField("package"): name = value.trimmed
    case 7 where field.isField("version"): version = value.trimmed
    case 9 where field.isField("essential"): isEssential = value.trimmed.isField("yes")
    case 9 where field.isField("protected"): isEssential = isEssential || value.trimmed.isField("yes")
    case 12 where field.isField("architecture"): architecture = value.trimmed
    default: break
    }
  }

  mutating func finish(into listing: inout PackageListing, limits: FactLimits) {
    defer { self = Stanza() }
    guard line > 0, isUnpacked else { return }
    guard !name.isEmpty, !version.isEmpty else {
      let missing = name.isEmpty ? "Package" : "Version"
      listing.problems.append(LineProblem(line: line, reason: "a package without the field `\(missing)`"))
      return
    }
    // "Source: glibc (2.36-9)": the version stands there only if it differs.
    let sourceName = source.prefix { !$0.isBlank }
    listing.append(
      Package(
        ecosystem: .dpkg, name: name.text, version: version.text,
        source: sourceName.isEmpty ? nil : sourceName.text,
        architecture: architecture.isEmpty ? nil : architecture.text, isEssential: isEssential),
      PathList(), line: line, limits: limits)
  }

  /// "want flag state"; images without dpkg have no such field, and every part is a package.
  private var isUnpacked: Bool {
    guard let blank = status.lastIndex(where: \.isBlank) else { return true }
    let state = status[(blank + 1)...]
    return !(state == "not-installed" || state == "config-files")
  }
}

extension ArraySlice<UInt8> {
  /// Equal to a lower-case ASCII name, without regard to case.
  fileprivate func isField(_ name: String) -> Bool {
    count == name.utf8.count && zip(self, name.utf8).allSatisfy { $0 == $1 || $0 | 0x20 == $1 }
  }
}
